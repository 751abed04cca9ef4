/** Where the cases that are to be looked at again are listed, unless `--out` says another file. */
export const SHEET = 'baseline/to-check.csv';

/** What `poc errors --help` prints. */
export const ERRORS_USAGE = `poc errors draw [--n N] [--out FILE]
poc errors add FILE --checked-by NAME [--dry-run]

How often work is wrong, by hand and with the POC: somebody who did not do it looks at finished cases again.

draw lists finished cases of usage/eligible.csv, at random and always the same ones, as many of each way as are still
missing. Done with the POC is what the usage export says was accepted, edited or completed, by hand what nobody tried
with it; what was tried and ended otherwise is neither. The list does not tell which is which, so that whoever looks
does not know it. They write yes or no under wrong, and under class what kind of mistake it is.

  --n N              how many of each way in all (default: what baseline/error-cost asks for)
  --out FILE         default ${SHEET}

add takes the list with what was found into baseline/errors.csv (or what errors: of baseline.yaml names), with who did
each case and how. Rows without yes or no are not looked at yet, and passed over: it can be run again.

  --checked-by NAME  who looked: a pseudonym, such as person-9
  --dry-run          only report

Exit code: 0 drawn, added or nothing new, 1 there is nothing to draw, or rows were refused, 2 could not run.`;
