import type {
  AgentTaskTemplateVersion,
  Reason,
  TemplateRevocation,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import type { MoveName } from './MoveDialog';

/** Moves a version; what was typed and every reason stay where it is refused. */
export function useMoveVersion(
  version: AgentTaskTemplateVersion,
  move: MoveName,
) {
  const api = useApi(agentTasksApiRef);
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);

  const run = async (
    reason: string,
  ): Promise<{ revocation?: TemplateRevocation } | undefined> => {
    const { namespace, name } = parseEntityRef(version.ref);
    const which = { namespace, name, digest: version.digest };
    setRunning(true);
    setReasons([]);
    try {
      if (move === 'revoke') {
        const revocation = await api.revokeTemplateVersion(which, { reason });
        return { revocation };
      }
      await (move === 'promote'
        ? api.promoteTemplateVersion(which, { reason })
        : api.deprecateTemplateVersion(which, { reason }));
      return {};
    } catch (error) {
      setReasons(reasonsOf(error as Error));
      return undefined;
    } finally {
      setRunning(false);
    }
  };

  return { run, running, reasons };
}
