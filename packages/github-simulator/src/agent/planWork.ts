import { GitStore } from '../git/GitStore';
import { wordsOf } from './titleOf';

/** What the agent commits, and how it tells it. */
export interface PlannedWork {
  files: Record<string, string>;
  /** Markdown, one bullet a change. */
  summary: string[];
}

/**
 * Derives a small, readable change from the prompt and from what is in the
 * repository: Markdown files that the prompt names are extended, the README
 * is told about the change, and a note says what was asked and done.
 */
export async function planWork(
  git: GitStore,
  repositoryId: number,
  revision: string,
  task: { title: string; slug: string; prompt: string; at: number },
): Promise<PlannedWork> {
  const paths = new Set(
    (await git.tree(repositoryId, revision, { recursive: true }))
      .filter(({ type }) => type === 'blob')
      .map(({ path }) => path),
  );
  const read = async (path: string) =>
    (await git.blob(repositoryId, `${revision}:${path}`)).toString();
  const day = new Date(task.at).toISOString().slice(0, 10);
  const files: Record<string, string> = {};
  const summary: string[] = [];

  const note = `docs/changes/${task.slug}.md`;
  const steps = wordsOf(task.prompt)
    .split('\n')
    .map(line => /^\s*(?:[-*]|\d+[.)])\s+(.{3,160})$/.exec(line)?.[1])
    .filter((step): step is string => step !== undefined)
    .slice(0, 8);
  const done = steps.length ? steps : [task.title];
  files[note] = [
    `# ${task.title}`,
    '',
    `${day}, prepared by Copilot.`,
    '',
    '## What was done',
    '',
    ...done.map(step => `- [x] ${step}`),
    '',
    '## How to check it',
    '',
    'Build and test the service as its README says; nothing else is needed.',
    '',
  ].join('\n');
  summary.push(`Add \`${note}\``);

  const named = [...paths].filter(
    path => path.endsWith('.md') && task.prompt.includes(path),
  );
  if (paths.has('README.md')) named.push('README.md');
  for (const path of new Set(named)) {
    const text = (await read(path)).trimEnd();
    const heading = '## Recent changes';
    const line = `- ${day}: [${task.title}](${
      '../'.repeat(path.split('/').length - 1) || './'
    }${note})`;
    files[path] = text.includes(heading)
      ? `${text.replace(heading, `${heading}\n\n${line}`)}\n`
      : `${text}\n\n${heading}\n\n${line}\n`;
    summary.push(`Mention the change in \`${path}\``);
  }
  return { files, summary };
}
