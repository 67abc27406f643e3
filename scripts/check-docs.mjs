/*
 * Verifies that the documentation holds together: every relative link in a
 * Markdown file of this repository leads to a file, every `#anchor` to a
 * heading, and mkdocs.yml names every page of docs/ exactly once.
 */
import { root } from './stack/layout.mjs';
import { checkLinks, markdownFiles } from './checks/links.mjs';
import { checkNavigation } from './checks/navigation.mjs';

const files = markdownFiles(root).filter(file => !/report.*\.md$/.test(file));

const problems = [
  ...checkLinks(root, files),
  ...checkNavigation(
    root,
    files.filter(file => file.startsWith('docs/')),
  ),
];
problems.forEach(problem => console.error(problem));
console.log(`${files.length} documents, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
