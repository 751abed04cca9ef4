import type { Manifest } from '../../contract/manifest.ts';
import { hostOf } from '../integration/hosts.ts';
import { named } from '../named-ids.ts';
import { type Document, locate } from '../reading.ts';
import type { Loosening } from './loosening.ts';

/** @returns each system that has its hosts at the base, and may be proven from another one here. */
export function hostsLoosened({ systems: before }: Manifest, manifest: Document<Manifest>): Loosening[] {
  return manifest.value.systems.flatMap(({ id, hosts }, i) => {
    const listed = before.find((one) => one.id === id)?.hosts.map(hostOf) ?? [];
    const more = hosts.filter((host) => !listed.includes(hostOf(host)));
    if (listed.length === 0 || more.length === 0) return [];
    const what = `lets ${named(more)} prove ${id}`;
    return [{ what, location: locate(manifest, `systems.${i}.hosts`) }];
  });
}
