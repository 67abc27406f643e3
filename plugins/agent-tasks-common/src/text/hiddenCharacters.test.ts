import fc from 'fast-check';
import { hiddenCharacters, revealHidden } from './hiddenCharacters';

describe('T5: hidden characters', () => {
  it.each([
    ['plain\ttext\nof two lines', 'plain\ttext\nof two lines'],
    ['Windows\r\nlines', 'Windows\nlines'],
    ['naïve Ünïcode, Ελληνικά, 日本語', 'naïve Ünïcode, Ελληνικά, 日本語'],
    ['e\u0301 of two parts', 'e\u0301 of two parts'],
    ['👩‍💻 ⚠️ 1️⃣ 🇩🇪 👍🏽', '👩‍💻 ⚠️ 1️⃣ 🇩🇪 👍🏽'],
    ['a\rb', 'a[U+000D]b'],
    ['a\u0000\u009Bb', 'a[U+0000][U+009B]b'],
    // overrides and isolates of Trojan Source
    ['a\u202Eb\u2066c', 'a[U+202E]b[U+2066]c'],
    ['a\u200Bb\u200Dc\uFEFFd', 'a[U+200B]b[U+200D]c[U+FEFF]d'],
    // a joiner of graphemes and Mongolian and Khmer marks nobody sees
    ['a\u034Fb\u180Bc\u17B4', 'a[U+034F]b[U+180B]c[U+17B4]'],
    ['a\u{E0041}b', 'a[U+E0041]b'],
    // a bit a digit
    ['1\uFE0F2', '1[U+FE0F]2'],
    ['a\uFFFFb\u2800c\u3164d', 'a[U+FFFF]b[U+2800]c[U+3164]d'],
    ['\uD800', '[U+D800]'],
    ['\u20DDa', '[U+20DD]a'],
    ['a\n\u0338b', 'a\n[U+0338]b'],
    [`a${'\u0301'.repeat(9)}b`, `a${'\u0301'.repeat(8)}[U+0301]b`],
  ])('are written out in %j', (text, shown) => {
    expect(revealHidden(text)).toBe(shown);
  });

  it('are each named once, and gone once they are written out', () => {
    expect(hiddenCharacters('\u200B\u202Ea\u200B')).toEqual([
      'U+200B',
      'U+202E',
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(hiddenCharacters(revealHidden(text))).toEqual([]);
      }),
    );
  });
});
