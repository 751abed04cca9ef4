// Written by create-poc: what stands around the model, outermost first. `npx poc add PART` adds a line; delete one to take a
// part out.
import type { MakePart } from './part.ts';

export const PARTS: readonly MakePart[] = [];
