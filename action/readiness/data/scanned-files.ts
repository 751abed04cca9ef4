import { listed, type Manifest } from '../../contract/manifest.ts';

/** What is written after a scan, wherever `poc.yaml` says that results are. */
const WRITTEN_LATER = ['evidence', 'eval/results', 'alternative/results'];

/**
 * The files of a tree that the proof of a scan is bound to: all but evidence and the results of evals, which come later. A
 * folder of results in which an input of the eval lies stays in, or a path in `poc.yaml` could take cases out of the scan.
 *
 * @param files paths from the POC's folder
 * @returns those of them that a scan has to have looked at, in their order
 */
export function scannedFiles(files: Iterable<string>, { evidence, alternative }: Manifest): string[] {
  const named = [...listed(evidence.results), ...(alternative === null ? [] : listed(alternative.results))];
  const results = named.map((pattern) => pattern.replace(/^\.\//, ''));
  const inputs = Object.values(evidence.inputs).flat().map(fixedFolders);
  const folders = results.map((pattern) => fixedFolders(parent(pattern)));
  const later = [...WRITTEN_LATER, ...folders.filter((folder) => !inputs.some((one) => isIn(one, folder)))];
  return [...files].filter((file) => !results.includes(file) && !later.some((folder) => isIn(file, folder)));
}

/** How files are called in which no text is looked for. */
const MEDIA =
  /\.(?:png|jpe?g|gif|ico|tiff?|webp|avif|heic|woff2?|ttf|otf|ogg|flac|mp3|m4a|wav|webm|mkv|mp4|mov|avi)$/i;

/** @returns those that a scan may have passed over as pictures, sound, film or fonts. */
export const mediaFiles = (files: readonly string[]): string[] => files.filter((file) => MEDIA.test(file));

const parent = (pattern: string): string => pattern.split('/').slice(0, -1).join('/');

/** @returns the part of a pattern before its first star. */
function fixedFolders(pattern: string): string {
  const parts = pattern.replace(/^\.\//, '').split('/');
  const star = parts.findIndex((part) => part.includes('*'));
  return (star < 0 ? parts : parts.slice(0, star)).join('/');
}

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
