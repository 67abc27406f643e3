import { agentTaskIdentityReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { IdentityHealth } from '../identities/IdentityHealth';
import { requirePermission } from '../permissions/requirePermission';
import type { EndpointMap } from '../schema/openapi.generated';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/identities`. */
export function addIdentityRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    identityHealth: Pick<IdentityHealth, 'list'>;
    permissions: PermissionsService;
    readCaller: ReadCaller;
  },
): void {
  const { identityHealth, permissions, readCaller } = options;

  router.get('/v1/identities', async (req, res) => {
    const { credentials } = await readCaller(req);
    await requirePermission(
      permissions,
      agentTaskIdentityReadPermission,
      credentials,
    );
    res.json({ items: await identityHealth.list() });
  });
}
