/** A pull request as people name it. */
export type PullRequestName = {
  number: number;
  owner?: string;
  name?: string;
  host?: string;
};

/** Numbers of pull requests are integers of four bytes in the database. */
const LARGEST_NUMBER = 2 ** 31 - 1;

/**
 * Reads `https://host/owner/name/pull/12`, `owner/name#12`, `#12` or `12`.
 *
 * @returns undefined where it is none of these.
 */
export function parsePullRequest(text: string): PullRequestName | undefined {
  const trimmed = text.trim();
  const address = /^https?:\/\/([^/]+)\/([^/]+)\/([^/]+)\/pull\/(\d+)\b/.exec(
    trimmed,
  );
  const short = /^(?:([\w.-]+)\/([\w.-]+))?#?(\d+)$/.exec(trimmed);
  const [host, owner, name, digits] = address
    ? address.slice(1)
    : [undefined, ...(short?.slice(1) ?? [])];
  const number = Number(digits ?? NaN);
  if (!Number.isSafeInteger(number) || number < 1 || number > LARGEST_NUMBER) {
    return undefined;
  }
  // 'owner/name12' is a repository, and no pull request
  if (owner && !address && !trimmed.includes('#')) {
    return undefined;
  }
  return {
    number,
    ...(owner && name && { owner, name }),
    ...(host && { host }),
  };
}
