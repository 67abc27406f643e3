import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { SecretScanner } from '../secrets/SecretScanner';

/** Nothing in the rendered prompt looks like a secret. Never repeats it. */
export function createSecretsCheck(options: {
  scanner: Pick<SecretScanner, 'scan'>;
}): PolicyCheck {
  return {
    id: 'secrets',
    evaluate: async ({ prompt, templateRef }) =>
      prompt === undefined
        ? []
        : (await options.scanner.scan(prompt)).map(({ kind, line }) => ({
            kind: 'invalid' as const,
            code: 'prompt-with-secret',
            message: `Line ${line} of the prompt holds what looks like a secret (${kind}).`,
            nextStep:
              'Remove it, and replace the secret where it is in use: it has been shown.',
            field: templateRef === undefined ? 'prompt' : 'parameters',
          })),
  };
}
