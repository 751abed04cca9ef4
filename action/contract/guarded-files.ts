import { ACCESS_FILE } from './access.ts';
import { DATA_FILE } from './data-register.ts';
import { KILL_FILE } from './kill.ts';
import { LIMITS_FILE } from './limits.ts';
import { MANIFEST_FILE } from './manifest.ts';
import { OWNERS_FILE } from './owners.ts';
import { PRICES_FILE } from './prices.ts';
import { SIGNALS_FILE } from './signals.ts';
import { SUPPRESSIONS_FILE } from './suppressions.ts';
import { THRESHOLDS_FILE } from './thresholds.ts';
import { WAIVERS_FILE } from './waivers.ts';

/** The files in which something can be loosened. */
export const GUARDED_FILES: readonly string[] = [
  MANIFEST_FILE,
  ACCESS_FILE,
  DATA_FILE,
  KILL_FILE,
  LIMITS_FILE,
  OWNERS_FILE,
  PRICES_FILE,
  SIGNALS_FILE,
  SUPPRESSIONS_FILE,
  THRESHOLDS_FILE,
  WAIVERS_FILE,
];
