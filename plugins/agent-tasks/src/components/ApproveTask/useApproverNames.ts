import type { AgentTaskApprovalNeed } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useMemo } from 'react';

/** Who has to agree, in words: each once, as alternatives. */
export function useApproverNames(
  needs: AgentTaskApprovalNeed[] | undefined,
): string {
  return useMemo(() => {
    const refs = [...new Set(needs?.flatMap(need => need.by))];
    return new Intl.ListFormat(undefined, { type: 'disjunction' }).format(
      refs.map(ref =>
        humanizeEntityRef(parseEntityRef(ref), {
          defaultKind: parseEntityRef(ref).kind,
        }),
      ),
    );
  }, [needs]);
}
