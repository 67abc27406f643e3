import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { AuthorizedBypass } from '../bypass/AuthorizedBypass';
import type { EndpointMap } from '../schema/openapi.generated';
import type { Audited } from './audited';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/bypass-findings`. */
export function addBypassRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    audited: Audited;
    bypass: Pick<AuthorizedBypass, 'list' | 'adopt' | 'excuse'>;
    readCaller: ReadCaller;
  },
): void {
  const { audited, bypass, readCaller } = options;

  router.get('/v1/bypass-findings', async (req, res) => {
    res.json(await bypass.list(req.query, await readCaller(req)));
  });

  router.post('/v1/bypass-findings/:id/adopt', async (req, res) => {
    const { id } = req.params;
    const { taskId } = req.body;
    const finding = await audited(
      req,
      { subject: 'bypass', verb: 'adopt', taskId, meta: { findingId: id } },
      async caller => ({ result: await bypass.adopt(id, req.body, caller) }),
    );
    res.json(finding);
  });

  router.post('/v1/bypass-findings/:id/excuse', async (req, res) => {
    const { id } = req.params;
    const finding = await audited(
      req,
      { subject: 'bypass', verb: 'excuse', meta: { findingId: id } },
      async caller => ({ result: await bypass.excuse(id, req.body, caller) }),
    );
    res.json(finding);
  });
}
