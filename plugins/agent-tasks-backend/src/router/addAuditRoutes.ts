import { agentTaskAuditReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AuditService } from '../audit/AuditService';
import type { AuditTrail } from '../audit/AuditTrail';
import { requirePermission } from '../permissions/requirePermission';
import type { EndpointMap } from '../schema/openapi.generated';
import type { ReadCaller } from './readCaller';

type Verb = 'list' | 'verify' | 'export';

/** Routes of `/v1/audit-events`. Who reads the trail is told to the auditor. */
export function addAuditRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    audit: Pick<AuditService, Verb>;
    auditor: AuditorService;
    permissions: PermissionsService;
    readCaller: ReadCaller;
    trail: Pick<AuditTrail, 'refused'>;
  },
): void {
  const { audit, auditor, permissions, readCaller, trail } = options;

  async function asReader<T>(
    request: Parameters<ReadCaller>[0],
    verb: Verb,
    read: () => Promise<T>,
  ): Promise<T> {
    const caller = await readCaller(request);
    const event = await auditor.createEvent({
      eventId: `audit-${verb}`,
      request: request as Parameters<
        AuditorService['createEvent']
      >[0]['request'],
      severityLevel: verb === 'export' ? 'medium' : 'low',
    });
    try {
      await requirePermission(
        permissions,
        agentTaskAuditReadPermission,
        caller.credentials,
      );
      const result = await read();
      await event.success();
      return result;
    } catch (error) {
      await trail.refused(error, {
        action: `audit.${verb}`,
        actor: caller.actor,
        requestId: caller.requestId,
      });
      await event.fail({
        error: isError(error) ? error : new ForwardedError('Failed', error),
      });
      throw error;
    }
  }

  router.get('/v1/audit-events', async (req, res) => {
    res.json(await asReader(req, 'list', () => audit.list(req.query)));
  });

  router.get('/v1/audit-events/verify', async (req, res) => {
    res.json(await asReader(req, 'verify', () => audit.verify(req.query)));
  });

  router.get('/v1/audit-events/export', async (req, res) => {
    await asReader(req, 'export', async () =>
      send(res as unknown as Response, await audit.export(req.query)),
    );
  });
}

async function send(
  res: Response,
  lines: AsyncIterable<string>,
): Promise<void> {
  res.status(200);
  res.type('application/x-ndjson');
  res.set(
    'content-disposition',
    'attachment; filename="agent-tasks-audit.jsonl"',
  );
  res.set('cache-control', 'no-store');
  await pipeline(Readable.from(lines), res);
}
