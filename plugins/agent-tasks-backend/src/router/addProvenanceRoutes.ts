import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { AuthorizedProvenance } from '../provenance/AuthorizedProvenance';
import { sendExport } from '../exports/sendExport';
import { csvColumns, toCsvRecords } from '../provenance/toCsvRecords';
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
    await sendExport(
      { req, res },
      {
        auditor,
        eventId: 'provenance-export',
        meta: { question },
        fileName: 'provenance',
        format,
        csv: { columns: csvColumns, toRecords: toCsvRecords },
        rows: async () => provenance.rows(question, await readCaller(req)),
      },
    );
  });
}
