import type {
  Campaign,
  CampaignGateCondition,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import ScheduleIcon from '@mui/icons-material/Schedule';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { StatusBar } from '../CampaignsPage';
import { PersonRef } from '../PersonRef';
import { ReasonedButton } from '../ReasonedButton';
import { CampaignMoveDialog } from './CampaignMoveDialog';
import { Section } from './Section';

const format = new Intl.NumberFormat();
const iconSize = { fontSize: 18, mt: '1px' };

/** The waves in a row, each with what has to hold before the next one. */
export function WaveCards(props: { campaign: Campaign; onChanged(): void }) {
  const { campaign, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [opening, setOpening] = useState<Campaign['waves'][number]>();
  const last = campaign.waves.at(-1)?.number;
  return (
    <Section title={t('campaign.waves.title')}>
      <Box
        component="ol"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
        }}
      >
        {campaign.waves.map(wave => (
          <Paper
            key={wave.number}
            variant="outlined"
            component="li"
            sx={{
              p: 2,
              ...(wave.state === 'held' && { borderColor: 'warning.main' }),
              ...(wave.state === 'open' && { borderColor: 'primary.main' }),
            }}
          >
            <Typography sx={{ fontWeight: 500 }}>
              {wave.title ??
                t('campaign.waves.name', { number: String(wave.number) })}
            </Typography>
            <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
              {t(`campaign.waves.states.${wave.state}`)}
              {wave.state === 'passed' && wave.passedAt && (
                <>
                  {' '}
                  <RelativeTime at={wave.passedAt} />
                </>
              )}
              {' · '}
              {t('campaign.targetsOf', {
                count: wave.targets,
                value: format.format(wave.targets),
              })}
            </Typography>
            <StatusBar counts={wave.counts} />
            {wave.passedBy && (
              <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
                {t('campaign.waves.passedBy')}{' '}
                <PersonRef actor={wave.passedBy} />
              </Typography>
            )}
            {wave.number === last ? (
              <Typography
                variant="body2"
                color="text.secondary"
                sx={{ mt: 1.5 }}
              >
                {t('campaign.waves.lastOne')}
              </Typography>
            ) : (
              <Conditions
                conditions={wave.conditions}
                final={wave.state === 'held'}
              />
            )}
            {(wave.state === 'open' || wave.state === 'held') &&
              wave.number !== last && (
                <ReasonedButton
                  size="small"
                  variant={wave.state === 'held' ? 'contained' : 'outlined'}
                  sx={{ mt: 1.5 }}
                  reason={
                    campaign.actions.openGate.allowed
                      ? undefined
                      : campaign.actions.openGate.reason
                  }
                  onClick={() => setOpening(wave)}
                >
                  {t('campaign.actions.openGate')}
                </ReasonedButton>
              )}
          </Paper>
        ))}
      </Box>
      {opening && (
        <CampaignMoveDialog
          campaign={campaign}
          move="gate"
          wave={opening}
          onClose={() => setOpening(undefined)}
          onDone={() => {
            setOpening(undefined);
            onChanged();
          }}
        />
      )}
    </Section>
  );
}

function Conditions(props: {
  conditions: CampaignGateCondition[];
  /** What is not met will not be met any more by itself. */
  final: boolean;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      component="ul"
      aria-label={t('campaign.waves.gate')}
      sx={{ m: 0, mt: 1.5, p: 0, listStyle: 'none' }}
    >
      {props.conditions.map(condition => (
        <Box
          key={condition.kind}
          component="li"
          sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', mb: 0.5 }}
        >
          <ConditionIcon condition={condition} final={props.final} />
          <Box sx={{ fontSize: '0.875rem', lineHeight: 1.4 }}>
            <div>
              {t(`campaign.waves.condition.${condition.kind}`)}:{' '}
              <NowText condition={condition} />
            </div>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <NeededText condition={condition} />
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function ConditionIcon(props: {
  condition: CampaignGateCondition;
  final: boolean;
}) {
  const { met } = props.condition;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (met) {
    return (
      <CheckIcon
        titleAccess={t('campaign.waves.met')}
        sx={{ ...iconSize, color: 'success.main' }}
      />
    );
  }
  return props.final ? (
    <CloseIcon
      titleAccess={t('campaign.waves.notMet')}
      sx={{ ...iconSize, color: 'warning.main' }}
    />
  ) : (
    <ScheduleIcon
      titleAccess={t('campaign.waves.notMet')}
      sx={{ ...iconSize, color: 'text.secondary' }}
    />
  );
}

function NowText(props: { condition: CampaignGateCondition }) {
  const { kind, now } = props.condition;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const value = useValue(kind, now ?? 0);
  if (now === undefined) {
    return <>{t('campaign.waves.notKnown')}</>;
  }
  if (kind === 'confirmation') {
    return <>{t(now ? 'campaign.waves.yes' : 'campaign.waves.no')}</>;
  }
  return <>{value}</>;
}

function NeededText(props: { condition: CampaignGateCondition }) {
  const { kind, needed } = props.condition;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const value = useValue(kind, needed);
  if (kind === 'confirmation') {
    return null;
  }
  return (
    <>
      {t(
        kind === 'closed' || kind === 'failed'
          ? 'campaign.waves.atMost'
          : 'campaign.waves.atLeast',
        { value },
      )}
    </>
  );
}

/** A count, a share or minutes as people write them. */
function useValue(kind: CampaignGateCondition['kind'], value: number): string {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (kind === 'sample') {
    return format.format(value);
  }
  if (kind !== 'soak') {
    return `${Math.round(value * 100)} %`;
  }
  return value < 120
    ? t('campaign.waves.minutes', { value: format.format(value) })
    : t('campaign.waves.hours', { value: format.format(value / 60) });
}
