import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, ReasonField } from '../AskDialog';
import { TaskNames } from '../TaskAction/TaskNames';
import { useSkippedReasons } from '../TaskAction/useSkippedReasons';
import { useSplitByPermission } from '../TaskAction/useSplitByPermission';
import { parseGitHubTaskId } from './parseGitHubTaskId';
import { Resolution, ResolveChoice } from './ResolveChoice';
import { ResolveResults } from './ResolveResults';
import { useResolve } from './useResolve';

/** Asks what became of launches whose outcome stayed unknown, and acts on it. */
export function ResolveDialog(props: {
  tasks: AgentTask[];
  onClose(): void;
  onDone(): void;
}) {
  const { tasks, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const notify = useNotify();
  const [resolution, setResolution] = useState<Resolution>();
  const [link, setLink] = useState('');
  const [reason, setReason] = useState('');
  const { split, error } = useSplitByPermission(tasks, 'resolve');
  const skipped = useSkippedReasons(split?.unable ?? []);
  const { run, running, results, refusal } = useResolve();
  const able = split?.able ?? [];
  const ready =
    resolution &&
    (resolution !== 'mark-launched' || parseGitHubTaskId(link) !== undefined);

  const confirm = async () => {
    if (!ready) {
      return;
    }
    const done = await run({
      tasks: able,
      resolution,
      link,
      reason: reason.trim(),
    });
    if (!done) {
      return;
    }
    onDone();
    if (done.every(result => result.resolved)) {
      notify(t('action.resolve.done', { count: done.length }));
      onClose();
    }
  };

  return (
    <AskDialog
      title={t('action.resolve.title', { count: tasks.length })}
      running={running}
      cancel={
        results || (split && able.length === 0)
          ? t('action.close')
          : t('action.cancel')
      }
      onClose={onClose}
      confirm={
        !results && able.length > 0
          ? {
              label: resolution
                ? t(`action.resolve.ways.${resolution}.confirm`, {
                    count: able.length,
                  })
                : t('action.resolve.button'),
              onClick: () => void confirm(),
              disabled: !ready,
            }
          : undefined
      }
    >
      {error && <ReasonsList reasons={reasonsOf(error)} />}
      {(running || (!split && !error)) && <LinearProgress />}
      {results && <ResolveResults tasks={tasks} results={results} />}
      {split && !results && (
        <>
          {able.length > 0 && (
            <Typography variant="body2">
              {t('action.resolve.what', { count: able.length })}
            </Typography>
          )}
          {tasks.length > 1 && able.length > 0 && <TaskNames tasks={able} />}
          {skipped.length > 0 && (
            <ReasonsList
              severity="warning"
              title={t('action.skipped', { count: split.unable.length })}
              reasons={skipped}
            />
          )}
          {able.length > 0 && (
            <>
              <ResolveChoice
                tasks={able}
                chosen={resolution}
                link={link}
                disabled={running}
                onChoose={setResolution}
                onLink={setLink}
              />
              <ReasonField
                label={t('action.reason.label')}
                helperText={t('action.reason.help')}
                value={reason}
                onChange={setReason}
                disabled={running}
              />
            </>
          )}
        </>
      )}
      {refusal && <ReasonsList reasons={refusal} />}
    </AskDialog>
  );
}
