import { TrustedRoot } from '@sigstore/protobuf-specs';
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };

/** @returns the keys and authorities of Sigstore's public instance, which signs for public repositories. */
export function publicRoot(): TrustedRoot {
  const { targets } = seeds['https://tuf-repo-cdn.sigstore.dev'];
  return fromJson(Buffer.from(targets['trusted_root.json'], 'base64').toString('utf8'));
}

/**
 * @param lines trusted roots as `gh attestation trusted-root` prints them: one a line, in JSON
 * @returns the roots, or which line is none
 */
export function readRoots(lines: string): TrustedRoot[] | { problem: string } {
  const roots: TrustedRoot[] = [];
  for (const [index, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const root = fromJson(line);
      if (root.certificateAuthorities.length === 0)
        throw new Error('A root without an authority trusts nobody');
      roots.push(root);
    } catch {
      return { problem: `line ${index + 1} holds no trusted root` };
    }
  }
  return roots.length > 0 ? roots : { problem: 'it holds no trusted root' };
}

const fromJson = (text: string): TrustedRoot => TrustedRoot.fromJSON(JSON.parse(text));
