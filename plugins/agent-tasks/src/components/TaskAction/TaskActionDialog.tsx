import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, ReasonField } from '../AskDialog';
import type { PlainActionName } from './PlainActionName';
import { RetryParameters } from './RetryParameters';
import { TaskNames } from './TaskNames';
import { useRunTaskAction } from './useRunTaskAction';
import { useSkippedReasons } from './useSkippedReasons';
import { useSplitByPermission } from './useSplitByPermission';

/** Whether the attempt has left something that the next one can go on with. */
function hasOpenPull({ pullRequest }: AgentTask): boolean {
  return pullRequest?.state === 'open' || pullRequest?.state === 'draft';
}

/** Says what retrying or withdrawing will do to these tasks, asks once, does it. */
export function TaskActionDialog(props: {
  action: PlainActionName;
  tasks: AgentTask[];
  onClose(): void;
  onDone(): void;
}) {
  const { action, tasks, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [goesOn, setGoesOn] = useState(false);
  const { split, error } = useSplitByPermission(tasks, action);
  const { run, running, outcomes } = useRunTaskAction(action);
  const [parameters, setParameters] = useState<JsonObject>();
  const editing = parameters !== undefined;
  const formId = useId();
  const reasons =
    outcomes?.flatMap(outcome =>
      tasks.length === 1
        ? outcome.reasons
        : outcome.reasons.map(item => ({
            ...item,
            message: `${outcome.task.title}: ${item.message}`,
          })),
    ) ?? [];
  // what is filled in wrongly is corrected and tried again
  const finished = outcomes !== undefined && !running && !editing;
  const able = split?.able.length ?? 0;
  const skipped = useSkippedReasons(split?.unable ?? []);

  const confirm = async () => {
    const done = await run(split!.able, task => ({
      ...(reason.trim() && { reason: reason.trim() }),
      ...(goesOn && hasOpenPull(task) && { mode: 'continue' as const }),
      ...(editing && { parameters }),
    }));
    onDone();
    if (done.every(outcome => outcome.reasons.length === 0)) {
      notify(t(`action.${action}.done`, { count: done.length }));
      onClose();
    }
  };

  return (
    <AskDialog
      title={
        split && able === 0 && tasks.length > 1
          ? t(`action.${action}.none`, { value: String(tasks.length) })
          : t(`action.${action}.title`, { count: tasks.length })
      }
      running={running}
      cancel={
        finished || (split && able === 0)
          ? t('action.close')
          : t('action.cancel')
      }
      onClose={onClose}
      confirm={
        !finished && able > 0
          ? {
              label:
                tasks.length === 1
                  ? t(`action.${action}.button`)
                  : t(`action.${action}.confirm`, { count: able }),
              ...(editing
                ? { type: 'submit', form: formId }
                : { onClick: () => void confirm() }),
            }
          : undefined
      }
    >
      {error && <ReasonsList reasons={reasonsOf(error)} />}
      {!split && !error && <LinearProgress />}
      {split && !finished && (
        <>
          {able > 0 && (
            <div>
              <Typography variant="body2" gutterBottom>
                {t(`action.${action}.does`, { count: able })}
              </Typography>
              {tasks.length > 1 && <TaskNames tasks={split.able} />}
            </div>
          )}
          {split.unable.length > 0 && (
            <ReasonsList
              severity="warning"
              title={t('action.skipped', { count: split.unable.length })}
              reasons={skipped}
            />
          )}
          {action === 'retry' && split.able.some(hasOpenPull) && (
            <FormControlLabel
              sx={{ alignItems: 'flex-start' }}
              componentsProps={{ typography: { variant: 'body2' } }}
              control={
                <Checkbox
                  size="small"
                  sx={{ py: 0, pl: 0 }}
                  checked={goesOn}
                  onChange={(_, checked) => setGoesOn(checked)}
                  disabled={running}
                />
              }
              label={t('action.retry.goOn', {
                count: split.able.filter(hasOpenPull).length,
              })}
            />
          )}
          {action === 'retry' &&
            tasks.length === 1 &&
            split.able[0]?.template && (
              <RetryParameters
                formId={formId}
                task={split.able[0]}
                values={parameters}
                reasons={reasons}
                disabled={running}
                onChange={setParameters}
                onSubmit={() => void confirm()}
              />
            )}
          {able > 0 && (
            <ReasonField
              label={t('action.reason.label')}
              helperText={t('action.reason.help')}
              value={reason}
              onChange={setReason}
              disabled={running}
            />
          )}
        </>
      )}
      {running && (
        <LinearProgress
          variant="determinate"
          value={(100 * (outcomes?.length ?? 0)) / able}
        />
      )}
      {!running && reasons.length > 0 && (
        <ReasonsList
          title={t(`action.${action}.refused`, {
            count: outcomes!.filter(outcome => outcome.reasons.length > 0)
              .length,
          })}
          reasons={reasons}
        />
      )}
    </AskDialog>
  );
}
