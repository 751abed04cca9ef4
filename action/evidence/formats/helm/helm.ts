import { FITS, type Format, OTHER, type Recognition } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';
import { helmReader } from './helm-reader.ts';

/**
 * What HELM (github.com/stanford-crfm/helm) writes of each instance: `per_instance_stats.json` of `helm-run`, and the
 * smaller `display_predictions.json` of `helm-summarize`. The other files of a run hold no results of instances.
 */
export const helm: Format = {
  id: 'helm',
  name: 'HELM results by instance',
  kind: 'json',
  cannotTell: ['which model answered', 'what a case cost', 'whether a failed request left an instance out'],
  recognise: (head) => (head.kind === 'json' ? recogniseOutline(head.outline) : OTHER),
  reader: (_, output) => ({ from: [''], ...helmReader(output) }),
};

function recogniseOutline(outline: unknown): Recognition {
  if (Array.isArray(outline)) return recogniseItem(outline[0]);
  if (!isFields(outline) || !isFields(own(outline, 'adapter_spec'))) return OTHER;
  if (Object.hasOwn(outline, 'request_states')) return refusal('the requests of a run and their answers');
  return Object.hasOwn(outline, 'metric_specs') ? refusal('the settings of a run') : OTHER;
}

function recogniseItem(item: unknown): Recognition {
  if (!isFields(item)) return OTHER;
  if (own(item, 'instance_id') !== undefined && own(item, 'train_trial_index') !== undefined) {
    return Object.hasOwn(item, 'stats') ? FITS : refusal('requests of instances, without their statistics');
  }
  const name = own(item, 'name');
  const isStat = isFields(name) && own(name, 'name') !== undefined && Object.hasOwn(item, 'count');
  return isStat && Object.hasOwn(item, 'sum') ? refusal('statistics of a whole run') : OTHER;
}

const refusal = (found: string): Recognition => ({
  answer: 'refused',
  found: `a file of HELM with ${found}`,
  expected: 'what became of each instance',
  remedy: 'Name the per_instance_stats.json that helm-run wrote into the same folder.',
});
