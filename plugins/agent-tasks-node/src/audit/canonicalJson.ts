import type { JsonObject, JsonValue } from '@backstage/types';

/** Members of events are a few dozen; what people name is not kept. */
const MOST_KEPT_KEYS = 500;

const keptKeys = new Map<string, string>();

/** Texts that are written as they are, between quotes. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * One text for one value, whatever order its keys came in: JSON as RFC 8785
 * has it. Members that are `undefined` are left out.
 *
 * @public
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') {
    return plain.test(value) ? `"${value}"` : JSON.stringify(value);
  }
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (!Array.isArray(value)) {
    return canonicalMembers(value, Object.keys(value));
  }
  let text = '';
  for (let i = 0; i < value.length; i++) {
    text += i ? `,${canonicalJson(value[i])}` : canonicalJson(value[i]);
  }
  return `[${text}]`;
}

/**
 * The same of an object with some of its members alone. The checks of a long
 * trail spend their time here: one built-in call for each key and text took
 * eight times as long.
 */
export function canonicalMembers(object: JsonObject, keys: string[]): string {
  let text = '';
  for (const key of sort(keys)) {
    const member = object[key];
    if (member !== undefined) {
      text += `${text && ','}${canonicalKey(key)}${canonicalJson(member)}`;
    }
  }
  return `{${text}}`;
}

/** In place, by UTF-16 code units; by insertion, which is quickest for a few. */
function sort(keys: string[]): string[] {
  if (keys.length > 32) {
    return keys.sort();
  }
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i];
    let j = i - 1;
    for (; j >= 0 && keys[j] > key; j--) {
      keys[j + 1] = keys[j];
    }
    keys[j + 1] = key;
  }
  return keys;
}

function canonicalKey(key: string): string {
  let text = keptKeys.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (keptKeys.size < MOST_KEPT_KEYS) {
      keptKeys.set(key, text);
    }
  }
  return text;
}
