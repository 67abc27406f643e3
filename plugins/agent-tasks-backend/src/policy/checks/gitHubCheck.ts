import type {
  PolicyCheck,
  PolicyFacts,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { ServiceUnavailableError } from '@backstage/errors';
import type { RepositoryReading } from '../../github/readRepository';
import type { RepositoryPreflight } from '../preflight/RepositoryPreflight';

/**
 * GitHub would take the task. Where it does not answer a request is told so
 * and not refused for it, and a launch is put off.
 */
export function createGitHubCheck(options: {
  preflight: Pick<RepositoryPreflight, 'ask'>;
}): PolicyCheck {
  return {
    id: 'github',
    evaluate: async facts => {
      const { repository, identities, baseRef, customAgent, stage } = facts;
      if (!repository || !identities.length) {
        return [];
      }
      const answer = await options.preflight.ask({
        ...repository,
        ...(baseRef !== undefined && { baseRef }),
        ...(customAgent !== undefined && { customAgent }),
        identities,
      });
      if (answer.unanswered === undefined) {
        return judgeRepository(answer.repository, facts);
      }
      if (stage === 'launch') {
        throw new ServiceUnavailableError(answer.unanswered);
      }
      return [
        {
          kind: 'note',
          code: 'github-not-asked',
          message: `GitHub could not be asked about ${repository.owner}/${repository.name}: ${answer.unanswered}.`,
          nextStep: 'It is asked again before the task is launched.',
        },
      ];
    },
  };
}

/** What speaks against a repository as GitHub shows it, pure. */
export function judgeRepository(
  reading: RepositoryReading | undefined,
  facts: Pick<PolicyFacts, 'repository' | 'baseRef' | 'customAgent'>,
): PolicyFinding[] {
  const { repository, baseRef, customAgent } = facts;
  const name = `${repository?.owner}/${repository?.name}`;
  if (!reading) {
    return [
      {
        kind: 'invalid',
        code: 'repository-not-found',
        message: `GitHub shows the automation account no repository ${name}.`,
        nextStep:
          'Check its name, or give the automation account access to it.',
        field: 'repoUrl',
      },
    ];
  }
  const findings: Array<PolicyFinding | false> = [
    reading.archived && {
      kind: 'invalid',
      code: 'repository-archived',
      message: `${name} is archived.`,
      nextStep: 'Unarchive it on GitHub, or choose another repository.',
      field: 'repoUrl',
    },
    // an archived repository is writable for nobody
    !reading.archived &&
      !reading.writable && {
        kind: 'forbidden',
        code: 'repository-not-writable',
        message: `The automation account may not push to ${name}.`,
        nextStep: 'Give it write access on GitHub.',
        field: 'repoUrl',
      },
    reading.branch === undefined && {
      kind: 'invalid',
      code: 'branch-not-found',
      message:
        baseRef === undefined
          ? `${name} has no branch yet.`
          : `${name} has no branch '${baseRef}'.`,
      nextStep:
        baseRef === undefined
          ? 'Push a first commit.'
          : 'Choose a branch that exists, or leave it out.',
      field: baseRef === undefined ? 'repoUrl' : 'baseRef',
    },
    !reading.agentEnabled && {
      kind: 'forbidden',
      code: 'agent-not-enabled',
      message: `The cloud agent is not enabled in ${name}.`,
      nextStep: "Enable it in the organization's or repository's settings.",
      field: 'repoUrl',
    },
    customAgent !== undefined &&
      !reading.customAgent && {
        kind: 'invalid',
        code: 'custom-agent-not-found',
        message: `There is no custom agent '${customAgent}' for ${name}.`,
        nextStep: `Add .github/agents/${customAgent}.agent.md, or choose another one.`,
        field: 'customAgent',
      },
  ];
  return findings.filter((item): item is PolicyFinding => item !== false);
}
