/*
 * Verifies that the documentation holds together: every relative link in a
 * Markdown file of this repository leads to a file, every `#anchor` to a
 * heading, mkdocs.yml names every page of docs/ exactly once, and each row of the
 * threat model has its tests.
 */
import { root } from './stack/layout.mjs';
import { checkLinks, markdownFiles } from './checks/links.mjs';
import { checkNavigation } from './checks/navigation.mjs';
import { checkThreats } from './checks/threats.mjs';

const files = markdownFiles(root).filter(file => !/report.*\.md$/.test(file));

const problems = [
  ...checkLinks(root, files),
  ...checkNavigation(
    root,
    files.filter(file => file.startsWith('docs/')),
  ),
  ...checkThreats(root),
];
problems.forEach(problem => console.error(problem));
console.log(`${files.length} documents, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
