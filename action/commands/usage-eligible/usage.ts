import { KEY_FILE } from '../eval-import/source-key.ts';

/** What `poc usage eligible --help` prints. */
export const ELIGIBLE_USAGE = `poc usage eligible FILE --case-ref COL --closed COL --closed-by COL [options]

Adds the eligible cases of a system of record to usage/eligible.csv (or what evidence.eligible of poc.yaml names): all
that were closed, with the POC or without it. Use is a share of them. FILE is a CSV export with a header, best of the
query in volume_query of baseline.yaml; COL is the name of a column.

  --case-ref COL         what the system calls the case; each is listed once, by its first closing
  --closed COL           when it was closed; rows without it are not closed yet, and passed over
  --closed-by COL        who closed it
  --people FILE          a CSV file name,pseudonym that says who of the export is which user of poc.yaml; keep it out
                         of the repository
  --names-as-they-are    keep who closed them as the export has it, where those are pseudonyms already; else whoever is
                         not in --people becomes person- and digits of a keyed hash, always the same
  --time-format FORMAT   how times are written, such as 'dd.MM.yyyy HH:mm:ss' (default: ISO 8601)
  --zone ZONE            of times that name none, such as Europe/Berlin
  --dry-run              only report

Run it again with each new export: what is listed already is passed over. Every row is accounted for. Pseudonyms are
made with the key in POC_SOURCE_KEY, or else in ${KEY_FILE}, which is made when there is none.

Exit code: 0 added or nothing new, 1 rows were refused, 2 could not run.`;
