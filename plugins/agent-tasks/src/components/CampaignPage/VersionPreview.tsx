import type { CampaignVersionChange } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { PromptView } from '../TaskPage/PromptView';
import { targetName } from './targetName';
import { verdicts } from './useTargetsState';

const format = new Intl.NumberFormat();

/** From which version to which, for how many, and what policy says of them. */
export function VersionPreview(props: { change: CampaignVersionChange }) {
  const { from, to, targets, judged, verdicts: counts, items } = props.change;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [shown, setShown] = useState<string>();
  return (
    <>
      <Alert severity={counts.refused ? 'warning' : 'info'} aria-live="polite">
        <div>
          {from.version === to.version
            ? t('campaign.version.includes', { version: to.version })
            : t('campaign.version.fromTo', {
                from: from.version,
                to: to.version,
              })}
        </div>
        <div>
          {t('campaign.version.targets', {
            count: targets,
            value: format.format(targets),
          })}
        </div>
        {judged > 0 && (
          <div>
            {t('campaign.version.says')}{' '}
            {verdicts
              .filter(verdict => counts[verdict])
              .map(
                verdict =>
                  `${format.format(counts[verdict])} ${t(
                    `campaign.targets.verdicts.${verdict}`,
                  )}`,
              )
              .join(', ')}
          </div>
        )}
        {judged < targets && (
          <div>{t('campaign.version.later', { count: targets - judged })}</div>
        )}
      </Alert>
      {items.length > 0 && (
        <Box
          component="ul"
          aria-label={t('campaign.version.examples')}
          sx={{
            m: 0,
            p: 0,
            listStyle: 'none',
            fontSize: '0.875rem',
            overflowWrap: 'anywhere',
          }}
        >
          {items.map(({ target, verdict, reasons, prompt }) => (
            <Box key={target.id} component="li" sx={{ mb: 0.5 }}>
              <Box component="span" sx={{ fontWeight: 500 }}>
                {targetName(target)}
              </Box>
              {' · '}
              {t(`campaign.targets.verdicts.${verdict}`)}
              {prompt && (
                <Button
                  size="small"
                  aria-expanded={shown === target.id}
                  aria-label={`${t(
                    'campaign.targets.showPrompt',
                  )}: ${targetName(target)}`}
                  onClick={() =>
                    setShown(shown === target.id ? undefined : target.id)
                  }
                >
                  {t('campaign.targets.prompt')}
                </Button>
              )}
              {reasons.map(({ code, message }) => (
                <Box
                  key={`${code} ${message}`}
                  sx={{ color: 'text.secondary' }}
                >
                  {message}
                </Box>
              ))}
              {prompt && shown === target.id && <PromptView prompt={prompt} />}
            </Box>
          ))}
        </Box>
      )}
    </>
  );
}
