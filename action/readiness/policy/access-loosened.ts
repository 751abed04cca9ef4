import type { Access } from '../../contract/access.ts';
import { type Document, locate } from '../reading.ts';
import type { Loosening } from './loosening.ts';

/** @returns what a pull request opens to whom in `policy/access.yaml`, and whether it keeps the audit trail shorter (gate.md, T2). */
export function accessLoosened(before: Access, after: Document<Access>): Loosening[] {
  const known = new Set(grantsOf(before).map(({ key }) => key));
  const opened: Loosening[] = grantsOf(after.value)
    .filter(({ key }) => !known.has(key))
    .map(({ what, field }) => ({ what, location: locate(after, field) }));
  const [was, is] = [before.retention_days, after.value.retention_days];
  if (is >= was) return opened;
  const what = `keeps the audit trail for ${is} days where it was kept for ${was}`;
  return [...opened, { what, location: locate(after, 'retention_days') }];
}

const grantsOf = ({ roles }: Access) =>
  roles.flatMap(({ id, may }, i) =>
    may.map(({ permission, data_class: dataClass }) => ({
      key: JSON.stringify([id, permission, dataClass]),
      what: `lets ${id} ${permission} ${dataClass}`,
      field: `roles.${i}`,
    })),
  );
