import {
  agentTasksTranslationRef,
  useAgentTaskTemplates,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import type { WorkDraft } from './work';
import { WorkParameters } from './WorkParameters';
import type { Wrong } from './wrongAt';

/** What is done, and who answers for it. */
export function WhatFields(props: {
  draft: WorkDraft;
  /** Most characters of the title. */
  titleLength: number;
  wrong: Wrong;
  onEdit(change: Partial<WorkDraft>): void;
  /** The field that says until when. */
  children: ReactNode;
}) {
  const { draft, titleLength, wrong, onEdit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value: templates } = useAgentTaskTemplates({});
  const template = templates?.find(({ ref }) => ref === draft.template);
  return (
    <Stack spacing={2}>
      <TextField
        size="small"
        required
        label={t('planner.name')}
        helperText={wrong('title')}
        error={wrong('title') !== undefined}
        value={draft.title}
        inputProps={{ maxLength: titleLength }}
        onChange={event => onEdit({ title: event.target.value })}
      />
      <TextField
        size="small"
        multiline
        minRows={2}
        label={t('planner.description')}
        helperText={wrong('description')}
        error={wrong('description') !== undefined}
        value={draft.description}
        inputProps={{ maxLength: 2000 }}
        onChange={event => onEdit({ description: event.target.value })}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        <TextField
          size="small"
          required
          label={t('planner.owner')}
          helperText={wrong('owner') ?? t('planner.ownerHelp')}
          error={wrong('owner') !== undefined}
          value={draft.owner}
          onChange={event => onEdit({ owner: event.target.value })}
        />
        <TextField
          select
          size="small"
          required
          label={t('planner.template')}
          helperText={wrong('template') ?? template?.description}
          error={wrong('template') !== undefined}
          // the choice is there once it can be shown
          value={template ? draft.template : ''}
          onChange={event =>
            onEdit({ template: event.target.value, parameters: {} })
          }
        >
          {(templates ?? []).map(({ ref, title, version }) => (
            <MenuItem key={ref} value={ref}>
              {title} {version}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          size="small"
          required={template?.ticketRequired ?? false}
          label={t('planner.ticket')}
          helperText={wrong('ticket')}
          error={wrong('ticket') !== undefined}
          value={draft.ticket}
          onChange={event => onEdit({ ticket: event.target.value })}
        />
        {props.children}
      </Box>
      {template && (
        <WorkParameters
          template={template}
          wrong={wrong}
          values={draft.parameters}
          onChange={parameters => onEdit({ parameters })}
        />
      )}
    </Stack>
  );
}
