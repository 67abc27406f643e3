import type { TemplateStatus } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/**
 * Moves a version through its life and notes who, when and why.
 *
 * Conditional on the status that the caller has seen: of two moves one gets
 * zero rows. Waits for submissions that hold the version, see
 * {@link holdTemplateVersions}, so that what they queue is there to be withdrawn.
 *
 * @returns the row as written, or undefined where somebody else was faster.
 */
export async function changeTemplateStatus(
  tx: Knex.Transaction,
  change: {
    versionId: string;
    from: TemplateStatus;
    to: TemplateStatus;
    actor: string;
    reason: string;
  },
): Promise<TemplateVersionRow | undefined> {
  const { versionId, from, to, actor, reason } = change;
  const [row] = await tx('template_versions')
    .where({ id: versionId, status: from })
    .update({ status: to })
    .returning('*');
  if (row) {
    await tx('template_status_changes').insert({
      version_id: versionId,
      actor,
      from_status: from,
      to_status: to,
      reason,
    });
  }
  return row;
}
