// Cc control, Cf format (bidirectional overrides, zero-width, tags), Co private
// use, Cs lone surrogates, Zl and Zp line separators, blank letters, and
// variation selectors, which can carry hidden bytes. Line feed and tab are
// text; a joiner between pictographs and the emoji selector are ordinary emoji.
const unsafe =
  /(?![\n\t])(?!(?<=[\p{Extended_Pictographic}\u{FE0F}\p{Emoji_Modifier}])\u{200D}(?=\p{Extended_Pictographic}))(?!(?<=\p{Emoji})\u{FE0F})[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{2800}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;

/**
 * The characters of a text that a reader cannot see or that change how the
 * rest is read, as `U+202E`, each once.
 */
export function unsafeCharacters(text: string): string[] {
  const found = text.replaceAll('\r\n', '\n').match(unsafe) ?? [];
  return [...new Set(found)].map(
    character =>
      `U+${(character.codePointAt(0) ?? 0)
        .toString(16)
        .toUpperCase()
        .padStart(4, '0')}`,
  );
}
