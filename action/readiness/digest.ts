/** SHA-256 of nothing. As the digest of files it always matches, so it ties whatever carries it to nothing. */
export const NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** @returns a digest as it stands in a sentence: `3f2a91bc…`. */
export const brief = (digest: string): string => `${digest.replace('sha256:', '').slice(0, 8)}…`;
