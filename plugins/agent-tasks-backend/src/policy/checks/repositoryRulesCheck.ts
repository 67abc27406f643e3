import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { matchesRepository } from './matchesRepository';

/** The repository is on the allow list and not on the deny list; deny wins. */
export function createRepositoryRulesCheck(options: {
  allow: string[];
  deny: string[];
}): PolicyCheck {
  return {
    id: 'repository-rules',
    evaluate: ({ repository }) => {
      if (!repository) {
        return [];
      }
      const name = `${repository.owner}/${repository.name}`;
      const matches = (glob: string) => matchesRepository(repository, glob);
      const field = 'repoUrl';
      if (options.deny.some(matches)) {
        return [
          {
            kind: 'forbidden',
            code: 'repository-denied',
            message: `Agents are kept out of ${name}.`,
            nextStep:
              'Choose another repository, or ask an administrator about agentTasks.repositories.deny.',
            field,
          },
        ];
      }
      return options.allow.some(matches)
        ? []
        : [
            {
              kind: 'forbidden',
              code: 'repository-not-allowed',
              message: `${name} is not among the repositories that agents may work in.`,
              nextStep:
                'Choose another repository, or ask an administrator about agentTasks.repositories.allow.',
              field,
            },
          ];
    },
  };
}
