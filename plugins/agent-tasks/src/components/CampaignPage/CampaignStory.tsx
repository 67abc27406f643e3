import type { CampaignEvent } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { PersonRef } from '../PersonRef';
import { Section } from './Section';

/** What has happened, the latest first. */
export function CampaignStory(props: { events: CampaignEvent[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Section title={t('campaign.story.title')}>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {[...props.events].reverse().map(({ id, at, kind, actor, data }) => (
          <Box
            key={id}
            component="li"
            sx={{ mb: 0.75, fontSize: '0.875rem', overflowWrap: 'anywhere' }}
          >
            {t(`campaign.story.kinds.${kind}`, {
              wave: String(data.wave ?? ''),
              target: String(data.target ?? ''),
              from: String(data.from ?? ''),
              to: String(data.to ?? ''),
            })}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <PersonRef actor={actor} /> · <RelativeTime at={at} />
              {typeof data.reason === 'string' && ` · ${data.reason}`}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
