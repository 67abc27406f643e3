import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';

/** Who looks: what they own, and under which names GitHub asks them. */
export type Reviewer = {
  /** Entity references of groups, and of the person. */
  owns: string[];
  /** Login and teams, as `organization/team`. */
  names: string[];
};

/** Asks the catalog who looks. */
export function useReviewer(): {
  value?: Reviewer;
  error?: Error;
  retry(): void;
} {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  return useAsyncRetry(async () => {
    const { userEntityRef, ownershipEntityRefs } =
      await identity.getBackstageIdentity();
    const owns = [...new Set([userEntityRef, ...ownershipEntityRefs])];
    const { items } = await catalog.getEntitiesByRefs({ entityRefs: owns });
    const names = items.flatMap(entity => {
      const annotations = entity?.metadata.annotations ?? {};
      return [
        annotations[agentTasksAnnotations.userLogin],
        annotations[agentTasksAnnotations.teamSlug],
      ].filter((name): name is string => Boolean(name));
    });
    return { owns, names };
  }, [identity, catalog]);
}
