/** Writes the position of a page as an opaque text. */
export function writeCursor(values: unknown[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/** @returns what was written, to be checked; undefined where it is no cursor. */
export function readCursor(text: string): unknown {
  try {
    const values: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    // JSON has no undefined: an absent value is written as null
    return Array.isArray(values)
      ? values.map(value => value ?? undefined)
      : values;
  } catch {
    return undefined;
  }
}
