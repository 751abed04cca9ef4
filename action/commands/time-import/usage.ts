import { KEY_FILE } from '../eval-import/source-key.ts';

/** What `poc time import --help` prints. */
export const TIME_IMPORT_USAGE = `poc time import FILE --case-ref COL --performer COL --started COL --stopped COL [options]

Makes timings from the timestamps of a system: a CSV export with a header. COL is the name of a column.

  --case-ref COL         what the system calls the case; each is timed once
  --performer COL        who did it; or --performer-is NAME, one pseudonym for all
  --started COL          when the start_event of baseline.yaml happened
  --stopped COL          when its stop_event happened
  --interrupted COL      seconds of interruptions between them (default: 0 for all)
  --time-format FORMAT   how times are written, such as 'dd.MM.yyyy HH:mm:ss' (default: ISO 8601)
  --zone ZONE            of times that name none, such as Europe/Berlin
  --names-as-they-are    keep performers as the file names them, where those are pseudonyms already; else
                         (--pseudonyms) each becomes person- and digits of a keyed hash, always the same
  --dry-run              only report

  --assisted             cases of the study with the tool
  --assignment KIND      coin_flip or before_after: how it was decided which case is done how
  --arm COL              with_poc or by_hand; needed with coin_flip (default: with_poc for all)
  --followed COL         yes or no: was it done as it was assigned? (default: yes for all)
  --tool COL --review COL --fix COL
                         seconds of waiting for the tool, of review, of putting right
  --fell-back COL        yes or no: did it end by hand? (default: no for all)

Every row is accounted for: imported, there already, or refused with the reason. Pseudonyms are made with the key in
POC_SOURCE_KEY, or else in ${KEY_FILE}, which is made when there is none.

Exit code: 0 imported, 1 rows were refused, 2 could not run.`;
