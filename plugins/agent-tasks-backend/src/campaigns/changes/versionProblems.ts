import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TemplateVersionFacts } from '@agent-tasks/backstage-plugin-agent-tasks-node';

const words = {
  draft: 'a draft',
  approved: 'approved',
  deprecated: 'deprecated',
  revoked: 'revoked',
};

/**
 * Why a campaign cannot go on with what the catalog has of its template: only
 * what is approved is taken up in the middle, of the template and of each of
 * its includes. Pure.
 */
export function versionProblems(versions: TemplateVersionFacts[]): Reason[] {
  return versions.flatMap(({ title, version, status, sameVersionAs }) => [
    ...(status === 'approved'
      ? []
      : [
          {
            code:
              status === 'revoked'
                ? 'template-revoked'
                : 'template-not-approved',
            message: `Version ${version} of '${title}' is ${words[status]}.`,
            nextStep: 'Have a version approved on the page of the template.',
            field: 'template',
          },
        ]),
    ...(sameVersionAs
      ? [
          {
            code: 'template-version-not-moved',
            message: `'${title}' has changed and still calls itself version ${version}.`,
            nextStep: 'Ask the owner of the template to raise its version.',
            field: 'template',
          },
        ]
      : []),
  ]);
}
