import type {
  CampaignTargetStatus,
  CampaignVerdict,
  ListCampaignTargetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { outcomes } from './outcomes';

/** Verdicts of policy. */
export const verdicts = [
  'allowed',
  'needs-approval',
  'refused',
  'unknown',
] as const satisfies readonly CampaignVerdict[];

/** Statuses that targets are looked for by, in the order of the way. */
export const targetStatuses = [
  'waiting',
  'deferred',
  'refused',
  'excluded',
  'awaiting-approval',
  'scheduled',
  'queued',
  'launching',
  'running',
  'needs-attention',
  'in-review',
  'done',
  'done-without-change',
  'failed',
  'withdrawn',
] as const satisfies readonly CampaignTargetStatus[];

const names = [
  'status',
  'verdict',
  'wave',
  'tier',
  'outcome',
  'text',
  'cursor',
] as const;

/** What narrows the list. */
export type TargetFilter = (typeof names)[number];

const PAGE_SIZE = 50;

/** What the table of targets shows; it lives in the address. */
export function useTargetsState(): {
  values: Partial<Record<TargetFilter, string>>;
  query: ListCampaignTargetsQuery;
  set(name: TargetFilter, value: string | undefined): void;
} {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const values = Object.fromEntries(
      names.flatMap(name => {
        const value = params.get(name);
        return value ? [[name, value]] : [];
      }),
    ) as Partial<Record<TargetFilter, string>>;
    const status = targetStatuses.find(each => each === values.status);
    const verdict = verdicts.find(each => each === values.verdict);
    const outcome = outcomes.find(each => each === values.outcome);
    const wave = Number(values.wave);
    return {
      values,
      query: {
        limit: PAGE_SIZE,
        ...(values.cursor && { cursor: values.cursor }),
        ...(values.text && { text: values.text }),
        ...(values.tier && { tier: [values.tier] }),
        ...(status && { status: [status] }),
        ...(outcome && { outcome: [outcome] }),
        ...(verdict && { verdict: [verdict] }),
        ...(Number.isInteger(wave) && wave > 0 && { wave: [wave] }),
      },
      set: (name, value) =>
        setParams(
          current => {
            const next = new URLSearchParams(current);
            next.delete('cursor');
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
            return next;
          },
          { replace: name === 'text' },
        ),
    };
  }, [params, setParams]);
}
