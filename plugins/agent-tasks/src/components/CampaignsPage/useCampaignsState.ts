import type {
  CampaignState,
  ListCampaignsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** States of campaigns, in the order of their lives. */
export const campaignStates = [
  'planning',
  'planned',
  'running',
  'paused',
  'done',
  'stopped',
  'recalling',
  'recalled',
] as const satisfies readonly CampaignState[];

const PAGE_SIZE = 50;

/** What the list shows; it lives in the address. */
export function useCampaignsState(): {
  state?: CampaignState;
  text: string;
  query: ListCampaignsQuery;
  set(name: 'state' | 'text' | 'cursor', value: string | undefined): void;
} {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const state = campaignStates.find(each => each === params.get('state'));
    const text = params.get('text') ?? '';
    return {
      state,
      text,
      query: {
        limit: PAGE_SIZE,
        cursor: params.get('cursor') ?? undefined,
        ...(state && { state: [state] }),
        ...(text && { text }),
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
          // typing is one step back
          { replace: name === 'text' },
        ),
    };
  }, [params, setParams]);
}
