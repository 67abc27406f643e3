import type { EventsService } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { createHmac } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';

/** Topic of the events that carry an end of the chain. */
export const AUDIT_ANCHORED_TOPIC = 'agent-tasks.audit.anchored';

const WEBHOOK_TIMEOUT_MS = 10_000;

/** An end of the chain, as it is told. */
export type Anchor = JsonObject & {
  position: number;
  hash: string;
  /** When it was taken, ISO 8601. */
  at: string;
};

/** A place outside of the database that keeps ends of the chain. */
export type AnchorTarget = {
  name: 'event' | 'file' | 'webhook';
  /** Throws where it may not have arrived; then it is told again. */
  tell(anchor: Anchor): Promise<void>;
};

/** The targets that are configured or installed. */
export function createAnchorTargets(options: {
  anchors: AgentTasksConfig['audit']['anchors'];
  events?: EventsService;
}): AnchorTarget[] {
  const { anchors, events } = options;
  const { file, webhook } = anchors;
  const targets: AnchorTarget[] = [];
  if (events) {
    targets.push({
      name: 'event',
      tell: anchor =>
        events.publish({ topic: AUDIT_ANCHORED_TOPIC, eventPayload: anchor }),
    });
  }
  if (file !== undefined) {
    targets.push({
      name: 'file',
      tell: anchor => appendFile(file, `${JSON.stringify(anchor)}\n`, 'utf8'),
    });
  }
  if (webhook) {
    targets.push({ name: 'webhook', tell: anchor => post(webhook, anchor) });
  }
  return targets;
}

async function post(
  webhook: { url: string; secret?: string },
  anchor: Anchor,
): Promise<void> {
  const body = JSON.stringify(anchor);
  const { url, secret } = webhook;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && {
        'x-agent-tasks-signature-256': `sha256=${createHmac('sha256', secret)
          .update(body)
          .digest('hex')}`,
      }),
    },
    body,
    // a signature is meant for the configured receiver alone
    redirect: 'error',
    signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) {
    throw new Error(`The webhook answered ${response.status}`);
  }
}
