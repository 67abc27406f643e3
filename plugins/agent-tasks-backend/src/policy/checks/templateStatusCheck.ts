import type {
  PolicyCheck,
  PolicyFacts,
  PolicyFinding,
  TemplateVersionFacts,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { matchesRepository } from './matchesRepository';

const field = 'template';

/**
 * Only approved words are launched, those that are on their way out included:
 * of the template and of each of its includes. Drafts may be tried in sandbox
 * repositories; a content without a number of its own nowhere, because nobody
 * could tell from the number what ran.
 */
export function createTemplateStatusCheck(options: {
  sandboxRepositories: string[];
}): PolicyCheck {
  return {
    id: 'template-status',
    evaluate: ({ templateVersions = [], repository }) => {
      const sandbox = isSandbox(repository, options.sandboxRepositories);
      return templateVersions.flatMap(version => [
        ...statusFindings(version, sandbox),
        ...numberFindings(version),
      ]);
    },
  };
}

function isSandbox(
  repository: PolicyFacts['repository'],
  globs: string[],
): boolean {
  return (
    repository !== undefined &&
    globs.some(glob => matchesRepository(repository, glob))
  );
}

function statusFindings(
  { title, version, status }: TemplateVersionFacts,
  sandbox: boolean,
): PolicyFinding[] {
  if (status === 'revoked') {
    return [
      {
        kind: 'forbidden',
        code: 'template-revoked',
        message: `Version ${version} of '${title}' was revoked.`,
        nextStep: 'Use another template, or ask its owner for a new version.',
        field,
      },
    ];
  }
  return status === 'draft' && !sandbox
    ? [
        {
          kind: 'forbidden',
          code: 'template-not-approved',
          message: `Version ${version} of '${title}' is a draft; nobody has approved it yet.`,
          nextStep:
            'Have it approved on the page of the template, or try it in a sandbox repository.',
          field,
        },
      ]
    : [];
}

function numberFindings({
  title,
  version,
  sameVersionAs,
}: TemplateVersionFacts): PolicyFinding[] {
  return sameVersionAs
    ? [
        {
          kind: 'invalid',
          code: 'template-version-not-moved',
          message: `'${title}' has changed and still calls itself version ${version}.`,
          nextStep: 'Ask the owner of the template to raise its version.',
          field,
        },
      ]
    : [];
}
