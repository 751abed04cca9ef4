/** Parts of a repository by what changing them does to trust. Paths are relative to the POC's folder. */
const POLICY = 'policy/';
/** Where GitHub looks for code owners, in this order; the first that is there counts. */
export const CODE_OWNERS_FILES: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

const GATE = ['.github/workflows/', '.github/actions/', ...CODE_OWNERS_FILES];
const RESULT = ['src/', 'data/', 'prompts/', 'eval/'];

const under = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => file.startsWith(folder) || file.replace(/^(?:\.\.\/)+/, '').startsWith(folder));

/** Files that say what is good enough. */
export const isPolicy = (file: string): boolean => file.startsWith(POLICY);

/** Files that decide whether, and by whom, anything is checked at all. */
export const isGate = (file: string): boolean => under(file, GATE);

/** The file that says who has to agree to what, wherever GitHub looks for it. */
export const isCodeOwners = (file: string): boolean =>
  CODE_OWNERS_FILES.includes(file.replace(/^(?:\.\.\/)+/, ''));

/** Files that decide how the system does, or say how it did. */
export const isJudged = (file: string): boolean => under(file, RESULT);
