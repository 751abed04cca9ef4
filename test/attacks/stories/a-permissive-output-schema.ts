import { OUTPUT_SCHEMA } from '../../given/proven/errors.ts';
import { type Deed, defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';

const withSchema =
  (over: object): Deed =>
  (poc) =>
    poc.write({ 'src/output.schema.json': JSON.stringify({ ...OUTPUT_SCHEMA, ...over }) });

export const aPermissiveOutputSchema = defineAttack({
  stage: 'pilot',
  attack: inTurn(withSchema({ additionalProperties: true, required: [] }), develop()),
  says: 'src/output.schema.json admits bad output: the answer allows fields that it does not name',
  check: 'errors/output-contract',
  twin: {
    what: 'requires one more field',
    deed: inTurn(withSchema({ required: ['label', 'confidence', 'reason'] }), develop()),
  },
});
