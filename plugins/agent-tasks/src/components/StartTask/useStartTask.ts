import type {
  AgentTaskPreview,
  AgentTaskTemplate,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { Draft, newDraft, requestOf } from './draft';

/** What the broker thinks of the draft. */
export type Check = {
  state: 'checking' | 'allowed' | 'needs-approval' | 'refused' | 'unanswered';
  reasons: Reason[];
  preview?: AgentTaskPreview;
  /** What was checked; a later change makes its reasons old. */
  draft: Draft;
};

/**
 * The journey of one dialog. What was typed is kept for each template and
 * through every failure; one idempotency key serves the whole dialog, so that
 * sending again after a lost answer can not start two tasks.
 */
export function useStartTask(entityRef: string | undefined) {
  const api = useApi(agentTasksApiRef);
  const [idempotencyKey] = useState(() => `portal:${crypto.randomUUID()}`);
  const [template, setTemplate] = useState<AgentTaskTemplate>();
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [edited, setEdited] = useState(false);
  const [check, setCheck] = useState<Check>();
  const [submitting, setSubmitting] = useState(false);
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const draftKey = template && `${entityRef} ${template.ref}`;
  const draft = template ? drafts[draftKey!] ?? newDraft(template) : undefined;

  const settle = (error: unknown, checked: Draft): Check => {
    const { statusCode = 0 } = error as { statusCode?: number };
    const refused = statusCode >= 400 && statusCode < 500;
    return {
      state: refused ? 'refused' : 'unanswered',
      reasons: reasonsOf(error as Error),
      draft: checked,
    };
  };

  const runCheck = async () => {
    if (!template || !entityRef || !draft) {
      return;
    }
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setCheck({ state: 'checking', reasons: [], draft });
    let next: Check;
    try {
      const preview = await api.previewTask(
        requestOf(template, entityRef, draft),
        { signal: controller.signal },
      );
      const states = {
        allow: 'allowed',
        'needs-approval': 'needs-approval',
        deny: 'refused',
      } as const;
      next = {
        state: states[preview.decision.result],
        reasons: preview.decision.reasons,
        preview,
        draft,
      };
    } catch (error) {
      next = settle(error, draft);
    }
    if (!controller.signal.aborted) {
      setCheck(next);
    }
  };

  /** Sends the task; answers its id, or nothing where it was not taken. */
  const submit = async (): Promise<string | undefined> => {
    if (!template || !entityRef || !draft) {
      return undefined;
    }
    setSubmitting(true);
    try {
      const task = await api.submitTask({
        ...requestOf(template, entityRef, draft),
        idempotencyKey,
      });
      return task.id;
    } catch (error) {
      setCheck(current => ({
        ...settle(error, draft),
        preview: current?.preview,
      }));
      return undefined;
    } finally {
      setSubmitting(false);
    }
  };

  return {
    template,
    draft,
    edited,
    check,
    submitting,
    runCheck,
    submit,
    choose(next: AgentTaskTemplate) {
      setTemplate(next);
      setCheck(undefined);
    },
    edit(change: Partial<Draft>) {
      if (template && draft) {
        setEdited(true);
        setDrafts({ ...drafts, [draftKey!]: { ...draft, ...change } });
      }
    },
  };
}

/** See {@link useStartTask}. */
export type StartTask = ReturnType<typeof useStartTask>;
