import type {
  CampaignRequest,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseTargetsCsv } from '../targets/parseTargetsCsv';

/** What is wrong with a campaign by itself; all of it. Pure. */
export function checkCampaign(
  { owner, targets, waves = [], dueAt }: CampaignRequest,
  now: Date,
): Reason[] {
  const reasons: Reason[] = [];
  if (!ownerRef(owner)) {
    reasons.push({
      code: 'owner-invalid',
      message: `'${owner}' is no reference of a group or a user.`,
      nextStep: 'Give group:default/name or user:default/name.',
      field: 'owner',
    });
  }
  if (
    !targets.filter?.length &&
    !targets.entityRefs?.length &&
    !targets.csv?.trim()
  ) {
    reasons.push({
      code: 'targets-missing',
      message: 'The campaign names nothing that it is about.',
      nextStep: 'Give a filter, entity references or a file.',
      field: 'targets',
    });
  }
  if (targets.filter?.some(each => Object.keys(each).length === 0)) {
    reasons.push({
      code: 'targets-invalid',
      message: 'A filter without conditions finds the whole catalog.',
      nextStep: 'Give it a condition, or take it out.',
      field: 'targets.filter',
    });
  }
  const file = parseTargetsCsv(targets.csv ?? '');
  if ('problem' in file) {
    reasons.push(file.problem);
  }
  waves.forEach(({ select }, index) => {
    if (select.count !== undefined && select.percent !== undefined) {
      reasons.push({
        code: 'wave-invalid',
        message: `Wave ${index + 1} has both a count and a percentage.`,
        nextStep: 'Give one of the two.',
        field: `waves.${index}.select`,
      });
    }
  });
  if (dueAt !== undefined && new Date(dueAt) <= now) {
    reasons.push({
      code: 'due-in-the-past',
      message: 'The due date has passed.',
      nextStep: 'Give a later one, or none.',
      field: 'dueAt',
    });
  }
  return reasons;
}

/** The full reference of a group or a user; undefined where it is none. */
export function ownerRef(text: string): string | undefined {
  try {
    const parsed = parseEntityRef(text, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return ['group', 'user'].includes(parsed.kind.toLowerCase())
      ? stringifyEntityRef(parsed)
      : undefined;
  } catch {
    return undefined;
  }
}
