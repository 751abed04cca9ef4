import { z } from 'zod';

/** A full SHA-1, as git and GitHub print it. */
export const sha = z.string().regex(/^[0-9a-f]{40}$/, { error: 'expected 40 hexadecimal digits' });

/** A moment as GitHub prints it: seconds, in UTC. */
export const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, {
  error: 'expected a time such as 2026-11-22T09:30:00Z',
});

export const login = z.string().min(1);
export const id = z.int().min(1);

/** What a person is to a repository, in GitHub's words. */
export const association = z.enum([
  'COLLABORATOR',
  'CONTRIBUTOR',
  'FIRST_TIMER',
  'FIRST_TIME_CONTRIBUTOR',
  'MANNEQUIN',
  'MEMBER',
  'NONE',
  'OWNER',
]);

/** When a story does not say when. */
export const SOME_DAY = '2026-11-02T08:00:00Z';
