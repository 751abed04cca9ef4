import { join } from 'node:path';
import type { Problem } from '../action/contract/problem.ts';
import type { Answers } from './answers.ts';
import type { Arguments } from './command-line.ts';
import { type CompleteAnswers, completeAnswers, type RefuseHere } from './complete-answers.ts';
import { dayOf } from './days.ts';
import type { Desk } from './desk.ts';
import { type Intent, nextCommands, readIntent, writtenFolder } from './intent.ts';
import { type Made, type Outcome, refused } from './outcome.ts';
import { packageManager } from './package-manager.ts';
import { type PackageSource, packageSource } from './package-source.ts';
import { type Part, readParts } from './parts/catalogue.ts';
import { unknownPart } from './parts/choose.ts';
import { readTemplates } from './parts/templates.ts';
import { DEFAULT_KIND } from './questions.ts';
import { type FoundTarget, findTarget, type Target, targetFolder } from './target.ts';

/** Takes a command line to its end: refused, shown, or made. Prints nothing. */
export async function scaffold(read: Arguments, desk: Desk): Promise<Outcome> {
  const today = dayOf(desk.now);
  const source = await packageSource(desk.packageRoot);
  const catalogue = readParts(join(source.root, 'templates'));
  const lookFor = (values: Partial<Answers>) => lookForTarget(read, values, desk.cwd, source);
  const intent = await readIntent(read, desk.cwd, today);
  // Looked for as soon as the folder is known, so that nobody answers nine questions for nothing.
  const lost = partProblems(intent, catalogue);
  const problems = [
    ...intent.problems,
    ...lost,
    ...(lost.length > 0 ? [] : problemIn(lookFor(intent.values))),
  ];
  const refuseHere: RefuseHere = (key, value) => {
    const unknown = key === 'parts' && Array.isArray(value) ? unknownPart(value, catalogue) : undefined;
    if (unknown !== undefined) return `Found ${unknown.found}. ${unknown.remedy}`;
    const [taken] = key === 'name' ? problemIn(lookFor({ ...intent.values, name: String(value) })) : [];
    return taken && `Found ${taken.found}.`;
  };
  const completed = await completeAnswers(read, { ...intent, problems }, desk, refuseHere);
  if (completed.status === 'ended') return completed.outcome;
  const found = lookFor(completed.answers);
  if ('problem' in found) return refused([found.problem]);
  if (found.target === undefined) throw new Error('complete answers without a name');
  return carryOut(read, completed, found.target, source, desk);
}

const problemIn = (found: FoundTarget | { target: undefined }): Problem[] =>
  'problem' in found ? [found.problem] : [];

function partProblems({ given, values }: Intent, catalogue: readonly Part[]): Problem[] {
  const place = given.get('parts')?.place;
  const unknown = Array.isArray(values.parts) ? unknownPart(values.parts, catalogue) : undefined;
  if (place === undefined || unknown === undefined) return [];
  return [{ ...unknown, location: place, field: place.line === null ? '' : 'parts' }];
}

function lookForTarget(
  read: Arguments,
  values: Partial<Answers>,
  cwd: string,
  { root }: PackageSource,
): FoundTarget | { target: undefined } {
  const shown = writtenFolder(read, values);
  if (shown === undefined || values.name === undefined) return { target: undefined };
  const { kind = DEFAULT_KIND, parts = 'default' } = values;
  const planned = readTemplates(join(root, 'templates'), kind, parts).files.map(({ path }) => path);
  return findTarget(targetFolder(shown, cwd).folder, shown, planned);
}

async function carryOut(
  read: Arguments,
  { answers, defaults }: CompleteAnswers,
  target: Target,
  source: PackageSource,
  desk: Desk,
): Promise<Outcome> {
  // Loaded here, so that a refusal does not wait for the template engine.
  const { create, planFiles } = await import('./create.ts');
  const files = planFiles(answers, source, dayOf(desk.now));
  const made: Made = {
    folder: target.shown,
    files: files.map(({ path, content }) => ({ path, bytes: content.length })),
    defaults,
    vendored: source.vendored,
    minutes: answers.minutes,
    parts: readTemplates(join(source.root, 'templates'), answers.kind, answers.parts).parts.map(
      ({ name }) => name,
    ),
  };
  if (read.dryRun) return { outcome: 'planned', ...made };
  const { env, signal } = desk;
  const git = await create(files, { target, git: read.git, env, version: source.version, signal });
  const { install, script } = packageManager(env.npm_config_user_agent);
  return { outcome: 'made', ...made, git, next: nextCommands(target.shown, install, script) };
}
