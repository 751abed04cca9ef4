import { within } from '../../src/load/arrivals.ts';
import { bindingConstraint } from '../../src/load/ceilings.ts';
import { loadTest } from '../../src/load/load-test.ts';
import { readLoad } from '../../src/load/settings.ts';
import { writeProof } from '../harness.ts';

/** Answers from a file, or made up, are under no load. A model within the process is: it is what will run. */
function modeOf(model: string): 'live' | 'recorded' | 'stubbed' {
  if (model.startsWith('recorded/')) return 'recorded';
  return model.startsWith('test/') ? 'stubbed' : 'live';
}

const load = readLoad(process.env, '.');
console.log(`${Math.ceil(load.seconds)} s of load in ${load.environment}: ${load.words}.`);
const { model, arrived, ceilings } = await loadTest(process.env, '.', load);
const { sent, completedMs, errors, dropped, minutes } = arrived;
writeProof({
  environment: load.environment,
  model_mode: modeOf(model),
  arrivals_per_hour: load.perHour,
  minutes,
  sent,
  completed: completedMs.length,
  errors,
  p50_ms: within(completedMs, 0.5),
  p95_ms: within(completedMs, 0.95),
  dropped: dropped / (sent + dropped),
  binding_constraint: bindingConstraint(ceilings),
});
