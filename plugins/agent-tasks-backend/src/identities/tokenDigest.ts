import { createHash } from 'node:crypto';

/** Tells one token from another without holding either. */
export function tokenDigest(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('hex')}`;
}
