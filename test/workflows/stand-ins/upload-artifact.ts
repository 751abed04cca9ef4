import { chmod, copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { findFiles, type GlobResult, isHidden } from '../runner/glob.ts';
import { textAt } from '../runner/json.ts';
import { done, failed, isTrue, type StandIn, type StandInEnd, type StandInStep } from './stand-in.ts';

/**
 * `actions/upload-artifact`: copies files into the run's artifact folder. Like the real one it leaves hidden
 * files out, drops the executable bit, and keeps paths from the least common ancestor on. It makes no zip, so
 * there is no `artifact-digest`.
 */
export const uploadArtifact: StandIn = {
  inputs: {
    name: { default: 'artifact' },
    path: { required: true },
    'if-no-files-found': { default: 'warn' },
    'retention-days': {},
    'compression-level': { default: '6' },
    overwrite: { default: 'false' },
    'include-hidden-files': { default: 'false' },
  },
  async run(step) {
    const { name = '' } = step.inputs;
    if (/["*:<>?|\r\n\\/]/.test(name)) {
      return failed(
        `Found the artifact name ${name}; expected none of " : < > | * ? \\ / and line ends. Rename it.`,
      );
    }
    const found = findFiles((step.inputs.path ?? '').split('\n'), step.workspace);
    const root = await rootOf(found);
    const hidden = isTrue(step.inputs['include-hidden-files']);
    const files = found.files.filter((file) => hidden || !isHidden(file, root));
    return files.length === 0 ? noFiles(step) : upload(step, name, root, files);
  },
};

function noFiles({ inputs, print }: StandInStep): StandInEnd {
  const message = `No files were found with the provided path: ${inputs.path}. No artifacts will be uploaded.`;
  if (inputs['if-no-files-found'] === 'error') return failed(message);
  print(inputs['if-no-files-found'] === 'ignore' ? message : `::warning::${message}`);
  return done;
}

async function upload(step: StandInStep, name: string, root: string, files: string[]): Promise<StandInEnd> {
  const { artifacts, github } = step;
  const earlier = artifacts.list.findIndex((artifact) => artifact.name === name);
  if (earlier >= 0 && !isTrue(step.inputs.overwrite)) {
    return failed(
      `Found an artifact named ${name} in this run; expected a new name. Rename it, or set overwrite: true.`,
    );
  }
  if (earlier >= 0) artifacts.list.splice(earlier, 1);
  const folder = join(artifacts.folder, name);
  await rm(folder, { recursive: true, force: true });
  for (const file of files) await copyPlain(file, join(folder, relative(root, file)));
  const id = Math.max(0, ...artifacts.list.map((artifact) => artifact.id)) + 1;
  artifacts.list.push({ id, name, folder, files: files.map((file) => relative(root, file)).sort() });
  step.print(`Artifact ${name} has been successfully uploaded with ${files.length} file(s).`);
  const run = `${textAt(github, 'server_url')}/${textAt(github, 'repository')}/actions/runs/${textAt(github, 'run_id')}`;
  return { failure: null, outputs: { 'artifact-id': String(id), 'artifact-url': `${run}/artifacts/${id}` } };
}

async function copyPlain(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, 0o644);
}

async function rootOf({ files, searchPaths }: GlobResult): Promise<string> {
  const [first = ''] = searchPaths;
  if (searchPaths.length > 1) return searchPaths.reduce(commonAncestor);
  const isFile = files.length === 1 && (await stat(first)).isFile();
  return isFile ? dirname(first) : first;
}

function commonAncestor(one: string, other: string): string {
  const [a, b] = [one.split(sep), other.split(sep)];
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs < 0 ? one : a.slice(0, differs).join(sep);
}
