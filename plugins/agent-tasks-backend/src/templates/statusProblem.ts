import type {
  Reason,
  TemplateStatus,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { nextTemplateStatus, TemplateStatusEvent } from './templateStatus';

/** What decides about a move, besides the permission. */
export type StatusMove = {
  status: TemplateStatus;
  event: TemplateStatusEvent;
  /** Who changed the content last, where that is known. */
  author?: string;
  /** The person who asks; undefined where a service does. */
  userRef?: string;
  fourEyes: boolean;
};

const words: Record<TemplateStatusEvent, string> = {
  promote: 'approved',
  deprecate: 'deprecated',
  revoke: 'revoked',
};

/**
 * Why a version cannot make a move now: its status first, because it is what
 * changes, then the four eyes.
 *
 * Four eyes bind promotion alone. Taking words out of use needs nobody's
 * consent, least of all in a hurry.
 */
export function statusProblem(move: StatusMove): Reason | undefined {
  const { status, event, author, userRef, fourEyes } = move;
  if (!nextTemplateStatus(status, event)) {
    return {
      code: 'template-status',
      message:
        status === 'revoked'
          ? 'The version was revoked, which is final.'
          : `A version that is ${status} cannot be ${words[event]}.`,
      ...(status === 'revoked' && {
        nextStep: 'Raise the version of the template; it begins anew.',
      }),
    };
  }
  if (event !== 'promote' || !fourEyes) {
    return undefined;
  }
  if (userRef === undefined) {
    return {
      code: 'approver-not-a-person',
      message: 'Versions are approved by a person here, not by a service.',
      nextStep: 'Have somebody approve it in the portal.',
    };
  }
  if (author === undefined) {
    return {
      code: 'template-author-unknown',
      message:
        'Nobody knows who changed this version last, so nobody can be another one.',
      nextStep:
        "Have the annotation 'agent-tasks/changed-by' written to the template where it is merged.",
    };
  }
  return author.toLocaleLowerCase('en-US') ===
    userRef.toLocaleLowerCase('en-US')
    ? {
        code: 'approver-is-author',
        message: 'You changed this version last; somebody else approves it.',
        nextStep: 'Ask a colleague who may approve templates.',
      }
    : undefined;
}
