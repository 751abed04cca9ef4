/** Printed by `poc drift --help`. */
export const USAGE = `poc drift [FOLDER] [--since DAY] [--reference-days N] [--window-days N]
          [--usage GLOB] [--traces GLOB] [--canaries FOLDER]
          [--json | --markdown]
poc drift --rows FILE [--since DAY] [--reference-days N] [--window-days N]
          [--json | --markdown]

Tells when output got worse, or what comes in has changed. The signals of
policy/signals.yaml come first: edit_rate and override_rate from the usage
export, human_score and escaped_errors from evidence/reviews.jsonl (a line for
each output of a random sample: case_ref, reviewed_at, by, correct, escaped).
Each whole period is held against the first reference_days of the policy.

Then the runs of the traces: the first days against the last. Mixes are compared
by a permutation test of χ², numbers by the exact permutation distribution of
the Kolmogorov-Smirnov distance, at 1 % for all features together (Holm), and
only shifts of 10 points or more count. It takes 500 runs before and 200 in the
window. Runs of evals, load tests and tests do not count. Another model that
answers is told by itself. Beside each figure stands what it would show: the
smallest change that so many outputs or runs show four times in five.

  --since DAY          count from this day on (YYYY-MM-DD), such as that of a
                       release that was meant to change something
  --reference-days N   the first N days are what is compared with (default 28);
                       signals have their own in the policy
  --window-days N      the last N days are compared (default 14)
  --usage GLOB         read the usage events here and not where poc.yaml says
  --traces GLOB        the same for the traces
  --canaries FOLDER    canary cases: what \`npm run eval\` has just written there
                       is held against the results in the last commit, case by
                       case (the same test as eval/no-regression). It tells
                       when another model answers to the same name. Same
                       cases, code and model, asked within 24 hours: anything
                       else is refused, and so are recorded answers. A drop
                       counts at 1 %, together with the features (Holm); fewer
                       cases than show one of 25 points (policy/thresholds.yaml,
                       monitoring/quality-signal) are too few to tell
  --rows FILE          compare the rows of any data, and no signals: JSON lines
                       {"ts":"2026-11-02T09:00:00Z","features":{"label":"bill"}}
                       with numbers or text; the window ends with the newest
  --json               one JSON document (schema poc-drift/v1)
  --markdown           the body of an issue, its title first

Where the variable POC_RESULT names a file, the result of
monitoring/quality-signal is written there: poc prove makes the evidence of it.

Exit code: 0 no drift, also where there is too little data to tell, which is
said; 1 drift, or a signal that alerts; 2 could not run.`;
