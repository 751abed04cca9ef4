/** What a column of results that somebody's own script wrote can hold. */
export type Role =
  | 'verdict'
  | 'score'
  | 'threshold'
  | 'id'
  | 'input'
  | 'repeat'
  | 'run'
  | 'variant'
  | 'cluster'
  | 'slices'
  | 'milliseconds'
  | 'seconds'
  | 'unitless'
  | 'cost'
  | 'tokensIn'
  | 'tokensOut'
  | 'cached'
  | 'model'
  | 'reason'
  | 'error';

/** Spellings without case, `_`, `-` and spaces; the first goes before the others where a row has several. */
const SPELLINGS: Readonly<Record<Role, readonly string[]>> = {
  verdict: ['pass', 'passed', 'success', 'verdict'],
  score: ['score'],
  threshold: ['threshold'],
  id: [
    ...['caseid', 'testid', 'taskid', 'evalid', 'questionid', 'sampleid', 'exampleid', 'itemid'],
    ...['id', 'eval', 'task', 'test', 'testname', 'case', 'scenario', 'question', 'name'],
  ],
  input: ['input', 'inputs', 'prompt', 'query', 'userinput', 'instruction', 'messages', 'vars'],
  repeat: ['trial', 'repeat', 'repetition', 'rep', 'attempt', 'epoch', 'iter', 'iteration'],
  run: ['runid', 'run'],
  variant: ['variant'],
  cluster: ['cluster'],
  slices: ['slices', 'slice', 'tags', 'tag', 'category'],
  milliseconds: [
    ...['latencyms', 'durationms', 'elapsedms', 'responsetimems', 'timems', 'ms'],
    ...['latencymilliseconds', 'durationmilliseconds'],
  ],
  seconds: [
    ...['latencys', 'durations', 'elapseds', 'seconds', 'latencyseconds', 'durationseconds'],
    ...['elapsedseconds', 'latencysec', 'durationsec', 'latencysecs', 'durationsecs', 'secs'],
    ...['wallclocks', 'walltimes', 'responsetimes'],
  ],
  unitless: ['latency', 'duration', 'elapsed', 'responsetime', 'time'],
  cost: ['costusd', 'cost'],
  tokensIn: ['tokensin', 'inputtokens', 'prompttokens'],
  tokensOut: ['tokensout', 'outputtokens', 'completiontokens'],
  cached: ['cached'],
  model: ['model'],
  reason: ['reason', 'explanation', 'comment', 'note'],
  error: ['error', 'errormessage', 'exception'],
};

/** A column that is known: what it holds, and where it stands among several that hold the same. */
export type Spelling = { role: Role; rank: number };

const KNOWN: ReadonlyMap<string, Spelling> = new Map(
  Object.entries(SPELLINGS).flatMap(([role, words]) =>
    words.map((word, rank): [string, Spelling] => [word, { role: role as Role, rank }]),
  ),
);

const LONGEST = 30;

/** Names come from files, so what is remembered of them has an end. */
const MOST_REMEMBERED = 1000;
const remembered = new Map<string, Spelling | null>();

/** @returns what a column of this name holds; `null` for one that means nothing here. */
export function spellingOf(name: string): Spelling | null {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const spelling = name.length > LONGEST ? null : (KNOWN.get(bare(name)) ?? null);
  if (remembered.size < MOST_REMEMBERED) remembered.set(name, spelling);
  return spelling;
}

const bare = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
