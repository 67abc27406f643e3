import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaignRouteRef } from '../../routes';
import { Section } from '../CampaignPage/Section';
import {
  TargetFields,
  WaveFields,
  WhatFields,
  WorkSentence,
  wrongAt,
  wrongCondition,
} from '../WorkFields';
import { PlanDraft, requestOf } from './plan';

/** Characters, as the contract has it. */
const TITLE_LENGTH = 200;

/** A campaign in four parts: what, where, in which steps, and in a sentence. */
export function PlanForm(props: { initial: PlanDraft; campaignId?: string }) {
  const { initial, campaignId } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const edit = (change: Partial<PlanDraft>) =>
    setDraft(current => ({ ...current, ...change }));

  const wrong = wrongAt(reasons);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRunning(true);
    try {
      const request = requestOf(draft);
      const campaign = await (campaignId
        ? api.planCampaign(campaignId, request)
        : api.createCampaign(request));
      navigate(campaignLink({ id: campaign.id }));
    } catch (error) {
      setReasons(reasonsOf(error as Error));
      setRunning(false);
    }
  };

  return (
    <Stack
      component="form"
      spacing={2}
      onSubmit={submit}
      sx={{ maxWidth: 960 }}
    >
      <Section title={t('planner.what')}>
        <WhatFields
          draft={draft}
          titleLength={TITLE_LENGTH}
          wrong={wrong}
          onEdit={edit}
        >
          <TextField
            size="small"
            type="date"
            label={t('planner.due')}
            helperText={wrong('dueAt')}
            error={wrong('dueAt') !== undefined}
            value={draft.due}
            InputLabelProps={{ shrink: true }}
            onChange={event => edit({ due: event.target.value })}
          />
        </WhatFields>
      </Section>
      <Section title={t('planner.targets')}>
        <TargetFields draft={draft} wrong={wrong} onEdit={edit} />
      </Section>
      <Section title={t('planner.waves')}>
        <WaveFields draft={draft} wrong={wrong} onEdit={edit} />
      </Section>
      <Section title={t('planner.summary')}>
        <WorkSentence draft={draft} />
        {reasons.length > 0 && (
          <ReasonsList title={t('planner.refused')} reasons={reasons} />
        )}
        <Stack direction="row" spacing={2} alignItems="center" sx={{ mt: 2 }}>
          <Button
            type="submit"
            variant="contained"
            disabled={
              running || !draft.template || wrongCondition(draft) !== undefined
            }
          >
            {t('planner.submit')}
          </Button>
          <Typography variant="body2" color="text.secondary">
            {t(
              draft.template
                ? 'planner.nothingStarts'
                : 'planner.templateMissing',
            )}
          </Typography>
        </Stack>
      </Section>
    </Stack>
  );
}
