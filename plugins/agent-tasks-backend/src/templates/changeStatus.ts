import type { Knex } from 'knex';
import { appendAudit } from '../database/operations/audit/appendAudit';
import {
  changeTemplateStatus,
  findVersionByDigest,
} from '../database/operations/templates';
import { createRefusal } from '../refusals/Refusal';
import type { Caller } from '../tasks/TaskService';
import { statusProblem } from './statusProblem';
import { nextTemplateStatus, TemplateStatusEvent } from './templateStatus';

/**
 * Moves a version, with its history and its audit row.
 *
 * @throws a refusal: not found, forbidden by the four eyes, or a conflict where
 * the status does not allow it or somebody else was faster.
 */
export async function changeStatus(
  tx: Knex.Transaction,
  options: {
    name: { ref: string; digest: string };
    event: TemplateStatusEvent;
    reason: string;
    caller: Caller;
    fourEyes: boolean;
  },
): Promise<void> {
  const { name, event, reason, caller, fourEyes } = options;
  const version = await findVersionByDigest(tx, name);
  if (!version) {
    throw createRefusal('not-found', [
      {
        code: 'template-version-not-found',
        message: `The template '${name.ref}' has no version '${name.digest}'.`,
        field: 'digest',
      },
    ]);
  }
  const problem = statusProblem({
    status: version.status,
    event,
    author: version.author_ref ?? undefined,
    userRef: caller.userRef,
    fourEyes,
  });
  const to = nextTemplateStatus(version.status, event);
  if (problem || !to) {
    throw createRefusal(
      problem?.code === 'template-status' ? 'conflict' : 'forbidden',
      problem ? [problem] : [],
    );
  }
  const written = await changeTemplateStatus(tx, {
    versionId: version.id,
    from: version.status,
    to,
    actor: caller.actor,
    reason,
  });
  if (!written) {
    throw createRefusal('conflict', [
      {
        code: 'template-status',
        message: 'Somebody else has changed the version a moment ago.',
        nextStep: 'Look at where it stands now.',
      },
    ]);
  }
  await appendAudit(tx, {
    action: `template.${event}`,
    actor: caller.actor,
    result: 'allowed',
    template_digest: version.digest,
    details: {
      requestId: caller.requestId,
      template: version.template_ref,
      version: version.version,
      ...(version.author_ref !== null && { author: version.author_ref }),
      before: { status: version.status },
      after: { status: to },
      reason,
    },
  });
}
