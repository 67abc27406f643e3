/** Why an identity is out of use; stable, for programs. */
export type QuarantineCode =
  | 'token-rejected'
  | 'refresh-token-rejected'
  | 'refresh-interrupted'
  | 'client-rejected'
  | 'refresh-refused'
  | 'token-unreadable'
  | 'encryption-key-missing';

type Description = {
  /** What happened. */
  message: string;
  /** What an administrator can do now. */
  nextStep: string;
};

const authoriseAgain =
  'Authorise the App as the automation account again, put the new refresh token into agentTasks.identities[].app.refreshToken and restart the backend.';

const descriptions: Record<QuarantineCode, Description> = {
  'token-rejected': {
    message: 'GitHub rejected the token.',
    nextStep:
      'Replace the token under agentTasks.identities and restart the backend.',
  },
  'refresh-token-rejected': {
    message:
      'GitHub no longer takes the refresh token: it has expired, was revoked, or was used elsewhere.',
    nextStep: authoriseAgain,
  },
  'refresh-interrupted': {
    message:
      "GitHub's answer to a refresh was lost, and the refresh token that is stored was used up by it.",
    nextStep: authoriseAgain,
  },
  'client-rejected': {
    message: "GitHub rejected the App's client ID or client secret.",
    nextStep:
      'Check clientId and clientSecret under agentTasks.identities[].app and restart the backend.',
  },
  'refresh-refused': {
    message: 'GitHub refused to refresh the token.',
    nextStep:
      "Check that the App still exists and that its user tokens expire (the App's optional features), then restart the backend.",
  },
  'token-unreadable': {
    message: 'The stored tokens are damaged and cannot be decrypted.',
    nextStep: authoriseAgain,
  },
  'encryption-key-missing': {
    message: 'The key that the stored tokens are encrypted with is missing.',
    nextStep:
      'Put the key back into agentTasks.encryption.keys and restart the backend; where it is lost, authorise the App again and replace its refresh token.',
  },
};

/** Every reason. */
export const quarantineCodes = Object.keys(descriptions) as QuarantineCode[];

/** A reason as administrators see it. */
export function describeQuarantine(code: QuarantineCode): Description {
  return descriptions[code];
}
