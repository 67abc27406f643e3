import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { EntityPicker } from './EntityPicker';
import { TemplateCards } from './TemplateCards';

/** First step: for which component, from which template. */
export function ChooseStep(props: {
  /** Whether the dialog was opened from the component's own page. */
  fixedEntity: boolean;
  entityRef?: string;
  templates: {
    value?: AgentTaskTemplate[];
    error?: Error;
    loading: boolean;
    retry(): void;
  };
  chosen?: AgentTaskTemplate;
  onEntity(entityRef: string | undefined): void;
  onChoose(template: AgentTaskTemplate): void;
}) {
  const { fixedEntity, entityRef, templates, chosen } = props;
  const { onEntity, onChoose } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [all, setAll] = useState(false);
  const items = templates.value ?? [];
  const fitting = items.filter(item => item.fits || item.ref === chosen?.ref);
  const others = items.filter(item => !fitting.includes(item));
  return (
    <Stack spacing={3}>
      {!fixedEntity && <EntityPicker value={entityRef} onChange={onEntity} />}
      {templates.error && (
        <LoadFailure error={templates.error} onTryAgain={templates.retry} />
      )}
      {templates.loading && !templates.value && (
        <Box role="status" aria-label={t('start.choose.loading')}>
          <Skeleton variant="rounded" height={112} sx={{ mb: 1.5 }} />
          <Skeleton variant="rounded" height={112} />
        </Box>
      )}
      {templates.value && items.length === 0 && (
        <Typography color="text.secondary">{t('start.choose.none')}</Typography>
      )}
      {fitting.length > 0 && (
        <TemplateCards
          label={t('start.choose.label')}
          templates={fitting}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      {templates.value && items.length > 0 && fitting.length === 0 && (
        <Typography color="text.secondary">
          {t('start.choose.noneFits')}
        </Typography>
      )}
      {others.length > 0 && !all && (
        <Button
          size="small"
          onClick={() => setAll(true)}
          sx={{ alignSelf: 'flex-start' }}
        >
          {t('start.choose.others', { count: others.length })}
        </Button>
      )}
      {others.length > 0 && all && (
        <TemplateCards
          label={t('start.choose.othersLabel')}
          templates={others}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
    </Stack>
  );
}
