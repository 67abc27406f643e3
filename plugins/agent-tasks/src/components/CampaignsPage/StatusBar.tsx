import type { CampaignCounts } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { groupCounts, statusGroups } from './statusGroups';
import { useGroupColors } from './useGroupColors';

const format = new Intl.NumberFormat();

/** Targets by what has become of them: a bar, and the same in words. */
export function StatusBar(props: {
  counts: CampaignCounts;
  /** Whether all groups are written out below. */
  legend?: boolean;
}) {
  const { counts, legend } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const colors = useGroupColors();
  const groups = groupCounts(counts);
  const shown = statusGroups.filter(group => groups[group] > 0);
  const total = shown.reduce((sum, group) => sum + groups[group], 0);
  const words = shown.map(
    group =>
      `${t(`campaign.groups.${group}`)}: ${format.format(groups[group])}`,
  );
  return (
    <Box>
      <Tooltip title={words.join(' · ')}>
        <Box
          role="img"
          aria-label={`${t('campaign.statusLabel')}: ${words.join(', ')}`}
          sx={{
            display: 'flex',
            gap: '2px',
            height: legend ? 12 : 8,
            borderRadius: 1,
            overflow: 'hidden',
            minWidth: 120,
          }}
        >
          {total === 0 && (
            <Box sx={{ flex: 1, backgroundColor: colors.waiting }} />
          )}
          {shown.map(group => (
            <Box
              key={group}
              sx={{
                flexGrow: groups[group],
                minWidth: 3,
                backgroundColor: colors[group],
              }}
            />
          ))}
        </Box>
      </Tooltip>
      {legend && (
        <Box
          aria-hidden
          sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mt: 1 }}
        >
          {shown.map(group => (
            <Typography
              key={group}
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
                  backgroundColor: colors[group],
                }}
              />
              {t(`campaign.groups.${group}`)}
              <Box component="span" sx={{ color: 'text.primary' }}>
                {format.format(groups[group])}
              </Box>
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}
