import fc from 'fast-check';
import { cutFenced, fence, FENCE_CLOSE, FENCE_OPEN } from './fence';

const balanced = /^[^⟦⟧]*(⟦[^⟦⟧]*⟧[^⟦⟧]*)*$/u;

describe('T3: fences', () => {
  it.each([
    ['a ⟧ b ⟦ c', '⟦a ] b [ c⟧'],
    ['〚〛⟬⟭〘〙⁅⁆⦋⦌⦍⦎⦏⦐', '⟦[][][][][][][]⟧'],
    ['⟧⟦', '⟦][⟧'],
    ['', '⟦⟧'],
  ])('hold %j as %j', (value, fenced) => {
    expect(fence(value)).toBe(fenced);
  });

  it('are not made by normalising a value', () => {
    const becomeMarks: string[] = [];
    for (let code = 0; code < 0x110000; code++) {
      const character = String.fromCodePoint(code);
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
        const normal = fence(character).normalize(form).slice(1, -1);
        if (normal.includes(FENCE_OPEN) || normal.includes(FENCE_CLOSE)) {
          becomeMarks.push(`U+${code.toString(16)} by ${form}`);
        }
      }
    }
    expect(becomeMarks).toEqual([]);
  });

  it.each([
    ['ab⟦cd⟧', 5, 'ab⟦c⟧'],
    ['ab⟦cd⟧', 4, 'ab⟦⟧'],
    // the mark that opens has no room for the one that closes
    ['ab⟦cd⟧', 3, 'ab'],
    ['ab⟦cd⟧ef', 6, 'ab⟦cd⟧'],
    ['ab⟦cd⟧', 6, 'ab⟦cd⟧'],
    ['a😀b', 2, 'a'],
    ['a⟦👩‍💻⟧', 6, 'a⟦👩⟧'],
  ])('of %j are cut at %d to %j', (text, length, cut) => {
    expect(cutFenced(text, length)).toBe(cut);
  });

  it('stay closed wherever a text is cut', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 8 }).map(fence),
        fc.constantFrom('x', ' ', '😀'),
      ),
    );
    fc.assert(
      fc.property(pieces, fc.nat(60), (parts, length) => {
        const cut = cutFenced(parts.join(''), length);
        expect(cut).toMatch(balanced);
        expect(cut.length).toBeLessThanOrEqual(length);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
