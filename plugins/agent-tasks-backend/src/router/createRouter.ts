import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import express from 'express';
import type { AuditService } from '../audit/AuditService';
import type { AuditTrail } from '../audit/AuditTrail';
import type { AuthorizedBypass } from '../bypass/AuthorizedBypass';
import type { AuthorizedCampaigns } from '../campaigns/AuthorizedCampaigns';
import type { AuthorizedSchedules } from '../schedules/AuthorizedSchedules';
import type { IdentityHealth } from '../identities/IdentityHealth';
import type { AuthorizedProvenance } from '../provenance/AuthorizedProvenance';
import { EndpointMap, spec } from '../schema/openapi.generated';
import type { TaskService } from '../tasks/TaskService';
import type { TemplateLifeCycle } from '../templates/TemplateLifeCycle';
import type { TemplateService } from '../templates/TemplateService';
import { addAuditRoutes } from './addAuditRoutes';
import { addBypassRoutes } from './addBypassRoutes';
import { addCampaignRoutes } from './addCampaignRoutes';
import { addApprovalRoutes } from './addApprovalRoutes';
import { addIdentityRoutes } from './addIdentityRoutes';
import { addProvenanceRoutes } from './addProvenanceRoutes';
import { addScheduleRoutes } from './addScheduleRoutes';
import { addTaskRoutes } from './addTaskRoutes';
import { addTemplateRoutes } from './addTemplateRoutes';
import { auditRefusedReads } from './auditRefusedReads';
import { createAudited } from './audited';
import { errorBody, unknownRoute } from './errorBody';
import { createReadCaller } from './readCaller';
import { refuseHidden } from './refuseHidden';

// a prompt of the largest length that can be configured, in any script
const BODY_LIMIT = '1mb';

/** The REST API of the contract. */
export function createRouter(options: {
  audit: Pick<AuditService, 'list' | 'verify' | 'export'>;
  auditor: AuditorService;
  bypass: Pick<AuthorizedBypass, 'list' | 'adopt' | 'excuse'>;
  campaigns: AuthorizedCampaigns;
  schedules: AuthorizedSchedules;
  httpAuth: HttpAuthService;
  identityHealth: Pick<IdentityHealth, 'list'>;
  lifeCycle: TemplateLifeCycle;
  logger: LoggerService;
  permissions: PermissionsService;
  provenance: Pick<AuthorizedProvenance, 'page' | 'rows'>;
  tasks: TaskService;
  templates: TemplateService;
  trail: Pick<AuditTrail, 'refused'>;
  userInfo: UserInfoService;
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
  const readCaller = createReadCaller(options.httpAuth, options.userInfo);
  const audited = createAudited({ ...options, readCaller });
  addTaskRoutes(router, { audited, readCaller, tasks: options.tasks });
  addApprovalRoutes(router, { audited, readCaller, tasks: options.tasks });
  addTemplateRoutes(router, { ...options, audited, readCaller });
  addIdentityRoutes(router, { ...options, readCaller });
  addAuditRoutes(router, { ...options, readCaller });
  addProvenanceRoutes(router, { ...options, readCaller });
  addBypassRoutes(router, { ...options, audited, readCaller });
  addCampaignRoutes(router, { ...options, audited, readCaller });
  addScheduleRoutes(router, { ...options, audited, readCaller });
  router.use(unknownRoute());
  router.use(auditRefusedReads({ ...options, readCaller }));
  router.use(errorBody(options));
  return router;
}
