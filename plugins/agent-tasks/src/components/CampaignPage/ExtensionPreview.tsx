import type { CampaignExtension } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { targetName } from './targetName';

/** What would be added and where, and what not, with why. */
export function ExtensionPreview(props: {
  extension: CampaignExtension;
  /** The campaign has not started. */
  planned: boolean;
}) {
  const { extension, planned } = props;
  const { added, refused, known, remaining, wave, problems, items } = extension;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const not = [
    ...items
      .filter(({ verdict }) => verdict === 'refused')
      .map(target => ({ target, reasons: target.reasons })),
    ...problems.map(target => ({
      target,
      reasons: target.problem ? [target.problem] : [],
    })),
  ];
  return (
    <Alert severity={added > 0 ? 'info' : 'warning'} aria-live="polite">
      <div>
        {t('campaign.extend.adds', { count: added })}
        {added > 0 &&
          ` ${
            planned
              ? t('campaign.extend.splits')
              : t('campaign.extend.wave', { wave: String(wave ?? '') })
          }`}
      </div>
      {refused > 0 && (
        <div>{t('campaign.extend.refuses', { count: refused })}</div>
      )}
      {problems.length > 0 && (
        <div>{t('campaign.extend.cannot', { count: problems.length })}</div>
      )}
      {known > 0 && <div>{t('campaign.extend.known', { count: known })}</div>}
      {remaining > 0 && (
        <div>{t('campaign.extend.remaining', { count: remaining })}</div>
      )}
      {not.length > 0 && (
        <Box
          component="ul"
          sx={{ m: 0, mt: 1, pl: 2.5, maxHeight: 220, overflowY: 'auto' }}
        >
          {not.map(({ target, reasons }) => (
            <li key={target.key}>
              <Box component="span" sx={{ fontWeight: 500 }}>
                {targetName(target)}
              </Box>
              {reasons.map(({ code, message }) => (
                <div key={`${code} ${message}`}>{message}</div>
              ))}
            </li>
          ))}
        </Box>
      )}
    </Alert>
  );
}
