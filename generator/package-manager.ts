/** What a package manager's user types. */
export type PackageManager = {
  name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Runs create-poc and hands it every flag. `npm create` would keep the flags that npm knows. */
  run: string;
  install: string;
  /** The command that runs a script of `package.json`. */
  script(name: string): string;
};

const MANAGERS: Readonly<Record<PackageManager['name'], PackageManager>> = {
  npm: {
    name: 'npm',
    run: 'npx create-poc@latest',
    install: 'npm install',
    script: (name) => (name === 'test' ? 'npm test' : `npm run ${name}`),
  },
  pnpm: {
    name: 'pnpm',
    run: 'pnpm create poc@latest',
    install: 'pnpm install',
    script: (name) => `pnpm run ${name}`,
  },
  yarn: {
    name: 'yarn',
    run: 'yarn create poc',
    install: 'yarn install',
    script: (name) => `yarn run ${name}`,
  },
  bun: {
    name: 'bun',
    run: 'bunx create-poc@latest',
    install: 'bun install',
    script: (name) => `bun run ${name}`,
  },
};

/**
 * @param userAgent `npm_config_user_agent`, such as `pnpm/10.1.0 npm/? node/v20.20.2 linux x64`
 * @returns the package manager that started us; npm when that is unknown
 */
export function packageManager(userAgent: string | undefined): PackageManager {
  const name = userAgent?.split('/')[0] ?? 'npm';
  return Object.hasOwn(MANAGERS, name) ? MANAGERS[name as PackageManager['name']] : MANAGERS.npm;
}
