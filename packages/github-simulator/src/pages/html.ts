/** Markup that is safe to write into a page. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | undefined | false | Piece[];

/** A template in which everything but {@link Html} is escaped. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let text = strings[0];
  pieces.forEach((piece, index) => {
    text += render(piece) + strings[index + 1];
  });
  return new Html(text);
}

function render(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(render).join('');
  if (piece === undefined || piece === false) return '';
  return escape(String(piece));
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
