/**
 * Says why a token cannot launch agent tasks, or nothing where it may.
 *
 * GitHub takes user-to-server tokens only: fine-grained and classic personal
 * access tokens, OAuth app tokens and GitHub App user tokens. The sentence
 * never holds the token.
 */
export function checkToken(token: string): string | undefined {
  if (!token.trim()) {
    return 'is empty: give a personal access token (github_pat_… or ghp_…) of the automation account';
  }
  if (/\s/.test(token)) {
    return 'holds white space: give the token alone';
  }
  if (token.startsWith('ghs_')) {
    return 'is an installation token (ghs_…), which GitHub refuses for agent tasks: use a user\'s token, e.g. a fine-grained personal access token with the repository permission "Agent tasks: read and write"';
  }
  if (token.startsWith('ghr_')) {
    return 'is a refresh token (ghr_…), which cannot call the API: use a user\'s token, e.g. a fine-grained personal access token with the repository permission "Agent tasks: read and write"';
  }
  return undefined;
}
