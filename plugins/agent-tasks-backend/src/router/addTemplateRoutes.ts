import { agentTaskTemplateReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { requirePermission } from '../permissions/requirePermission';
import type { EndpointMap } from '../schema/openapi.generated';
import type { TemplateService } from '../templates/TemplateService';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/templates`. */
export function addTemplateRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    permissions: PermissionsService;
    readCaller: ReadCaller;
    templates: TemplateService;
  },
): void {
  const { permissions, readCaller, templates } = options;

  router.get('/v1/templates', async (req, res) => {
    const { credentials, actor } = await readCaller(req);
    await requirePermission(
      permissions,
      agentTaskTemplateReadPermission,
      credentials,
    );
    const items = await templates.list({
      ...req.query,
      credentials,
      requester: actor,
    });
    res.json({ items });
  });

  router.get('/v1/templates/:namespace/:name/versions', async (req, res) => {
    const { credentials } = await readCaller(req);
    await requirePermission(
      permissions,
      agentTaskTemplateReadPermission,
      credentials,
    );
    const { namespace, name } = req.params;
    const items = await templates.versions(`${namespace}/${name}`, {
      credentials,
    });
    res.json({ items });
  });
}
