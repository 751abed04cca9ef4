/** Printed by `poc audit --help`. */
export const USAGE = `poc audit verify [FOLDER]... [--checkpoint FILE [--public-key FILE]]
poc audit verify --proof FILE --public-key FILE
poc audit list [FOLDER]
poc audit prove NUMBER [FOLDER]
poc audit export [FOLDER] [--sample N] [--out FILE]

Reads the audit trail that the part audit writes, with none of that part's own
code. FOLDER is where it lies: state/audit if none is named, or audit/ in the
folder that the variable POC_STATE names.

verify reads every hash, the chain, and the checkpoints beside the trail, and
looks whether something was taken out before policy/access.yaml allows it. Who
can write the trail can write all of it anew, with new checkpoints. Only one
that was out of their reach shows that: --checkpoint.

list shows each entry, with its number. prove prints what shows that one entry
is in the trail (RFC 6962) to somebody who has nothing but that and the public
key. export prints runs and what people decided as JSON lines, as the gate reads
them; npm run prove takes those of evidence/audit/records.jsonl, where npm run
audit:export writes them. People and cases are named where their keys lie beside
the trail.

  --checkpoint FILE   a checkpoint from where the writer cannot change it
  --public-key FILE   the key that signed it (default: signing.pub beside the
                      trail)
  --proof FILE        what poc audit prove printed
  --sample N          the N runs whose hashes come first, so that nobody picks
  --out FILE          write what export would print

Exit code: 0 done and whole, 1 a trail or a proof does not hold, 2 could not run.`;
