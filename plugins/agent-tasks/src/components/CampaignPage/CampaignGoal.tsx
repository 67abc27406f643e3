import type {
  Campaign,
  CampaignProgress,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { AlreadyMet } from './AlreadyMet';
import { outcomes } from './outcomes';
import { Section } from './Section';
import { useOutcomeColors } from './useOutcomeColors';
import { useTargetsState } from './useTargetsState';

const format = new Intl.NumberFormat();

/** Whether the targets are where the campaign wants them, merged or not. */
export function CampaignGoal(props: {
  campaign: Campaign;
  goal: NonNullable<CampaignProgress['goal']>;
  onChanged(): void;
}) {
  const { campaign, goal, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const colors = useOutcomeColors();
  const { set } = useTargetsState();
  const shown = outcomes.filter(outcome => (goal.counts[outcome] ?? 0) > 0);
  const words = shown.map(
    outcome =>
      `${t(`campaign.goal.outcomes.${outcome}`)}: ${format.format(
        goal.counts[outcome],
      )}`,
  );
  const over =
    goal.checkedUntil !== undefined &&
    new Date(goal.checkedUntil).getTime() < Date.now();
  return (
    <Section title={`${t('campaign.goal.title')}: ${goal.title}`}>
      <Box
        role="img"
        aria-label={`${t('campaign.goal.label')}: ${words.join(', ')}`}
        sx={{
          display: 'flex',
          gap: '2px',
          height: 12,
          borderRadius: 1,
          overflow: 'hidden',
        }}
      >
        {shown.map(outcome => (
          <Box
            key={outcome}
            sx={{
              flexGrow: goal.counts[outcome],
              minWidth: 3,
              backgroundColor: colors[outcome],
            }}
          />
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mt: 1 }}>
        {shown.map(outcome => (
          <Typography
            key={outcome}
            variant="body2"
            color="text.secondary"
            sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}
          >
            <Box
              component="span"
              sx={{
                width: 10,
                height: 10,
                borderRadius: '2px',
                backgroundColor: colors[outcome],
              }}
            />
            <Link
              component="button"
              variant="body2"
              aria-label={t('campaign.goal.show', {
                outcome: t(`campaign.goal.outcomes.${outcome}`),
              })}
              onClick={() => set('outcome', outcome)}
            >
              {t(`campaign.goal.outcomes.${outcome}`)}
            </Link>
            <Box component="span" sx={{ color: 'text.primary' }}>
              {format.format(goal.counts[outcome])}
            </Box>
          </Typography>
        ))}
      </Box>
      {goal.checkedUntil && campaign.endedAt && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          {over ? (
            t('campaign.goal.noMore')
          ) : (
            <>
              {t('campaign.goal.checkedUntil')}{' '}
              <RelativeTime at={goal.checkedUntil} />
            </>
          )}
        </Typography>
      )}
      <AlreadyMet
        campaign={campaign}
        count={goal.counts['met-without-pull-request'] ?? 0}
        onChanged={onChanged}
      />
    </Section>
  );
}
