/** One third-party action at one commit. `sha` is what `uses:` names, `version` stands in the comment behind it. */
export type Pin = { sha: string; version: string };

/** The only third-party actions that our workflows and the generated ones use. All run on node24, or use one that does. */
export const PINS = {
  'actions/checkout': { sha: 'de0fac2e4500dabe0009e67214ff5f5447ce83dd', version: 'v6.0.2' },
  'actions/setup-node': { sha: '6044e13b5dc448c55e2357c09f80417699197238', version: 'v6.2.0' },
  'actions/upload-artifact': { sha: 'b7c566a772e6b6bfb58ed0dc250532a479d7789f', version: 'v6.0.0' },
  'actions/download-artifact': { sha: '37930b1c2abaa49bbe596cd826c3c89aef350131', version: 'v7.0.0' },
  'actions/attest-build-provenance': { sha: 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32', version: 'v4.1.0' },
} as const satisfies Record<string, Pin>;
