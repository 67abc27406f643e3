import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The entity is in no part of its life that keeps agents out. */
export function createLifecycleCheck(options: {
  denied: string[];
}): PolicyCheck {
  const denied = new Set(options.denied.map(value => value.toLowerCase()));
  return {
    id: 'lifecycle',
    evaluate: ({ entity, entityRef }) => {
      const lifecycle = entity?.spec?.lifecycle;
      return typeof lifecycle === 'string' &&
        denied.has(lifecycle.trim().toLowerCase())
        ? [
            {
              kind: 'forbidden',
              code: 'lifecycle-denied',
              message: `${entityRef} is ${lifecycle.trim()}; agents do not work on what is.`,
              nextStep:
                'Choose another entity, or ask its owner to correct spec.lifecycle.',
              field: 'entityRef',
            },
          ]
        : [];
    },
  };
}
