import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readYaml } from '../yaml.ts';

export const ACCESS_FILE = fileURLToPath(new URL('../../policy/access.yaml', import.meta.url));

/** The classes of data that this code tells apart. A class that you add needs code that asks about it. */
export const ITEM = 'item';
export const OPERATIONS = 'operations';

const name = z.string().trim().min(1);
/** What decides; what else stands in the file the gate reads. */
const shape = z.object({
  data_classes: z
    .array(z.object({ id: name }))
    .refine(
      (all) => [ITEM, OPERATIONS].every((needed) => all.some(({ id }) => id === needed)),
      `expected ${ITEM} and ${OPERATIONS}, which src/access/ asks about`,
    ),
  roles: z.array(z.object({ id: name, may: z.array(z.object({ permission: name, data_class: name })) })),
});
export type Access = z.infer<typeof shape>;

/** Whoever asks: a pseudonym, and a role of `policy/access.yaml`. */
export type Who = { user: string; role: string };

/** What is asked for. `owner` is the pseudonym of whoever handed the item in, where it is about one item. */
export type Asked = { permission: string; dataClass: string; owner?: string };

/** Decides who may do what. Tests replace it only to see that they fail. */
export type Authorise = (access: Access, who: Who, asked: Asked) => boolean;

/** @throws UnusableFile */
export const readAccess = (file = ACCESS_FILE): Access => readYaml(file, shape);

/** What is not listed nobody may do. */
const holds = (access: Access, role: string, permission: string, dataClass: string): boolean =>
  access.roles.some(
    ({ id, may }) =>
      id === role && may.some((one) => one.permission === permission && one.data_class === dataClass),
  );

/**
 * The one place that decides: who reads sees own items only, unless the role has `read_all` too; who handed an item in
 * never reviews it. Without an owner it says whether there can be any item for which the answer is yes.
 */
export const may: Authorise = (access, { user, role }, { permission, dataClass, owner }) => {
  const has = (one: string) => holds(access, role, one, dataClass);
  if (permission === 'read') return has('read') && ((owner ?? user) === user || has('read_all'));
  if (permission === 'review') return has('review') && owner !== user;
  return has(permission);
};

/** Something that somebody may ask for, and the pseudonym of whoever handed it in. */
export type Owned<T> = { owner: string; record: T };

/**
 * What hands out single items, to a page or to a tool that a model calls: it is bound to whoever asks, so that nothing a
 * model is talked into can widen it.
 *
 * @returns the record, or `null` where there is none for whoever asks
 */
export const readerFor =
  <T>(access: Access, who: Who, find: (id: string) => Owned<T> | null, authorise: Authorise = may) =>
  (id: string): T | null => {
    const found = find(id);
    const asked = { permission: 'read', dataClass: ITEM, owner: found?.owner };
    return found !== null && authorise(access, who, asked) ? found.record : null;
  };
