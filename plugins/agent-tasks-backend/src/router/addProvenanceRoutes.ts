import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { AuthorizedProvenance } from '../provenance/AuthorizedProvenance';
import { exportProvenance, exportTypes } from '../provenance/exportProvenance';
import type { EndpointMap } from '../schema/openapi.generated';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/provenance`. */
export function addProvenanceRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    auditor: AuditorService;
    provenance: Pick<AuthorizedProvenance, 'page' | 'rows'>;
    readCaller: ReadCaller;
  },
): void {
  const { auditor, provenance, readCaller } = options;

  router.get('/v1/provenance', async (req, res) => {
    res.json(await provenance.page(req.query, await readCaller(req)));
  });

  router.get('/v1/provenance/export', async (req, res) => {
    const { format, ...question } = req.query;
    const event = await auditor.createEvent({
      eventId: 'provenance-export',
      request: req as Parameters<AuditorService['createEvent']>[0]['request'],
      meta: { format, question },
    });
    try {
      const rows = await provenance.rows(question, await readCaller(req));
      res.status(200);
      res.setHeader('content-type', exportTypes[format]);
      res.setHeader(
        'content-disposition',
        `attachment; filename="provenance.${format}"`,
      );
      await exportProvenance(rows, format, res);
      await event.success();
    } catch (error) {
      await event.fail({ error: error as Error });
      // a reader that went away, or an answer that was broken off
      if (!res.headersSent) {
        throw error;
      }
    }
  });
}
