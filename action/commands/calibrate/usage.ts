export const USAGE = `poc calibrate [TRIALS] [--target-risk SHARE] [--level SHARE] [--out FILE] [--json]

Finds out when the model is right: reads labelled cases that it tried (state/trials.jsonl, which \`npm run calibrate\`
writes; never the exam), makes one confidence of its signals, and chooses from which confidence on an answer is given
without a person. Where confidence does not tell right from wrong, none is.

One signal is calibrated by isotonic regression, several by logistic regression; figures are of ten folds, each judged
by a fit that had not seen it. Thresholds at twentieths of the answers are tested in turn by the exact one-sided bound,
and share the chance of an error: with a chance of at least the level, at most the target risk of the answers are wrong,
for new cases that are like these. With several signals the weights are fitted once more, to all trials, and that the
bound does not know of.

  --target-risk SHARE  wrong answers to allow among those given (default 0.05)
  --level SHARE        how sure that has to be (default 0.95)
  --out FILE           where to write it (default data/confidence.json, where the workflow looks)
  --json               print what was written

Exit code: 0 written, whatever the verdict; 2 could not run.`;
