import { KEY_FILE } from './source-key.ts';

/** What `poc eval import --help` prints. */
export const IMPORT_USAGE = `poc eval import FILE|FOLDER --source-system NAME [options]

Makes eval cases from real records: CSV, JSON lines, or a folder of e-mails and texts in sub-folders that are
named for their labels. The format is told by the content.

  --source-system NAME   the system that they come from, such as support-inbox (required)
  --label-field NAME     the column that holds the label (files; for a folder it is the sub-folder's name)
  --id-field NAME        the column that identifies a record; only its keyed hash is kept
  --slice-field NAME     a column, or of a folder a header of the e-mails such as List-Id, whose value names a slice
                         of each case; may be repeated, at most 50 values each. It stays in the input
  --map OLD=NEW          what a label becomes, with * and ? in OLD; may be repeated, the first that matches counts
  --unanswerable LABEL   a label that says that nobody could tell, with * and ?; may be repeated. Its items become cases
                         that a person has to be asked about (suite unanswerable), never to train on
  --keep-labels          leave labels that no --map is about as they are
  --only GLOB            of a folder, only these files, such as '*.eml'
  --n N                  how many cases in all (default 200)
  --train SHARE          the share of them to train on, 0 to 1 (default 0.5)
  --sampling KIND        random (default), or consecutive: the first ones, in the order of rows or of file names
  --no-stratify          random: do not hold each label to its share
  --seed TEXT            random: another sample (default: from the digest of the source, so always the same)
  --suite NAME           what the scored cases are for (default scored)
  --out FILE             default eval/cases/imported.jsonl; what cannot be parsed goes beside it, to
                         imported-malformed.jsonl, as cases that must be refused: at most as many as --n, and 200
  --train-out FILE       default data/train.jsonl
  --append               add to these files; cases that are there already are passed over
  --dry-run              only report
  --json                 report as JSON (schema poc-import/v1)

Of duplicates and near-duplicates one is kept, so that none is both trained on and scored. References are hashed
with the key in POC_SOURCE_KEY, or else in ${KEY_FILE}, which is made when there is none.

Exit code: 0 imported, 1 refused, 2 could not run.`;
