import { z } from 'zod';
import { slug, text } from './fields.ts';

export const ACCESS_FILE = 'policy/access.yaml';

const role = z.strictObject({
  id: slug,
  who: text.describe('Who has this role.'),
  may: z.array(z.strictObject({ permission: text, data_class: slug })),
});

/** `policy/access.yaml`: who may do what with which data. Written by people; every row needs a test that denies. */
export const access = z
  .strictObject({
    version: z.literal(1),
    data_classes: z.array(z.strictObject({ id: slug, what: text })).min(1),
    roles: z.array(role).min(1),
    retention_days: z.int().min(1).describe('How long the audit trail is kept.'),
  })
  .meta({
    id: 'access',
    title: 'policy/access.yaml',
    description: 'Roles, permissions and classes of data.',
  });
export type Access = z.infer<typeof access>;
