export { jsonLines } from './repository-builder/files.ts';
export {
  aCase,
  aRow,
  aTiming,
  cases,
  casesForPilot,
  casesForProduction,
  timings,
} from './repository-builder/literals.ts';
export { measured } from './repository-builder/measured.ts';
export { aPoc, type Ended, NOW, type Poc, type PocOptions, poc } from './repository-builder/poc.ts';
export {
  aFolder,
  aRepository,
  type File,
  type Files,
  identity,
  type RepositoryBuilder,
  writeFiles,
} from './repository-builder/repository.ts';
export { aTree } from './repository-builder/tree.ts';
