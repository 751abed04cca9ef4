import type { Arm } from '../../contract/study.ts';
import type { ASSIGNMENTS, Study, TimeEvent } from './event.ts';
import type { Ledger } from './ledger.ts';
import type { State } from './state.ts';

/** What this session was begun for. */
export type Plan = {
  study: Study;
  assignment: (typeof ASSIGNMENTS)[number] | null;
  observer: string;
  task: { unit: string; start: string; stop: string; digest: string };
  /** References to be timed in turn; `null` where each is typed. */
  cases: readonly string[] | null;
  /** How many rows the gate asks for at this stage; `null` where that is not known. */
  wanted: number | null;
  /** The files of the rows, by their field in `baseline.yaml`. */
  files: Readonly<Record<Study | 'discarded', string>>;
  flip(): Arm;
};

/** What the person is asked or shown. Texts are what was typed so far. */
export type View =
  | { name: 'between' }
  | { name: 'ref'; text: string }
  | { name: 'performer'; text: string; back: View }
  | { name: 'ready'; ref: string }
  | { name: 'running' }
  | { name: 'reason'; text: string; back: View }
  /** Nobody saw the clock between these moments. */
  | { name: 'gap'; from: number; to: number; back: View }
  /** A case was on the clock when the last session ended; this one began at `at`. */
  | { name: 'resume'; at: number }
  | { name: 'leave' }
  | { name: 'help'; back: View };

export type ViewOf<N extends View['name']> = Extract<View, { name: N }>;

export type Model = {
  plan: Plan;
  state: State;
  ledger: Ledger;
  view: View;
  /** The last thing that there was to say. */
  note: string;
};

/** What a key leads to: events to be written first, then what is shown. What is left out stays as it is. */
export type Step = { events?: readonly TimeEvent[]; view?: View; note?: string; over?: true };

/** Is it open whether the last while was work? Until that is said nobody is taken to have watched the clock. */
export const isAway = (view: View): boolean =>
  view.name === 'resume' || view.name === 'gap' || ('back' in view && isAway(view.back));

/** @returns what to ask while no case is on the clock. */
export const restingView = ({ plan, state }: Pick<Model, 'plan' | 'state'>): View => {
  if (state.performer === null) return { name: 'performer', text: '', back: waitFor(plan) };
  return waitFor(plan);
};

const waitFor = ({ cases }: Plan): View => (cases === null ? { name: 'ref', text: '' } : { name: 'between' });
