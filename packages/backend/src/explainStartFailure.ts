/**
 * One sentence for the failure that every plugin reports in its own words, and
 * none with the name of the key: a database that does not answer.
 *
 * @param error - what the start was rejected with
 * @returns undefined where another failure has been logged already
 */
export function explainStartFailure(error: unknown): string | undefined {
  const reason =
    /Failed to connect to the database[^\n]*?(connect E[^\n,;]+|password authentication[^\n,;]+|(?:role|database) "[^\n,;]+)/.exec(
      messagesOf(error),
    )?.[1];
  return (
    reason &&
    `The backend has no PostgreSQL: correct backend.database.connection (${reason.trim()}).`
  );
}

function messagesOf(error: unknown): string {
  const messages: string[] = [];
  for (let current = error; current instanceof Error; current = current.cause) {
    messages.push(current.message);
  }
  return messages.join('\n');
}
