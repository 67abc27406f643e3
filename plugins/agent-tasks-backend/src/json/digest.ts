import type { JsonValue } from '@backstage/types';
import { createHash } from 'crypto';
import stringify from 'safe-stable-stringify';

/** `sha256:` and 64 hexadecimal digits over a JSON value with sorted keys. */
export function digestJson(value: JsonValue): string {
  return digestText(stringify(value) ?? '');
}

/** `sha256:` and 64 hexadecimal digits over a text in UTF-8. */
export function digestText(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}
