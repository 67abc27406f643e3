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
import { useNotify } from '../../hooks/useNotify';
import { scheduleRouteRef } from '../../routes';
import { Section } from '../CampaignPage/Section';
import { CronText } from '../Cron';
import {
  TargetFields,
  WaveFields,
  WhatFields,
  WorkSentence,
  Wrong,
  wrongAt,
  wrongCondition,
} from '../WorkFields';
import { RuleFields } from './RuleFields';
import { requestOf, ScheduleDraft } from './scheduleDraft';
import { TimesFields } from './TimesFields';

/** Characters, as the contract has it. */
const TITLE_LENGTH = 150;

const newKey = () => `portal:${crypto.randomUUID()}`;

/** A schedule in parts: what, when, where, in which steps, and the rules. */
export function ScheduleForm(props: {
  initial: ScheduleDraft;
  scheduleId?: string;
}) {
  const { initial, scheduleId } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const scheduleLink = useRouteRef(scheduleRouteRef);
  const navigate = useNavigate();
  const notify = useNotify();
  const [draft, setDraft] = useState(initial);
  const [idempotencyKey, setIdempotencyKey] = useState(newKey);
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const mode = scheduleId ? 'edit' : 'create';

  const edit = (change: Partial<ScheduleDraft>) => {
    setDraft(current => ({ ...current, ...change }));
    // what was sent before an answer was lost was another schedule
    setIdempotencyKey(newKey);
  };
  const editTimes = (change: Partial<ScheduleDraft>) => {
    edit(change);
    // they are judged while one types
    setReasons(current =>
      current.filter(({ field }) => !field?.startsWith('times.')),
    );
  };
  const wrong = wrongAt(reasons);
  const wrongWork: Wrong = (field, below) =>
    wrong(`work.${field}`, below) ?? wrong(field, below);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRunning(true);
    try {
      const request = requestOf(draft);
      const schedule = await (scheduleId
        ? api.changeSchedule(scheduleId, request)
        : api.createSchedule({ ...request, idempotencyKey }));
      notify(t(scheduleId ? 'scheduleForm.changed' : 'scheduleForm.created'));
      navigate(scheduleLink({ id: schedule.id }));
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
          wrong={wrongWork}
          onEdit={edit}
        >
          <TextField
            size="small"
            type="number"
            label={t('scheduleForm.dueAfter')}
            helperText={wrongWork('dueAfterHours')}
            error={wrongWork('dueAfterHours') !== undefined}
            value={draft.dueAfter}
            inputProps={{ min: 1, max: 8760 }}
            onChange={event => edit({ dueAfter: event.target.value })}
          />
        </WhatFields>
      </Section>
      <Section title={t('scheduleForm.when')}>
        <TimesFields draft={draft} wrong={wrong} onEdit={editTimes} />
      </Section>
      <Section title={t('planner.targets')}>
        <TargetFields draft={draft} wrong={wrongWork} onEdit={edit} />
      </Section>
      <Section title={t('planner.waves')}>
        <WaveFields draft={draft} wrong={wrongWork} onEdit={edit} />
      </Section>
      <Section title={t('scheduleForm.rules')}>
        <RuleFields
          draft={draft}
          wrong={wrong}
          withEnabled={mode === 'create' || !initial.enabled}
          onEdit={edit}
        />
      </Section>
      <Section title={t('planner.summary')}>
        <WorkSentence draft={draft} />
        <Typography component="div" sx={{ mb: 1 }}>
          <CronText cron={draft.cron} timeZone={draft.timeZone} />
        </Typography>
        {reasons.length > 0 && (
          <ReasonsList title={t('scheduleForm.refused')} reasons={reasons} />
        )}
        <Stack direction="row" spacing={2} alignItems="center" sx={{ mt: 2 }}>
          <Button
            type="submit"
            variant="contained"
            disabled={
              running || !draft.template || wrongCondition(draft) !== undefined
            }
          >
            {t(`scheduleForm.submit.${mode}`)}
          </Button>
          <Typography variant="body2" color="text.secondary">
            {t(
              draft.template
                ? 'scheduleForm.answers'
                : 'scheduleForm.templateMissing',
            )}
          </Typography>
        </Stack>
      </Section>
    </Stack>
  );
}
