import type {
  AgentTaskTemplate,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { Draft, textOptions } from './draft';

/** Ticket, and the options that the template decides unless somebody says. */
export function TaskOptions(props: {
  idPrefix: string;
  template: AgentTaskTemplate;
  draft: Draft;
  ticketReasons: Reason[];
  onEdit(change: Partial<Draft>): void;
}) {
  const { idPrefix, template, draft, ticketReasons, onEdit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [open, setOpen] = useState(
    textOptions.some(name => draft[name] !== ''),
  );
  const required = Boolean(template.ticketRequired);
  return (
    <Stack spacing={2} sx={{ mt: 3 }}>
      <TextField
        id={`${idPrefix}-ticket`}
        label={t('start.options.ticket')}
        value={draft.ticket}
        required={required}
        error={ticketReasons.length > 0}
        helperText={
          ticketReasons.map(reason => reason.message).join(' ') ||
          t(
            required
              ? 'start.options.ticketRequired'
              : 'start.options.ticketOptional',
          )
        }
        inputProps={{ maxLength: 200 }}
        onChange={event => onEdit({ ticket: event.target.value })}
        fullWidth
      />
      <div>
        <Button
          size="small"
          aria-expanded={open}
          endIcon={
            <ExpandMoreIcon
              sx={{ transform: open ? 'rotate(180deg)' : undefined }}
            />
          }
          onClick={() => setOpen(!open)}
          sx={{ textTransform: 'none', ml: -0.5 }}
        >
          {t('start.options.more')}
        </Button>
        <Collapse in={open} unmountOnExit>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              pt: 2,
              gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr 1fr' },
            }}
          >
            {textOptions.map(name => (
              <TextField
                key={name}
                id={`${idPrefix}-${name}`}
                label={t(`start.options.${name}`)}
                value={draft[name]}
                placeholder={template[name]}
                helperText={
                  template[name]
                    ? t('start.options.fromTemplate', { value: template[name] })
                    : t('start.options.default')
                }
                onChange={event => onEdit({ [name]: event.target.value })}
                size="small"
                InputLabelProps={{ shrink: true }}
              />
            ))}
          </Box>
          <FormControlLabel
            sx={{ mt: 1.5 }}
            control={
              <Switch
                checked={draft.createPullRequest}
                onChange={(_, createPullRequest) =>
                  onEdit({ createPullRequest })
                }
              />
            }
            label={t('start.options.createPullRequest')}
          />
        </Collapse>
      </div>
    </Stack>
  );
}
