import fs from 'node:fs';
import path from 'node:path';

const link = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;

const skippedFolders = new Set(['node_modules', 'dist', 'dist-types']);

/** Our own Markdown files, relative to root; what is hidden or built is not ours. */
export function markdownFiles(root, folder = '') {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !skippedFolders.has(name))
    .flatMap(entry => {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return markdownFiles(root, name);
      }
      return name.endsWith('.md') ? [name] : [];
    });
}

function withoutCode(markdown) {
  return markdown
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, '');
}

/** The anchors that GitHub and mkdocs make of a document's headings. */
export function anchorsOf(markdown) {
  const headings = markdown
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm);
  return new Set(
    [...headings].map(([, text]) =>
      text
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

/** @returns {string[]} the targets of a document's links, code excepted */
export function linksOf(markdown) {
  return [...withoutCode(markdown).matchAll(link)].map(([, target]) => target);
}

/**
 * @param {string} root
 * @param {string[]} files - Markdown files, relative to root
 * @returns {string[]} one sentence for each link that leads nowhere
 */
export function checkLinks(root, files) {
  return files.flatMap(file => {
    const markdown = fs.readFileSync(path.join(root, file), 'utf8');
    return linksOf(markdown)
      .filter(target => !/^[a-z][a-z+.-]*:/i.test(target))
      .flatMap(target => {
        const [relative, anchor] = target.split('#').map(decodeURIComponent);
        const absolute = relative
          ? path.join(root, path.dirname(file), relative)
          : path.join(root, file);
        if (!fs.existsSync(absolute)) {
          return [`${file}: ${target} does not exist`];
        }
        const broken =
          anchor &&
          absolute.endsWith('.md') &&
          !anchorsOf(fs.readFileSync(absolute, 'utf8')).has(anchor);
        return broken ? [`${file}: ${target} has no such heading`] : [];
      });
  });
}
