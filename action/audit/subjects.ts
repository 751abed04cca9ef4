import { createDecipheriv } from 'node:crypto';
import type { AuditKey } from '../contract/audit.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param keys those that are left; `null` where whoever looks has none at all
 * @returns what tells whom a sealed text is about, without `person:` or `case:`
 */
export function opener(keys: readonly AuditKey[] | null): (sealed: unknown) => string {
  const byId = new Map((keys ?? []).map(({ id, key }) => [id, key]));
  return (sealed) => {
    if (keys === null) return 'sealed';
    const [id = '', text = ''] = String(sealed).split('.');
    const key = byId.get(id);
    return key === undefined ? 'erased' : open(Buffer.from(key, 'hex'), Buffer.from(text, 'base64url'));
  };
}

/** A text that its key does not open was not written by the trail. */
function open(key: Buffer, sealed: Buffer): string {
  try {
    const [iv, tag] = [sealed.subarray(0, IV_BYTES), sealed.subarray(-TAG_BYTES)];
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    const text =
      decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    return text.slice(text.indexOf(':') + 1);
  } catch {
    return 'unreadable';
  }
}
