/** What GitHub's ids are made of, as the backend takes them. */
const ID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * The id of a task on GitHub, from its link or from the id itself.
 *
 * @returns undefined where the text is neither.
 */
export function parseGitHubTaskId(text: string): string | undefined {
  const trimmed = text.trim();
  if (ID.test(trimmed)) {
    return trimmed;
  }
  try {
    const segments = new URL(trimmed).pathname.split('/');
    const id = segments[segments.lastIndexOf('tasks') + 1];
    return segments.includes('tasks') && ID.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
