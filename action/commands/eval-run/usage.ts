export const USAGE = `poc eval run [--alternative] [--shard I/N] [--results PATTERN]... [--model NAME]...
             [--exit-code N]... -- COMMAND [ARGUMENT...]

Runs COMMAND, which evaluates the cases, and records what was measured, on what: digests of cases, source,
prompts, grader and policy, taken before and after. Results whose inputs changed while they were made are not
recorded. The record (run.json) stands in eval/results/, or where evidence.results in poc.yaml says.

COMMAND writes one JSON line an attempt into the file that the environment variable POC_ROWS names, or files of
its own:

  --results PATTERN  the result files that COMMAND writes, in any format that \`poc eval read\` reads; in or below
                     the folder of run.json (that of POC_ROWS). Can be given again. A file that was there before
                     and that COMMAND did not write again is not recorded.
  --model NAME       the model that made the results, such as vendor/model-2026-05-01; for files that have no place
                     to name it, such as JUnit XML. Can be given again.
  --exit-code N      COMMAND may end with N as well as with 0. Many tools end so when a case failed: pytest with 1,
                     promptfoo with 100.
  --alternative      COMMAND evaluates the simplest alternative that poc.yaml declares, on the same cases. Its results
                     stand in alternative/results/, or where alternative.results says; its source is what
                     alternative.source names, and not the code of the POC.
  --shard I/N        records part I of N of the cases, such as 2/4, in eval/results/shard-2-of-4/. COMMAND finds
                     2/4 in POC_SHARD and runs the cases of that part. Setting POC_SHARD does the same.

Exit code: 0 recorded, 1 refused, 2 could not run.`;
