import { failed, isTrue, type StandIn } from './stand-in.ts';

/** `actions/cache` on a machine that never has anything cached: a miss, for which `cache-hit` is empty. */
export const cache: StandIn = {
  inputs: {
    path: { required: true },
    key: { required: true },
    'restore-keys': {},
    'upload-chunk-size': {},
    enableCrossOsArchive: { default: 'false' },
    'fail-on-cache-miss': { default: 'false' },
    'lookup-only': { default: 'false' },
  },
  async run({ inputs, print }) {
    if (isTrue(inputs['fail-on-cache-miss'])) {
      return failed(
        `Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ${inputs.key}`,
      );
    }
    print(`Cache not found for input keys: ${inputs.key}`);
    return { failure: null, outputs: { 'cache-hit': '' } };
  },
};
