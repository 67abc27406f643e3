import { createHash } from 'node:crypto';

/** The name that git gives a file of these words. */
export function blobSha(words: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(words)}\0${words}`)
    .digest('hex');
}
