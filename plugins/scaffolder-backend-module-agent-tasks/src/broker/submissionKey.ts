import { createHash } from 'node:crypto';
import type { SubmitTaskRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/**
 * Idempotency key of a submission: the scaffolder task, its step, and the
 * request. A step that is run again finds its task again. The request is part of
 * it because the iterations of an `each` share one step; the same request twice
 * within one step is one task.
 */
export function submissionKey(
  ctx: { task: { id: string }; step?: { id?: string } },
  request: SubmitTaskRequest,
): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(request)))
    .digest('hex');
  // The broker takes up to 255 characters.
  const step = (ctx.step?.id ?? 'step').slice(0, 120);
  return `scaffolder:${ctx.task.id}:${step}:${digest.slice(0, 24)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => [key, sorted(entry)]),
    );
  }
  return value;
}
