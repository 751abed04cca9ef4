import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ActionsMetadataProvider, registerLogger, validate } from '@actions/languageservice';
import { standardStandIns } from '../stand-ins/standard.ts';
import type { LintProblem } from './lint-problem.ts';

type TextDocument = Parameters<typeof validate>[0];

/** Errors that the service only logs: without them a file that it could not read would pass. */
const swallowed: string[] = [];
const silent = () => {};
registerLogger({ error: (message) => swallowed.push(message), warn: silent, info: silent, log: silent });

/** Asks GitHub's own language service, the one behind its editor extension, about a workflow or an action. */
export async function languageService(path: string): Promise<LintProblem[]> {
  const diagnostics = await validate(textDocument(path), { actionsMetadataProvider });
  const problems = diagnostics.map(({ message, range: { start } }) => ({
    linter: 'language-service',
    location: { file: path, line: start.line + 1, column: start.character + 1 },
    message: typeof message === 'string' ? message : message.value,
  }));
  const errors = swallowed.splice(0).map((message) => ({
    linter: 'language-service',
    location: { file: path, line: null },
    message,
  }));
  return [...problems, ...errors];
}

/** The inputs of third-party actions as our stand-ins know them. Of others nothing is known, so nothing is said. */
const actionsMetadataProvider: ActionsMetadataProvider = {
  async fetchActionMetadata({ owner, name }) {
    const description = `${owner}/${name}`;
    const known = standardStandIns([])[description];
    if (!known) return { name, description };
    const inputs = Object.entries(known.inputs).map(([input, about]) => [
      input,
      { description: input, ...about },
    ]);
    return { name, description, inputs: Object.fromEntries(inputs) };
  },
};

/** The service caches by address and tells the kind of a file from it, so each reading gets its own. */
function textDocument(path: string): TextDocument {
  const text = readFileSync(path, 'utf8');
  const name = basename(path);
  const isAction = /^action\.ya?ml$/.test(name);
  return {
    uri: `file:///${randomUUID()}/${isAction ? '' : '.github/workflows/'}${name}`,
    languageId: 'yaml',
    version: 1,
    lineCount: text.split('\n').length,
    getText: () => text,
    positionAt: unused,
    offsetAt: unused,
    getLineRange: unused,
    getEOLCharacters: unused,
  };
}

function unused(): never {
  throw new Error('The language service asks a document for positions; give it a whole TextDocument.');
}
