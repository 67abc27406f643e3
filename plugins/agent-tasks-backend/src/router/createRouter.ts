import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import express from 'express';
import type { AuditTrail } from '../audit/AuditTrail';
import type { IdentityHealth } from '../identities/IdentityHealth';
import { EndpointMap, spec } from '../schema/openapi.generated';
import type { TaskService } from '../tasks/TaskService';
import type { TemplateService } from '../templates/TemplateService';
import { addIdentityRoutes } from './addIdentityRoutes';
import { addTaskRoutes } from './addTaskRoutes';
import { addTemplateRoutes } from './addTemplateRoutes';
import { createAudited } from './audited';
import { errorBody, unknownRoute } from './errorBody';
import { createReadCaller } from './readCaller';
import { refuseHidden } from './refuseHidden';

// a prompt of the largest length that can be configured, in any script
const BODY_LIMIT = '1mb';

/** The REST API of the contract. */
export function createRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  identityHealth: Pick<IdentityHealth, 'list'>;
  logger: LoggerService;
  permissions: PermissionsService;
  tasks: TaskService;
  templates: TemplateService;
  trail: Pick<AuditTrail, 'refused'>;
}): express.Router {
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<EndpointMap>(
      // the generator writes the contract as a literal, deeper than the
      // document's type can say
      structuredClone(spec) as never,
      {
        middleware: [express.json({ limit: BODY_LIMIT })],
        validatorOptions: {
          validateRequests: {
            allErrors: true,
            allowUnknownQueryParameters: false,
            coerceTypes: false,
          },
        },
      },
    );
  router.use(refuseHidden());
  const readCaller = createReadCaller(options.httpAuth);
  addTaskRoutes(router, {
    audited: createAudited({ ...options, readCaller }),
    readCaller,
    tasks: options.tasks,
  });
  addTemplateRoutes(router, { ...options, readCaller });
  addIdentityRoutes(router, { ...options, readCaller });
  router.use(unknownRoute());
  router.use(errorBody(options));
  return router;
}
