import { describe } from 'vitest';
import { explore } from './explore.ts';
import { firstDays } from './first-days.ts';
import { lastMile } from './last-mile.ts';
import { pilotBegins, pilotEnds } from './pilot.ts';
import { production } from './production.ts';
import { review } from './review.ts';
import { play } from './script.ts';
import { waiver } from './waiver.ts';

describe('a POC from scaffold to production', () =>
  play([
    ...firstDays,
    ...explore,
    ...lastMile,
    ...pilotBegins,
    ...waiver,
    ...pilotEnds,
    ...production,
    ...review,
  ]));
