import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

function pagesOf(nav) {
  if (typeof nav === 'string') {
    return [nav];
  }
  return Object.values(nav ?? {}).flatMap(pagesOf);
}

/**
 * @param {string} root
 * @param {string[]} pages - the Markdown files under docs/, relative to root
 * @returns {string[]} one sentence for each page that is missing on either side
 */
export function checkNavigation(root, pages) {
  const { nav } = parse(fs.readFileSync(path.join(root, 'mkdocs.yml'), 'utf8'));
  const named = pagesOf(nav).map(page => `docs/${page}`);
  const twice = named.filter((page, i) => named.indexOf(page) !== i);
  return [
    ...named
      .filter(page => !pages.includes(page))
      .map(page => `mkdocs.yml: ${page} does not exist`),
    ...pages
      .filter(page => !named.includes(page))
      .map(page => `mkdocs.yml: ${page} is not in the navigation`),
    ...twice.map(page => `mkdocs.yml: ${page} is named twice`),
  ];
}
