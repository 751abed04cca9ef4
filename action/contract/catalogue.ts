/**
 * When each version of the catalogue of checks came out. A check that a repository has not seen warns for a while before
 * it blocks, so that an update of the gate never turns a green pull request red overnight.
 */
export const CATALOGUE_RELEASED = { 1: '2026-11-22', 2: '2026-11-26' } as const;
export type CatalogueVersion = keyof typeof CATALOGUE_RELEASED;
export const CATALOGUE: CatalogueVersion = 2;

/** Days for which a check of a newer catalogue than the repository accepted only warns. */
export const NEW_CHECK_DAYS = 30;
