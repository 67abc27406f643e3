/** The id of a task, alone or at the end of its address in the portal. */
export function parseTaskId(text: string): string | undefined {
  return /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#].*)?$/i
    .exec(text.trim())?.[1]
    .toLowerCase();
}
