import type {
  AgentTaskTemplateVersion,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { UsedVersion } from '../database/operations/templates';
import type { TemplateStatusChangeRow } from '../database/rows';
import { noParameters, splitUiSchema } from './parameters';
import { specOf } from './TemplateContent';
import { TemplateStatusEvent, templateStatusEvents } from './templateStatus';

/** A version as its template's page shows it. */
export function toTemplateVersion(
  row: UsedVersion,
  context: {
    current: boolean;
    history: TemplateStatusChangeRow[];
    /** Why the caller cannot do something with it now; undefined where they can. */
    problem(event: TemplateStatusEvent): Reason | undefined;
  },
): AgentTaskTemplateVersion {
  const actionOf = (event: TemplateStatusEvent) => {
    const problem = context.problem(event);
    return problem
      ? { allowed: false, reason: problem.message }
      : { allowed: true };
  };
  const { schema, uiSchema } = splitUiSchema(
    specOf(row)?.parameters ?? noParameters,
  );
  const [promote, deprecate, revoke] = templateStatusEvents.map(actionOf);
  return {
    ref: row.template_ref,
    version: row.version,
    digest: row.digest,
    status: row.status,
    ...(row.author_ref !== null && { author: row.author_ref }),
    ...(row.same_version_as !== null && {
      sameVersionAs: row.same_version_as,
    }),
    firstSeenAt: row.first_seen_at.toISOString(),
    current: context.current,
    uses: row.uses,
    content: row.content,
    parameters: schema,
    uiSchema,
    history: context.history.map(change => ({
      at: change.at.toISOString(),
      actor: change.actor,
      from: change.from_status,
      to: change.to_status,
      reason: change.reason,
    })),
    actions: { promote, deprecate, revoke },
  };
}
