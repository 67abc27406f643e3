import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { TemplateStatusChip } from '../TemplatesPage/TemplateStatusChip';
import { TemplateHistory } from './TemplateHistory';

/** Templates to choose one of; arrow keys move between them. */
export function TemplateCards(props: {
  label: string;
  templates: AgentTaskTemplate[];
  chosen?: AgentTaskTemplate;
  onChoose(template: AgentTaskTemplate): void;
}) {
  const { label, templates, chosen, onChoose } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const group = useId();
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Typography component="legend" variant="subtitle2" sx={{ p: 0, mb: 1 }}>
        {label}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        {templates.map(template => {
          const selected = template.ref === chosen?.ref;
          return (
            <Box
              component="label"
              key={template.ref}
              sx={{
                display: 'flex',
                gap: 1,
                p: 1.5,
                pr: 2,
                border: 1,
                borderRadius: 1,
                cursor: 'pointer',
                borderColor: selected ? 'primary.main' : 'divider',
                boxShadow: theme =>
                  selected ? `0 0 0 1px ${theme.palette.primary.main}` : 'none',
                '&:hover': { backgroundColor: 'action.hover' },
                '&:focus-within': {
                  outline: theme => `2px solid ${theme.palette.primary.main}`,
                  outlineOffset: 2,
                },
              }}
            >
              <Radio
                size="small"
                name={group}
                value={template.ref}
                checked={selected}
                onChange={() => onChoose(template)}
                inputProps={{ 'aria-label': template.title }}
                sx={{ p: 0.25, alignSelf: 'flex-start' }}
              />
              <Box
                sx={{ minWidth: 0, display: 'flex', flexDirection: 'column' }}
              >
                <Typography sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
                  {template.title}{' '}
                  <Box
                    component="span"
                    sx={{
                      color: 'text.secondary',
                      fontWeight: 400,
                      fontSize: '0.8125rem',
                    }}
                  >
                    {template.version}
                  </Box>
                </Typography>
                {template.status !== 'approved' && (
                  <TemplateStatusChip status={template.status} />
                )}
                {template.description && (
                  <Typography
                    variant="body2"
                    color="text.secondary"
                    sx={{
                      display: '-webkit-box',
                      WebkitBoxOrient: 'vertical',
                      WebkitLineClamp: 3,
                      overflow: 'hidden',
                    }}
                  >
                    {template.description}
                  </Typography>
                )}
                <Box
                  sx={{
                    mt: 'auto',
                    pt: 1,
                    display: 'flex',
                    flexWrap: 'wrap',
                    columnGap: 1.5,
                    fontSize: '0.8125rem',
                    color: 'text.secondary',
                  }}
                >
                  <TemplateHistory history={template.history} />
                  {template.owner && (
                    <span>
                      {t('start.choose.by')}{' '}
                      <EntityDisplayName
                        entityRef={template.owner}
                        hideIcon
                        disableTooltip
                      />
                    </span>
                  )}
                </Box>
              </Box>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
