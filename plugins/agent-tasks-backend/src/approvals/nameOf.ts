/** An entity reference as people say it: `payments` for `group:default/payments`. */
export function nameOf(ref: string): string {
  return ref.replace(/^[^:]+:/, '').replace(/^default\//, '');
}

/** Several of them, as alternatives. */
export function namesOf(refs: string[]): string {
  const names = refs.map(nameOf);
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
