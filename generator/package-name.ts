import { builtinModules } from 'node:module';

const LONGEST = 214;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Each rule with what it expects; the first that a name breaks is the reason given. */
const RULES: readonly { broken(name: string): boolean; expected: string }[] = [
  { broken: (name) => name === '', expected: 'a name' },
  {
    broken: (name) => name.length > LONGEST,
    expected: `at most ${LONGEST} characters: npm refuses longer names`,
  },
  { broken: (name) => /\s/.test(name), expected: 'no spaces: npm refuses them' },
  { broken: (name) => /^[._]/.test(name), expected: 'no leading dot or underscore: npm refuses it' },
  { broken: (name) => name.endsWith('.'), expected: 'no trailing dot: Windows drops it from a folder name' },
  {
    broken: (name) => WINDOWS_DEVICE.test(name),
    expected: 'another name: Windows keeps this one for a device and cannot make such a folder',
  },
  {
    broken: (name) => ['node_modules', 'favicon.ico'].includes(name.toLowerCase()),
    expected: 'another name: npm refuses this one',
  },
  {
    broken: (name) => builtinModules.includes(name.toLowerCase()),
    expected: 'another name: npm refuses the names of Node.js modules',
  },
  { broken: (name) => /[A-Z]/.test(name), expected: 'lower case: npm refuses capital letters' },
  {
    broken: (name) => name === 'init',
    expected: 'another name: init reads as a command, and create-poc only makes new folders',
  },
  {
    broken: (name) => !SLUG.test(name),
    expected: 'lower-case words (a to z, 0 to 9) joined by hyphens, safe in npm names, logs and URLs',
  },
];

/** @returns what is expected instead of this name, with the reason, or `undefined` when npm and Windows take it. */
export function nameRefusal(name: string): string | undefined {
  return RULES.find((rule) => rule.broken(name))?.expected;
}

/** @returns a name like this one that is accepted, or `undefined` when nothing usable is left of it. */
export function acceptedName(name: string): string | undefined {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const joined = words.join('-').slice(0, LONGEST).replace(/-$/, '');
  return [joined, `${joined}-poc`].find((candidate) => nameRefusal(candidate) === undefined);
}
