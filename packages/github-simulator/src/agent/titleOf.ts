const TITLE_LENGTH = 60;
const SLUG_LENGTH = 40;

/** Marks around data that a prompt asks to leave out of everything written. */
const DATA_MARKS = /[⟦⟧]/g;

/** The words of a prompt as an agent writes them down. */
export function wordsOf(text: string): string {
  return text.replace(DATA_MARKS, '');
}

/**
 * The human title that GitHub gives a task: the first line of its prompt that
 * says something, without Markdown, cut at a word.
 */
export function titleOf(prompt: string): string {
  const line =
    wordsOf(prompt)
      .split('\n')
      .map(text =>
        text
          .replace(/<!--.*?-->/g, '')
          .replace(/^[\s#>*`_-]+/, '')
          .replace(/\s#+\s*$/, '')
          .replace(/[`*]|\b_|_\b/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .find(text => /\p{L}{2}/u.test(text)) ?? 'Do the requested work';
  const sentence = line.split(/(?<=[.!?])\s/)[0].replace(/[.:!]+$/, '');
  const title = cutAtWord(sentence, TITLE_LENGTH);
  return title.charAt(0).toLocaleUpperCase('en') + title.slice(1);
}

/** The part of a branch or file name that a title gives. */
export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return cutAtWord(slug, SLUG_LENGTH, '-') || 'work';
}

/** A single word that is too long is cut where it is too long. */
function cutAtWord(text: string, length: number, space = ' '): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(space, length);
  return text.slice(0, end > 0 ? end : length).replace(/[\s,;:(–-]+$/, '');
}
