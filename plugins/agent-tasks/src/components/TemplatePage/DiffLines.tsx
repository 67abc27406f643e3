import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import { visuallyHidden } from '../visuallyHidden';
import type { DiffPart } from './compareVersions';

const marks = { added: '+', removed: '−', unchanged: ' ' } as const;

/** A comparison line by line; a sign and a word tell what a colour shows. */
export function DiffLines(props: { parts: DiffPart[] }) {
  const { parts } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      component="pre"
      tabIndex={0}
      aria-label={t('template.diff.title')}
      sx={{
        m: 0,
        py: 1,
        borderRadius: 1,
        border: 1,
        borderColor: 'divider',
        fontSize: '0.8125rem',
        lineHeight: 1.6,
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      }}
    >
      {parts.map(({ kind, lines }, index) =>
        kind === 'skipped' ? (
          <Box
            key={index}
            sx={{
              px: 1.5,
              my: 0.5,
              color: 'text.secondary',
              backgroundColor: 'action.hover',
              fontFamily: theme => theme.typography.fontFamily,
            }}
          >
            {t('template.diff.skipped', { count: lines.length })}
          </Box>
        ) : (
          <Box
            key={index}
            sx={{
              backgroundColor: theme =>
                kind === 'unchanged'
                  ? 'transparent'
                  : alpha(
                      theme.palette[kind === 'added' ? 'success' : 'error']
                        .main,
                      0.14,
                    ),
            }}
          >
            {kind !== 'unchanged' && (
              <span style={visuallyHidden}>{t(`template.diff.${kind}`)}:</span>
            )}
            {lines.map((line, at) => (
              <Box key={at} sx={{ display: 'flex', px: 1.5 }}>
                <Box
                  component="span"
                  aria-hidden
                  sx={{ width: '1.5em', flexShrink: 0, userSelect: 'none' }}
                >
                  {marks[kind]}
                </Box>
                <span>{line || ' '}</span>
              </Box>
            ))}
          </Box>
        ),
      )}
    </Box>
  );
}
