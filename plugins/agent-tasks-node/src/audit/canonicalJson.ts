import type { JsonValue } from '@backstage/types';

/**
 * One text for one value, whatever order its keys came in: JSON as RFC 8785
 * has it. Members that are `undefined` are left out.
 *
 * @public
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  let text = '';
  // the order of UTF-16 code units, which is the sort's own
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) {
      text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
  }
  return `{${text}}`;
}
