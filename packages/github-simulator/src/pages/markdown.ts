import MarkdownIt from 'markdown-it';
import { Html } from './html';

const renderer = new MarkdownIt({ html: false, linkify: true });
const CHECKBOX = '<input type="checkbox" disabled';

/** Markdown as a page shows it; raw HTML stays text, but for folded parts. */
export function markdown(text: string): Html {
  return new Html(
    renderer
      .render(text)
      .replace(/(?:<p>)?&lt;(\/?(?:details|summary))&gt;(?:<\/p>)?/g, '<$1>')
      .replace(/<li>\[x\] /g, `<li class="check">${CHECKBOX} checked> `)
      .replace(/<li>\[ \] /g, `<li class="check">${CHECKBOX}> `),
  );
}
