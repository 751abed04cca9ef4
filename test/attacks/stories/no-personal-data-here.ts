import type { DataSource } from '../../../action/contract/data-register.ts';
import { defineAttack } from '../attack.ts';
import { register } from '../use-deeds.ts';

/** Dana signed what she was shown. */
const called = (kind: DataSource['personal_data']) =>
  register((sources) => sources.map((one) => ({ ...one, personal_data: kind, approved_on: '2026-11-19' })));

export const noPersonalDataHere = defineAttack({
  stage: 'explore',
  attack: called('none'),
  says: 'poc.yaml says that items hold data about people, and the register says: helpdesk none.',
  check: 'data/permission',
  twin: { what: 'has the names replaced by pseudonyms', deed: called('pseudonymous') },
});
