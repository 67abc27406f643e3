import type { CampaignRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  carefulWaves,
  headOf,
  newWork,
  WorkDraft,
  workDraftOf,
  workOf,
} from '../WorkFields';

/** A plan as it is filled in. */
export type PlanDraft = WorkDraft & {
  /** `YYYY-MM-DD`, as a date field writes it. */
  due: string;
};

/** A plan that nobody has said anything about yet. */
export function newPlan(): PlanDraft {
  return { ...newWork(carefulWaves), due: '' };
}

/** What is asked of the broker. Pure. */
export function requestOf(draft: PlanDraft): CampaignRequest {
  return {
    ...headOf(draft),
    ...workOf(draft),
    ...(draft.due && {
      dueAt: new Date(`${draft.due}T23:59:59`).toISOString(),
    }),
  };
}

/** A plan as it was asked for, to be changed. Pure. */
export function draftOf(request: CampaignRequest): PlanDraft {
  return {
    ...workDraftOf(request, request),
    due: request.dueAt?.slice(0, 10) ?? '',
  };
}
