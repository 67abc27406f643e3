import fc from 'fast-check';
import { compareVersions } from './compareVersions';
import { contentText } from './contentText';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index}`);

describe('compareVersions', () => {
  it('shows a change with three lines around it', () => {
    const from = numbered(20);
    const to = [...from];
    to[10] = 'another line';
    expect(
      compareVersions(from.join('\n'), to.join('\n')).map(({ kind, lines }) => [
        kind,
        lines.length,
      ]),
    ).toEqual([
      ['skipped', 7],
      ['unchanged', 3],
      ['removed', 1],
      ['added', 1],
      ['unchanged', 3],
      ['skipped', 6],
    ]);
  });

  it('skips no single line', () => {
    const from = numbered(9);
    const to = [...from];
    to[4] = 'another line';
    expect(
      compareVersions(from.join('\n'), to.join('\n')).map(({ kind }) => kind),
    ).toEqual(['unchanged', 'removed', 'added', 'unchanged']);
  });

  it('loses no line of either version', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 20 })
      .map(lines => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (from, to) => {
        const parts = compareVersions(`${from}\n`, `${to}\n`);
        const side = (own: string) =>
          parts
            .filter(({ kind }) => ['unchanged', 'skipped', own].includes(kind))
            .flatMap(({ lines }) => lines)
            .join('\n');
        expect(side('removed')).toBe(from);
        expect(side('added')).toBe(to);
      }),
    );
  });
});

describe('contentText', () => {
  it('keeps the lines of a prompt and one order of keys', () => {
    expect(
      contentText({
        title: 'Migrate',
        spec: { version: '1.0.0', prompt: 'First do this.\nThen that.\n' },
      }),
    ).toBe(
      'spec:\n  prompt: |\n    First do this.\n    Then that.\n  version: 1.0.0\ntitle: Migrate\n',
    );
  });
});
