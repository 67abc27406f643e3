import type { EncryptionKey } from './AgentTasksConfig';

/** What is wrong between the keys that speak of tokens. */
export function credentialProblems(config: {
  identities: { token?: string; app?: object }[];
  encryption: { keys: EncryptionKey[] };
  requesterTokens: { enabled: boolean };
}): string[] {
  const { identities, encryption, requesterTokens } = config;
  const problems = identities.flatMap(({ token, app }, index) =>
    Boolean(token) === Boolean(app)
      ? [`agentTasks.identities[${index}] expects either token or app`]
      : [],
  );
  encryption.keys.forEach(({ id }, index) => {
    if (encryption.keys.findIndex(other => other.id === id) !== index) {
      problems.push(
        `agentTasks.encryption.keys[${index}].id expects an id that no other key has`,
      );
    }
  });
  if (!encryption.keys.length) {
    if (identities.some(({ app }) => app)) {
      problems.push(
        'agentTasks.encryption.keys expects a key, because an identity with app has tokens to store',
      );
    }
    if (requesterTokens.enabled) {
      problems.push(
        'agentTasks.encryption.keys expects a key, because tokens of requesters are to be stored',
      );
    }
  }
  return problems;
}
