import type { Location } from '../../contract/problem.ts';

/** Something that makes the exam easier, to follow "This pull request", and where it stands. */
export type Loosening = { what: string; location: Location };
