// What a reader cannot see, or what changes how the rest is read:
// Cc control, Cf format (bidirectional overrides, tags), Co private use, Cs
// lone surrogates, Zl and Zp line separators, noncharacters, everything that
// Unicode lets a font ignore (zero-width characters, fillers, variation
// selectors), and the blanks that are called letters or symbols; a mark
// without a letter before it, which would sit on whatever stands there, and
// marks that are piled up over other lines.
// Line feed and tab are text; a joiner between pictographs, the emoji selector
// behind one and the keycap of a digit are ordinary emoji.
const hidden =
  /(?![\n\t])(?!(?<=\p{Extended_Pictographic}\u{FE0F}?|\p{Emoji_Modifier})\u{200D}(?=\p{Extended_Pictographic}))(?!(?<=[\p{Extended_Pictographic}\p{Regional_Indicator}])\u{FE0F})(?!(?<=[0-9#*])\u{FE0F}\u{20E3})[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u{2800}\u{13441}\u{13442}\u{16FE4}\u{1D159}]|(?<![^\n])\p{M}|(?<=\p{M}{8})\p{M}/gu;

/**
 * The characters of a text that a reader cannot see or that change how the
 * rest is read, as `U+202E`, each once.
 *
 * @public
 */
export function hiddenCharacters(text: string): string[] {
  const found = text.replaceAll('\r\n', '\n').match(hidden) ?? [];
  return [...new Set(found)].map(codeOf);
}

/**
 * The text with every {@link hiddenCharacters | hidden character} written out,
 * as `[U+202E]`, for texts that are shown and not refused: what GitHub and the
 * catalog say.
 *
 * @public
 */
export function revealHidden(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(hidden, character => `[${codeOf(character)}]`);
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
