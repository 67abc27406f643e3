/**
 * Something that a person has to change before this repository can run here.
 * The message says what is wrong, the advice what to do about it; neither needs
 * a stack trace.
 */
export class SetupError extends Error {
  name = 'SetupError';

  /**
   * @param {string} message
   * @param {string} advice
   */
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

/** What is shown of an error: advice for ours, the stack for a bug. */
export function describeError(error) {
  return error instanceof SetupError
    ? `${error.message}\n${error.advice}`
    : error?.stack ?? String(error);
}

const causes = [
  {
    // npm and Yarn report DNS, proxy and connection trouble under these codes
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|RequestError|network (?:request|timeout)/i,
    explain: () =>
      new SetupError(
        'The npm registry cannot be reached.',
        'Check the network and the proxy. With a mirror: npm config set registry <address>; this repository takes npm’s settings over.',
      ),
  },
  {
    pattern: /UNABLE_TO_GET_ISSUER|SELF_SIGNED|CERT_|unable to verify/i,
    explain: () =>
      new SetupError(
        'The npm registry’s certificate is not trusted here.',
        'Point NODE_EXTRA_CA_CERTS at the certificate authority of your network.',
      ),
  },
  {
    pattern: /ENOSPC|no space left/i,
    explain: () =>
      new SetupError(
        'The disk is full.',
        'Free some space (an installation takes about 3.5 GB) and run the command again.',
      ),
  },
  {
    pattern: /E401|E403|YN0041|authentication/i,
    explain: () =>
      new SetupError(
        'The npm registry refuses access.',
        'Log in (npm login) or correct the registry in your npm configuration.',
      ),
  },
  {
    pattern: /EACCES|EPERM|EROFS/,
    explain: () =>
      new SetupError(
        'The checkout is not writable.',
        'Run the command as the owner of this directory.',
      ),
  },
];

/**
 * Turns a package manager's output into the sentence that helps.
 *
 * @param {string} what - what was being done, for the case that nothing fits
 * @param {string} output - everything that the package manager printed
 */
export function explainInstallFailure(what, output) {
  const cause = causes.find(({ pattern }) => pattern.test(output));
  return (
    cause?.explain() ??
    new SetupError(`${what} failed.`, 'The lines above say why.')
  );
}
