export const SCAN_USAGE = `poc scan [FOLDER] [--dependencies FILE] [--secrets FILE] [--personal-data FILE]

Searches every file of the repository for secrets and for data about people that can be told by its form, asks
npm audit about its dependencies, and records what was found: evidence/data/clean-repo.json. What was found is never
printed or stored, only where it stands, by which rule, and a fingerprint.

  --dependencies FILE   a report on the dependencies that there is already, in place of npm audit: what
                        \`npm audit --json\` printed, or SARIF 2.1.0 of another tool
  --secrets FILE        findings of another scanner as well, such as gitleaks, as SARIF 2.1.0
  --personal-data FILE  findings of another scanner as well, as SARIF 2.1.0

A finding that is known and harmless goes into policy/suppressions.yaml, with its fingerprint, a reason and an end.

Exit code: 0 nothing of severity high, 1 something, or something could not be searched, 2 could not run.`;
