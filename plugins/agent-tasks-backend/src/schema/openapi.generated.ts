// Generated from plugins/agent-tasks-backend/src/schema/openapi.yaml by `yarn generate:openapi`.
/* eslint-disable */

import type { paths } from '@agent-tasks/backstage-plugin-agent-tasks-common';

type Operation<P extends keyof paths, M extends keyof paths[P]> = paths[P][M];
type Parameters<
  P extends keyof paths,
  M extends keyof paths[P],
  K extends string,
> = Operation<P, M> extends { parameters: infer A }
  ? K extends keyof A
    ? [A[K]] extends [undefined]
      ? Record<string, never>
      : NonNullable<A[K]>
    : Record<string, never>
  : never;
type Body<P extends keyof paths, M extends keyof paths[P]> = Operation<
  P,
  M
> extends { requestBody?: { content: { 'application/json': infer B } } }
  ? B
  : never;
type Response<P extends keyof paths, M extends keyof paths[P]> = Operation<
  P,
  M
> extends { responses: infer R }
  ? {
      [S in keyof R]: R[S] extends { content: { 'application/json': infer B } }
        ? B
        : never;
    }[keyof R]
  : never;

/** The routes of the contract, in the shape that the validated router takes. */
export type EndpointMap = {
  '#get|/v1/tasks': {
    path: Parameters<'/v1/tasks', 'get', 'path'>;
    query: Parameters<'/v1/tasks', 'get', 'query'>;
    response: Response<'/v1/tasks', 'get'>;
  };
  '#post|/v1/tasks': {
    path: Parameters<'/v1/tasks', 'post', 'path'>;
    query: Parameters<'/v1/tasks', 'post', 'query'>;
    body: Body<'/v1/tasks', 'post'>;
    response: Response<'/v1/tasks', 'post'>;
  };
  '#get|/v1/tasks/facets': {
    path: Parameters<'/v1/tasks/facets', 'get', 'path'>;
    query: Parameters<'/v1/tasks/facets', 'get', 'query'>;
    response: Response<'/v1/tasks/facets', 'get'>;
  };
  '#post|/v1/tasks/resolve': {
    path: Parameters<'/v1/tasks/resolve', 'post', 'path'>;
    query: Parameters<'/v1/tasks/resolve', 'post', 'query'>;
    body: Body<'/v1/tasks/resolve', 'post'>;
    response: Response<'/v1/tasks/resolve', 'post'>;
  };
  '#get|/v1/tasks/{id}': {
    path: Parameters<'/v1/tasks/{id}', 'get', 'path'>;
    query: Parameters<'/v1/tasks/{id}', 'get', 'query'>;
    response: Response<'/v1/tasks/{id}', 'get'>;
  };
  '#post|/v1/tasks/{id}/retry': {
    path: Parameters<'/v1/tasks/{id}/retry', 'post', 'path'>;
    query: Parameters<'/v1/tasks/{id}/retry', 'post', 'query'>;
    body: Body<'/v1/tasks/{id}/retry', 'post'>;
    response: Response<'/v1/tasks/{id}/retry', 'post'>;
  };
  '#post|/v1/tasks/{id}/withdraw': {
    path: Parameters<'/v1/tasks/{id}/withdraw', 'post', 'path'>;
    query: Parameters<'/v1/tasks/{id}/withdraw', 'post', 'query'>;
    body: Body<'/v1/tasks/{id}/withdraw', 'post'>;
    response: Response<'/v1/tasks/{id}/withdraw', 'post'>;
  };
  '#post|/v1/tasks/{id}/follow-up': {
    path: Parameters<'/v1/tasks/{id}/follow-up', 'post', 'path'>;
    query: Parameters<'/v1/tasks/{id}/follow-up', 'post', 'query'>;
    body: Body<'/v1/tasks/{id}/follow-up', 'post'>;
    response: Response<'/v1/tasks/{id}/follow-up', 'post'>;
  };
  '#post|/v1/tasks/{id}/attend': {
    path: Parameters<'/v1/tasks/{id}/attend', 'post', 'path'>;
    query: Parameters<'/v1/tasks/{id}/attend', 'post', 'query'>;
    body: Body<'/v1/tasks/{id}/attend', 'post'>;
    response: Response<'/v1/tasks/{id}/attend', 'post'>;
  };
  '#post|/v1/tasks/{id}/approve': {
    path: Parameters<'/v1/tasks/{id}/approve', 'post', 'path'>;
    query: Parameters<'/v1/tasks/{id}/approve', 'post', 'query'>;
    body: Body<'/v1/tasks/{id}/approve', 'post'>;
    response: Response<'/v1/tasks/{id}/approve', 'post'>;
  };
  '#post|/v1/tasks/{id}/reject': {
    path: Parameters<'/v1/tasks/{id}/reject', 'post', 'path'>;
    query: Parameters<'/v1/tasks/{id}/reject', 'post', 'query'>;
    body: Body<'/v1/tasks/{id}/reject', 'post'>;
    response: Response<'/v1/tasks/{id}/reject', 'post'>;
  };
  '#get|/v1/approvals': {
    path: Parameters<'/v1/approvals', 'get', 'path'>;
    query: Parameters<'/v1/approvals', 'get', 'query'>;
    response: Response<'/v1/approvals', 'get'>;
  };
  '#get|/v1/templates': {
    path: Parameters<'/v1/templates', 'get', 'path'>;
    query: Parameters<'/v1/templates', 'get', 'query'>;
    response: Response<'/v1/templates', 'get'>;
  };
  '#get|/v1/templates/{namespace}/{name}/versions': {
    path: Parameters<
      '/v1/templates/{namespace}/{name}/versions',
      'get',
      'path'
    >;
    query: Parameters<
      '/v1/templates/{namespace}/{name}/versions',
      'get',
      'query'
    >;
    response: Response<'/v1/templates/{namespace}/{name}/versions', 'get'>;
  };
  '#post|/v1/templates/{namespace}/{name}/versions/{digest}/promote': {
    path: Parameters<
      '/v1/templates/{namespace}/{name}/versions/{digest}/promote',
      'post',
      'path'
    >;
    query: Parameters<
      '/v1/templates/{namespace}/{name}/versions/{digest}/promote',
      'post',
      'query'
    >;
    body: Body<
      '/v1/templates/{namespace}/{name}/versions/{digest}/promote',
      'post'
    >;
    response: Response<
      '/v1/templates/{namespace}/{name}/versions/{digest}/promote',
      'post'
    >;
  };
  '#post|/v1/templates/{namespace}/{name}/versions/{digest}/deprecate': {
    path: Parameters<
      '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate',
      'post',
      'path'
    >;
    query: Parameters<
      '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate',
      'post',
      'query'
    >;
    body: Body<
      '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate',
      'post'
    >;
    response: Response<
      '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate',
      'post'
    >;
  };
  '#post|/v1/templates/{namespace}/{name}/versions/{digest}/revoke': {
    path: Parameters<
      '/v1/templates/{namespace}/{name}/versions/{digest}/revoke',
      'post',
      'path'
    >;
    query: Parameters<
      '/v1/templates/{namespace}/{name}/versions/{digest}/revoke',
      'post',
      'query'
    >;
    body: Body<
      '/v1/templates/{namespace}/{name}/versions/{digest}/revoke',
      'post'
    >;
    response: Response<
      '/v1/templates/{namespace}/{name}/versions/{digest}/revoke',
      'post'
    >;
  };
  '#get|/v1/templates/{namespace}/{name}/drift': {
    path: Parameters<'/v1/templates/{namespace}/{name}/drift', 'get', 'path'>;
    query: Parameters<'/v1/templates/{namespace}/{name}/drift', 'get', 'query'>;
    response: Response<'/v1/templates/{namespace}/{name}/drift', 'get'>;
  };
  '#get|/v1/identities': {
    path: Parameters<'/v1/identities', 'get', 'path'>;
    query: Parameters<'/v1/identities', 'get', 'query'>;
    response: Response<'/v1/identities', 'get'>;
  };
  '#get|/v1/audit-events': {
    path: Parameters<'/v1/audit-events', 'get', 'path'>;
    query: Parameters<'/v1/audit-events', 'get', 'query'>;
    response: Response<'/v1/audit-events', 'get'>;
  };
  '#get|/v1/audit-events/verify': {
    path: Parameters<'/v1/audit-events/verify', 'get', 'path'>;
    query: Parameters<'/v1/audit-events/verify', 'get', 'query'>;
    response: Response<'/v1/audit-events/verify', 'get'>;
  };
  '#get|/v1/audit-events/export': {
    path: Parameters<'/v1/audit-events/export', 'get', 'path'>;
    query: Parameters<'/v1/audit-events/export', 'get', 'query'>;
    response: Response<'/v1/audit-events/export', 'get'>;
  };
  '#get|/v1/provenance': {
    path: Parameters<'/v1/provenance', 'get', 'path'>;
    query: Parameters<'/v1/provenance', 'get', 'query'>;
    response: Response<'/v1/provenance', 'get'>;
  };
  '#get|/v1/provenance/export': {
    path: Parameters<'/v1/provenance/export', 'get', 'path'>;
    query: Parameters<'/v1/provenance/export', 'get', 'query'>;
    response: Response<'/v1/provenance/export', 'get'>;
  };
  '#get|/v1/bypass-findings': {
    path: Parameters<'/v1/bypass-findings', 'get', 'path'>;
    query: Parameters<'/v1/bypass-findings', 'get', 'query'>;
    response: Response<'/v1/bypass-findings', 'get'>;
  };
  '#post|/v1/bypass-findings/{id}/adopt': {
    path: Parameters<'/v1/bypass-findings/{id}/adopt', 'post', 'path'>;
    query: Parameters<'/v1/bypass-findings/{id}/adopt', 'post', 'query'>;
    body: Body<'/v1/bypass-findings/{id}/adopt', 'post'>;
    response: Response<'/v1/bypass-findings/{id}/adopt', 'post'>;
  };
  '#post|/v1/bypass-findings/{id}/excuse': {
    path: Parameters<'/v1/bypass-findings/{id}/excuse', 'post', 'path'>;
    query: Parameters<'/v1/bypass-findings/{id}/excuse', 'post', 'query'>;
    body: Body<'/v1/bypass-findings/{id}/excuse', 'post'>;
    response: Response<'/v1/bypass-findings/{id}/excuse', 'post'>;
  };
  '#get|/v1/campaigns': {
    path: Parameters<'/v1/campaigns', 'get', 'path'>;
    query: Parameters<'/v1/campaigns', 'get', 'query'>;
    response: Response<'/v1/campaigns', 'get'>;
  };
  '#post|/v1/campaigns': {
    path: Parameters<'/v1/campaigns', 'post', 'path'>;
    query: Parameters<'/v1/campaigns', 'post', 'query'>;
    body: Body<'/v1/campaigns', 'post'>;
    response: Response<'/v1/campaigns', 'post'>;
  };
  '#get|/v1/campaign-shares': {
    path: Parameters<'/v1/campaign-shares', 'get', 'path'>;
    query: Parameters<'/v1/campaign-shares', 'get', 'query'>;
    response: Response<'/v1/campaign-shares', 'get'>;
  };
  '#get|/v1/campaigns/{id}': {
    path: Parameters<'/v1/campaigns/{id}', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}', 'get'>;
  };
  '#put|/v1/campaigns/{id}': {
    path: Parameters<'/v1/campaigns/{id}', 'put', 'path'>;
    query: Parameters<'/v1/campaigns/{id}', 'put', 'query'>;
    body: Body<'/v1/campaigns/{id}', 'put'>;
    response: Response<'/v1/campaigns/{id}', 'put'>;
  };
  '#_delete|/v1/campaigns/{id}': {
    path: Parameters<'/v1/campaigns/{id}', 'delete', 'path'>;
    query: Parameters<'/v1/campaigns/{id}', 'delete', 'query'>;
    response: Response<'/v1/campaigns/{id}', 'delete'>;
  };
  '#get|/v1/campaigns/{id}/targets': {
    path: Parameters<'/v1/campaigns/{id}/targets', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/targets', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}/targets', 'get'>;
  };
  '#get|/v1/campaigns/{id}/export': {
    path: Parameters<'/v1/campaigns/{id}/export', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/export', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}/export', 'get'>;
  };
  '#get|/v1/campaigns/{id}/changes': {
    path: Parameters<'/v1/campaigns/{id}/changes', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/changes', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}/changes', 'get'>;
  };
  '#get|/v1/campaigns/{id}/targets/{targetId}': {
    path: Parameters<'/v1/campaigns/{id}/targets/{targetId}', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/targets/{targetId}', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}/targets/{targetId}', 'get'>;
  };
  '#post|/v1/campaigns/{id}/targets/{targetId}/defer': {
    path: Parameters<
      '/v1/campaigns/{id}/targets/{targetId}/defer',
      'post',
      'path'
    >;
    query: Parameters<
      '/v1/campaigns/{id}/targets/{targetId}/defer',
      'post',
      'query'
    >;
    body: Body<'/v1/campaigns/{id}/targets/{targetId}/defer', 'post'>;
    response: Response<'/v1/campaigns/{id}/targets/{targetId}/defer', 'post'>;
  };
  '#post|/v1/campaigns/{id}/targets/{targetId}/opt-out': {
    path: Parameters<
      '/v1/campaigns/{id}/targets/{targetId}/opt-out',
      'post',
      'path'
    >;
    query: Parameters<
      '/v1/campaigns/{id}/targets/{targetId}/opt-out',
      'post',
      'query'
    >;
    body: Body<'/v1/campaigns/{id}/targets/{targetId}/opt-out', 'post'>;
    response: Response<'/v1/campaigns/{id}/targets/{targetId}/opt-out', 'post'>;
  };
  '#post|/v1/campaigns/{id}/targets/{targetId}/take-back': {
    path: Parameters<
      '/v1/campaigns/{id}/targets/{targetId}/take-back',
      'post',
      'path'
    >;
    query: Parameters<
      '/v1/campaigns/{id}/targets/{targetId}/take-back',
      'post',
      'query'
    >;
    response: Response<
      '/v1/campaigns/{id}/targets/{targetId}/take-back',
      'post'
    >;
  };
  '#post|/v1/campaigns/{id}/targets/exclude': {
    path: Parameters<'/v1/campaigns/{id}/targets/exclude', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/targets/exclude', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/targets/exclude', 'post'>;
    response: Response<'/v1/campaigns/{id}/targets/exclude', 'post'>;
  };
  '#post|/v1/campaigns/{id}/targets/include': {
    path: Parameters<'/v1/campaigns/{id}/targets/include', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/targets/include', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/targets/include', 'post'>;
    response: Response<'/v1/campaigns/{id}/targets/include', 'post'>;
  };
  '#post|/v1/campaigns/{id}/extend': {
    path: Parameters<'/v1/campaigns/{id}/extend', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/extend', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/extend', 'post'>;
    response: Response<'/v1/campaigns/{id}/extend', 'post'>;
  };
  '#post|/v1/campaigns/{id}/version': {
    path: Parameters<'/v1/campaigns/{id}/version', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/version', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/version', 'post'>;
    response: Response<'/v1/campaigns/{id}/version', 'post'>;
  };
  '#post|/v1/campaigns/{id}/start': {
    path: Parameters<'/v1/campaigns/{id}/start', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/start', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/start', 'post'>;
    response: Response<'/v1/campaigns/{id}/start', 'post'>;
  };
  '#post|/v1/campaigns/{id}/pause': {
    path: Parameters<'/v1/campaigns/{id}/pause', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/pause', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/pause', 'post'>;
    response: Response<'/v1/campaigns/{id}/pause', 'post'>;
  };
  '#post|/v1/campaigns/{id}/resume': {
    path: Parameters<'/v1/campaigns/{id}/resume', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/resume', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/resume', 'post'>;
    response: Response<'/v1/campaigns/{id}/resume', 'post'>;
  };
  '#post|/v1/campaigns/{id}/stop': {
    path: Parameters<'/v1/campaigns/{id}/stop', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/stop', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/stop', 'post'>;
    response: Response<'/v1/campaigns/{id}/stop', 'post'>;
  };
  '#post|/v1/campaigns/{id}/gate': {
    path: Parameters<'/v1/campaigns/{id}/gate', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/gate', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/gate', 'post'>;
    response: Response<'/v1/campaigns/{id}/gate', 'post'>;
  };
  '#post|/v1/campaigns/{id}/recall': {
    path: Parameters<'/v1/campaigns/{id}/recall', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/recall', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/recall', 'post'>;
    response: Response<'/v1/campaigns/{id}/recall', 'post'>;
  };
  '#post|/v1/campaigns/{id}/retry': {
    path: Parameters<'/v1/campaigns/{id}/retry', 'post', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/retry', 'post', 'query'>;
    body: Body<'/v1/campaigns/{id}/retry', 'post'>;
    response: Response<'/v1/campaigns/{id}/retry', 'post'>;
  };
  '#get|/v1/campaigns/{id}/reviewers': {
    path: Parameters<'/v1/campaigns/{id}/reviewers', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/reviewers', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}/reviewers', 'get'>;
  };
  '#get|/v1/campaigns/{id}/progress': {
    path: Parameters<'/v1/campaigns/{id}/progress', 'get', 'path'>;
    query: Parameters<'/v1/campaigns/{id}/progress', 'get', 'query'>;
    response: Response<'/v1/campaigns/{id}/progress', 'get'>;
  };
  '#get|/v1/schedules': {
    path: Parameters<'/v1/schedules', 'get', 'path'>;
    query: Parameters<'/v1/schedules', 'get', 'query'>;
    response: Response<'/v1/schedules', 'get'>;
  };
  '#post|/v1/schedules': {
    path: Parameters<'/v1/schedules', 'post', 'path'>;
    query: Parameters<'/v1/schedules', 'post', 'query'>;
    body: Body<'/v1/schedules', 'post'>;
    response: Response<'/v1/schedules', 'post'>;
  };
  '#post|/v1/schedules/next-runs': {
    path: Parameters<'/v1/schedules/next-runs', 'post', 'path'>;
    query: Parameters<'/v1/schedules/next-runs', 'post', 'query'>;
    body: Body<'/v1/schedules/next-runs', 'post'>;
    response: Response<'/v1/schedules/next-runs', 'post'>;
  };
  '#get|/v1/schedules/{id}': {
    path: Parameters<'/v1/schedules/{id}', 'get', 'path'>;
    query: Parameters<'/v1/schedules/{id}', 'get', 'query'>;
    response: Response<'/v1/schedules/{id}', 'get'>;
  };
  '#put|/v1/schedules/{id}': {
    path: Parameters<'/v1/schedules/{id}', 'put', 'path'>;
    query: Parameters<'/v1/schedules/{id}', 'put', 'query'>;
    body: Body<'/v1/schedules/{id}', 'put'>;
    response: Response<'/v1/schedules/{id}', 'put'>;
  };
  '#_delete|/v1/schedules/{id}': {
    path: Parameters<'/v1/schedules/{id}', 'delete', 'path'>;
    query: Parameters<'/v1/schedules/{id}', 'delete', 'query'>;
    response: Response<'/v1/schedules/{id}', 'delete'>;
  };
  '#post|/v1/schedules/{id}/enable': {
    path: Parameters<'/v1/schedules/{id}/enable', 'post', 'path'>;
    query: Parameters<'/v1/schedules/{id}/enable', 'post', 'query'>;
    body: Body<'/v1/schedules/{id}/enable', 'post'>;
    response: Response<'/v1/schedules/{id}/enable', 'post'>;
  };
  '#post|/v1/schedules/{id}/disable': {
    path: Parameters<'/v1/schedules/{id}/disable', 'post', 'path'>;
    query: Parameters<'/v1/schedules/{id}/disable', 'post', 'query'>;
    body: Body<'/v1/schedules/{id}/disable', 'post'>;
    response: Response<'/v1/schedules/{id}/disable', 'post'>;
  };
  '#get|/v1/schedules/{id}/runs': {
    path: Parameters<'/v1/schedules/{id}/runs', 'get', 'path'>;
    query: Parameters<'/v1/schedules/{id}/runs', 'get', 'query'>;
    response: Response<'/v1/schedules/{id}/runs', 'get'>;
  };
  '#post|/v1/schedules/{id}/runs': {
    path: Parameters<'/v1/schedules/{id}/runs', 'post', 'path'>;
    query: Parameters<'/v1/schedules/{id}/runs', 'post', 'query'>;
    body: Body<'/v1/schedules/{id}/runs', 'post'>;
    response: Response<'/v1/schedules/{id}/runs', 'post'>;
  };
};

/** The contract itself, for request validation and `/openapi.json`. */
export const spec = {
  openapi: '3.0.3',
  info: {
    title: 'agent-tasks',
    version: '1',
    description:
      "The governed broker between the developer portal and GitHub's Agent Tasks API. Every refusal is an error with all of its reasons.",
    license: {
      name: 'Apache-2.0',
      url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/v1/tasks': {
      get: {
        operationId: 'listTasks',
        tags: ['Task'],
        description:
          'Lists the tasks that the caller may read, newest first unless sorted otherwise. Filters of one name are alternatives, filters of different names all apply. Pages are cursors: stable while rows are added.',
        parameters: [
          { $ref: '#/components/parameters/entityRef' },
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/tier' },
          { $ref: '#/components/parameters/repository' },
          { $ref: '#/components/parameters/template' },
          { $ref: '#/components/parameters/phase' },
          { $ref: '#/components/parameters/phaseWithinDays' },
          { $ref: '#/components/parameters/launchState' },
          { $ref: '#/components/parameters/agentState' },
          { $ref: '#/components/parameters/templateDigest' },
          { $ref: '#/components/parameters/drift' },
          { $ref: '#/components/parameters/text' },
          {
            name: 'waitsFor',
            in: 'query',
            description: 'What the task waits for, as it was seen last.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/WaitKind' },
            },
          },
          {
            name: 'reviewer',
            in: 'query',
            description:
              'Login, or team as `organization/team`, whose review is asked for.',
            schema: { type: 'array', items: { type: 'string' } },
          },
          {
            name: 'sort',
            in: 'query',
            description:
              'Field and direction. `attention` puts what waits for a person first, then what runs, then the rest, each newest first. `review` puts the highest tier first, and of it what has waited longest.',
            schema: {
              type: 'string',
              enum: [
                '-createdAt',
                'createdAt',
                '-phaseSince',
                'phaseSince',
                'title',
                '-title',
                'attention',
                'review',
              ],
            },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 100; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            allowReserved: true,
            description: '`nextCursor` or `prevCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of tasks',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
      post: {
        operationId: 'submitTask',
        tags: ['Task'],
        description:
          'Submits a task. With `dryRun` nothing is stored: the answer is what would be submitted, with the rendered prompt and the decision. A repeated `idempotencyKey` of the same caller answers the earlier task.',
        parameters: [{ $ref: '#/components/parameters/requesterToken' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/SubmitTaskRequest' },
            },
          },
        },
        responses: {
          '200': {
            description:
              'The earlier task of a repeated key, or the preview of a dry run',
            content: {
              'application/json': {
                schema: {
                  anyOf: [
                    { $ref: '#/components/schemas/TaskDetail' },
                    { $ref: '#/components/schemas/TaskPreview' },
                  ],
                },
              },
            },
          },
          '201': {
            description: 'The new task',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/facets': {
      get: {
        operationId: 'getTaskFacets',
        tags: ['Task'],
        description:
          'Counts for the filters of the list, each facet counted without its own filter, and the figures that a page shows on top.',
        parameters: [
          { $ref: '#/components/parameters/entityRef' },
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/tier' },
          { $ref: '#/components/parameters/repository' },
          { $ref: '#/components/parameters/template' },
          { $ref: '#/components/parameters/phase' },
          { $ref: '#/components/parameters/phaseWithinDays' },
          { $ref: '#/components/parameters/templateDigest' },
          { $ref: '#/components/parameters/drift' },
          { $ref: '#/components/parameters/text' },
        ],
        responses: {
          '200': {
            description: 'Facets and figures',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskFacets' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/resolve': {
      post: {
        operationId: 'resolveTasks',
        tags: ['Task'],
        description:
          'Decides about launches whose outcome stayed unknown, one or many: `relaunch` starts them again, which may run the work twice; `mark-launched` takes a task that a person has found on GitHub; and `give-up` ends them as failed. Every task gets a result of its own.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ResolveTasksRequest' },
            },
          },
        },
        responses: {
          '200': {
            description:
              'What became of each task, in the order of the request',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/ResolveTaskResult' },
                    },
                  },
                },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}': {
      get: {
        operationId: 'getTask',
        tags: ['Task'],
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description:
              'The task with its attempts, prompt, decision and timeline',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}/retry': {
      post: {
        operationId: 'retryTask',
        tags: ['Task'],
        description:
          'Queues a new attempt of a task that failed, was cancelled, timed out or ended without change. Policy is evaluated again.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          { $ref: '#/components/parameters/requesterToken' },
        ],
        requestBody: {
          required: false,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  reason: { type: 'string', maxLength: 1000 },
                  mode: {
                    type: 'string',
                    enum: ['same', 'other-model', 'continue'],
                    description:
                      '`same` sends the request again; `other-model` with the next fallback model of the template; `continue` goes on with the pull request that the attempt has left open. As the failure suggests unless given: another model where the model is not available, else the same.',
                  },
                  parameters: {
                    type: 'object',
                    additionalProperties: true,
                    description:
                      'Other parameters for the template, all of them. The prompt is rendered again from the version that the task was made from, with the entity as it is now; who had to approve the earlier prompt has to approve this one. Earlier attempts keep theirs.',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The task, queued again',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}/withdraw': {
      post: {
        operationId: 'withdrawTask',
        tags: ['Task'],
        description:
          'Withdraws a task that has not been sent to GitHub. GitHub has no call that stops a task once it was accepted.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: false,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: { reason: { type: 'string', maxLength: 1000 } },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The task, withdrawn',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}/follow-up': {
      post: {
        operationId: 'followUpTask',
        tags: ['Task'],
        description:
          'Starts a new attempt in which the agent goes on with the open pull request: corrects what its checks or its review found. Policy is evaluated again.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          { $ref: '#/components/parameters/requesterToken' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['kind'],
                additionalProperties: false,
                properties: {
                  kind: { $ref: '#/components/schemas/FollowUpKind' },
                  reason: { type: 'string', maxLength: 1000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The task, queued again',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}/attend': {
      post: {
        operationId: 'attendTask',
        tags: ['Task'],
        description:
          'Says that somebody looks after a task that waits: `acknowledge` puts the next notice off by the service level, `snooze` until a time, and `take-over` makes the caller the one whose step it is.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/AttendTaskRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The task, looked after',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}/approve': {
      post: {
        operationId: 'approveTask',
        tags: ['Approval'],
        description:
          'Agrees that a task is launched with exactly the prompt of the digest. Queues it where nobody else has to agree. The requester is refused, and so is who is not among the approvers that policy names.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ApproveTaskRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The task, queued, or waiting for the next approval',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/tasks/{id}/reject': {
      post: {
        operationId: 'rejectTask',
        tags: ['Approval'],
        description:
          'Ends a task that waits for approval. One approver is enough.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RejectTaskRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The task, rejected',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/approvals': {
      get: {
        operationId: 'listApprovals',
        tags: ['Approval'],
        description:
          'Tasks that wait for approval and that the caller may read, those that have waited longest first. Pages are cursors.',
        parameters: [
          {
            name: 'for',
            in: 'query',
            description:
              '`me` (unless given) is what the caller may approve and has not approved yet; `groups` what the caller or a group of theirs is asked for, their own tasks included; `all` every one.',
            schema: { type: 'string', enum: ['me', 'groups', 'all'] },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 100; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            allowReserved: true,
            description: '`nextCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of tasks, each with its `approval`',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ApprovalPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/templates': {
      get: {
        operationId: 'listTemplates',
        tags: ['Template'],
        description:
          'Templates of the catalog that the caller may read, with their history. With `entityRef`, those that fit the entity come first and carry the values that its metadata prefills.',
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            allowReserved: true,
            schema: { type: 'string' },
          },
          {
            name: 'type',
            in: 'query',
            description: 'Templates alone unless given.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/TemplateType' },
            },
          },
        ],
        responses: {
          '200': {
            description: 'Templates',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Template' },
                    },
                  },
                },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/templates/{namespace}/{name}/versions': {
      get: {
        operationId: 'listTemplateVersions',
        tags: ['Template'],
        description:
          'Every content of the template that was seen, newest first, with where it stands, how it came there, and what the caller may do about it.',
        parameters: [
          {
            name: 'namespace',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          {
            name: 'name',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'Versions',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/TemplateVersion' },
                    },
                  },
                },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/templates/{namespace}/{name}/versions/{digest}/promote': {
      post: {
        operationId: 'promoteTemplateVersion',
        tags: ['Template'],
        description:
          'Approves a draft, or takes a deprecation back: new tasks launch with it. With four eyes configured, somebody else than the author of the last change has to do it.',
        parameters: [
          {
            name: 'namespace',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          {
            name: 'name',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          { $ref: '#/components/parameters/digest' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/TemplateStatusRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version, approved',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TemplateVersion' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate': {
      post: {
        operationId: 'deprecateTemplateVersion',
        tags: ['Template'],
        description:
          'Marks an approved version as one that is on its way out. It launches still, and says so.',
        parameters: [
          {
            name: 'namespace',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          {
            name: 'name',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          { $ref: '#/components/parameters/digest' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/TemplateStatusRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version, deprecated',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TemplateVersion' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/templates/{namespace}/{name}/versions/{digest}/revoke': {
      post: {
        operationId: 'revokeTemplateVersion',
        tags: ['Template'],
        description:
          'Takes a version back for good. What is queued with it is withdrawn, what was sent is counted: GitHub has no call that stops a task.',
        parameters: [
          {
            name: 'namespace',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          {
            name: 'name',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          { $ref: '#/components/parameters/digest' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/TemplateStatusRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was withdrawn, and what is beyond reach',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TemplateRevocation' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/templates/{namespace}/{name}/drift': {
      get: {
        operationId: 'getTemplateDrift',
        tags: ['Template'],
        description:
          'How many of the tasks that the caller may read were made from the words that the catalog has now, and how far those got that were not. Each task that is running, open or merged is counted once.',
        parameters: [
          {
            name: 'namespace',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
          {
            name: 'name',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'Counts',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TemplateDriftCounts' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/identities': {
      get: {
        operationId: 'listIdentities',
        tags: ['Identity'],
        description: 'Health of the automation identities, without secrets.',
        responses: {
          '200': {
            description: 'Identities',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Identity' },
                    },
                  },
                },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/audit-events': {
      get: {
        operationId: 'listAuditEvents',
        tags: ['Audit'],
        description:
          'The audit trail, newest first: every change and every refusal. All filters apply, each compares the whole value. Pages are cursors.',
        parameters: [
          {
            name: 'actor',
            in: 'query',
            allowReserved: true,
            description:
              'Who has acted: an entity reference, or a subject such as `plugin:agent-tasks`.',
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'onBehalfOf',
            in: 'query',
            allowReserved: true,
            description: 'For whom a service or a schedule has acted.',
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'action',
            in: 'query',
            description: 'Such as `task.submit`.',
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'result',
            in: 'query',
            schema: { $ref: '#/components/schemas/AuditResult' },
          },
          {
            name: 'taskId',
            in: 'query',
            schema: { type: 'string', format: 'uuid' },
          },
          {
            name: 'entityRef',
            in: 'query',
            allowReserved: true,
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'repository',
            in: 'query',
            allowReserved: true,
            description:
              '`owner/name` or `host/owner/name`, in upper or lower case.',
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'templateDigest',
            in: 'query',
            allowReserved: true,
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'ticket',
            in: 'query',
            allowReserved: true,
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'identity',
            in: 'query',
            description: 'Id of an identity.',
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'from',
            in: 'query',
            allowReserved: true,
            description: 'Not before.',
            schema: { type: 'string', format: 'date-time' },
          },
          {
            name: 'to',
            in: 'query',
            allowReserved: true,
            description: 'Before.',
            schema: { type: 'string', format: 'date-time' },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'Events a page, 1 to 100; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            allowReserved: true,
            description: '`nextCursor` or `prevCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of events',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditEventPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/audit-events/verify': {
      get: {
        operationId: 'verifyAuditEvents',
        tags: ['Audit'],
        description:
          'Checks the hash chain up to the first event that breaks it, and compares it with its anchors. A long chain is checked in stretches: where the answer is not `complete`, ask again with `after` as the position up to which it was checked.',
        parameters: [
          {
            name: 'after',
            in: 'query',
            description:
              'Position after which the check begins, whose hash is taken for granted; the beginning of the chain unless given.',
            schema: { type: 'integer', minimum: 0 },
          },
          {
            name: 'limit',
            in: 'query',
            description:
              'Most events that are checked; 1,000,000 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 10000000 },
          },
        ],
        responses: {
          '200': {
            description: 'What was checked, and the verdict',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditVerification' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/audit-events/export': {
      get: {
        operationId: 'exportAuditEvents',
        tags: ['Audit'],
        description:
          'Sealed events in the order of the chain, a JSON object a line, for `agent-tasks-audit verify`. The first line says which stretch of the chain follows.',
        parameters: [
          {
            name: 'after',
            in: 'query',
            description:
              'Position after which the export begins; the beginning of the chain unless given.',
            schema: { type: 'integer', minimum: 0 },
          },
          {
            name: 'until',
            in: 'query',
            description:
              'Position with which it ends; the end of the chain unless given.',
            schema: { type: 'integer', minimum: 0 },
          },
        ],
        responses: {
          '200': {
            description: 'Lines of JSON',
            content: {
              'application/x-ndjson': {
                schema: { type: 'string', format: 'binary' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/provenance': {
      get: {
        operationId: 'getProvenance',
        tags: ['Provenance'],
        description:
          'Where changes came from: how many tasks, repositories, pull requests, merges and credits, then the tasks that the caller may read, newest first, with their pull requests and merge commits. Filters of one name are alternatives, filters of different names all apply.',
        parameters: [
          { $ref: '#/components/parameters/template' },
          { $ref: '#/components/parameters/provenanceVersion' },
          { $ref: '#/components/parameters/provenanceDigest' },
          { $ref: '#/components/parameters/provenanceModel' },
          { $ref: '#/components/parameters/provenanceCustomAgent' },
          { $ref: '#/components/parameters/provenanceIdentity' },
          { $ref: '#/components/parameters/provenanceTicket' },
          { $ref: '#/components/parameters/repository' },
          { $ref: '#/components/parameters/provenanceFrom' },
          { $ref: '#/components/parameters/provenanceTo' },
          { $ref: '#/components/parameters/provenancePullRequest' },
          { $ref: '#/components/parameters/provenanceCommit' },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 100; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            allowReserved: true,
            description: '`nextCursor` or `prevCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'Counts and a page of tasks',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ProvenancePage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/provenance/export': {
      get: {
        operationId: 'exportProvenance',
        tags: ['Provenance'],
        description:
          'All rows of the same question, streamed: as JSON Lines one object a task, as CSV one line a pull request, and one for a task without any. In CSV a text that a spreadsheet would take for a formula begins with an apostrophe.',
        parameters: [
          {
            name: 'format',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['csv', 'jsonl'] },
          },
          { $ref: '#/components/parameters/template' },
          { $ref: '#/components/parameters/provenanceVersion' },
          { $ref: '#/components/parameters/provenanceDigest' },
          { $ref: '#/components/parameters/provenanceModel' },
          { $ref: '#/components/parameters/provenanceCustomAgent' },
          { $ref: '#/components/parameters/provenanceIdentity' },
          { $ref: '#/components/parameters/provenanceTicket' },
          { $ref: '#/components/parameters/repository' },
          { $ref: '#/components/parameters/provenanceFrom' },
          { $ref: '#/components/parameters/provenanceTo' },
          { $ref: '#/components/parameters/provenancePullRequest' },
          { $ref: '#/components/parameters/provenanceCommit' },
        ],
        responses: {
          '200': {
            description: 'The rows',
            content: {
              'text/csv': { schema: { type: 'string' } },
              'application/jsonl': { schema: { type: 'string' } },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/bypass-findings': {
      get: {
        operationId: 'listBypassFindings',
        tags: ['Bypass'],
        description:
          'Agent tasks at GitHub that no intent of the broker explains, latest found first.',
        parameters: [
          {
            name: 'status',
            in: 'query',
            description: 'All of them unless given.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/BypassStatus' },
            },
          },
          { $ref: '#/components/parameters/repository' },
          { $ref: '#/components/parameters/owner' },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 100; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: '`nextCursor` or `prevCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of findings',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/BypassFindingPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/bypass-findings/{id}/adopt': {
      post: {
        operationId: 'adoptBypassFinding',
        tags: ['Bypass'],
        description:
          "Takes an open finding under a task of the broker's in the same repository: its pull requests are followed and counted with the task's.",
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/AdoptBypassRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The finding, adopted',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/BypassFinding' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/bypass-findings/{id}/excuse': {
      post: {
        operationId: 'excuseBypassFinding',
        tags: ['Bypass'],
        description: 'Closes an open finding with a reason.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ExcuseBypassRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The finding, excused',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/BypassFinding' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns': {
      get: {
        operationId: 'listCampaigns',
        tags: ['Campaign'],
        description:
          'Campaigns, those that change something first, then the latest.',
        parameters: [
          {
            name: 'state',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignState' },
            },
          },
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/entityRef' },
          { $ref: '#/components/parameters/text' },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 100; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: '`nextCursor` or `prevCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of campaigns',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
      post: {
        operationId: 'createCampaign',
        tags: ['Campaign'],
        description:
          'Stores a campaign and plans it: its targets are looked up as the caller may read them, rendered, and judged by policy, in the background. Nothing starts.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The campaign, being planned',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaign-shares': {
      get: {
        operationId: 'listCampaignShares',
        tags: ['Campaign'],
        description:
          'Campaigns that are planned or under way and have targets of some owners or about some entities: how far these targets are. Who may not see campaigns sees the targets that they own, with `agentTasks.campaign.optOut`.',
        parameters: [
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/entityRef' },
        ],
        responses: {
          '200': {
            description: 'Those that are due first come first; at most 50.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignSharePage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}': {
      get: {
        operationId: 'getCampaign',
        tags: ['Campaign'],
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
      put: {
        operationId: 'planCampaign',
        tags: ['Campaign'],
        description:
          'Changes a campaign that has not started, and plans it anew.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign, being planned',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
      delete: {
        operationId: 'deleteCampaign',
        tags: ['Campaign'],
        description: 'Deletes a campaign that has not started.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '204': { description: 'It is gone' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets': {
      get: {
        operationId: 'listCampaignTargets',
        tags: ['Campaign'],
        description: 'The targets in the order of their waves.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          {
            name: 'verdict',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignVerdict' },
            },
          },
          {
            name: 'status',
            in: 'query',
            description:
              'Phases of their tasks, or `waiting`, `refused` or `excluded`.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignTargetStatus' },
            },
          },
          {
            name: 'wave',
            in: 'query',
            schema: { type: 'array', items: { type: 'integer', minimum: 1 } },
          },
          {
            name: 'outcome',
            in: 'query',
            description: 'Whether they have reached the goal of the template.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignOutcome' },
            },
          },
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/tier' },
          { $ref: '#/components/parameters/text' },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 200; 50 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 200 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: '`nextCursor` or `prevCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of targets',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignTargetPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/export': {
      get: {
        operationId: 'exportCampaignTargets',
        tags: ['Campaign'],
        description:
          'All targets that the filters leave, streamed in the order of starting: as JSON Lines one object a target, as CSV one line. In CSV a text that a spreadsheet would take for a formula begins with an apostrophe.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          {
            name: 'format',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['csv', 'jsonl'] },
          },
          {
            name: 'verdict',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignVerdict' },
            },
          },
          {
            name: 'status',
            in: 'query',
            description:
              'Phases of their tasks, or `waiting`, `refused` or `excluded`.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignTargetStatus' },
            },
          },
          {
            name: 'wave',
            in: 'query',
            schema: { type: 'array', items: { type: 'integer', minimum: 1 } },
          },
          {
            name: 'outcome',
            in: 'query',
            description: 'Whether they have reached the goal of the template.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/CampaignOutcome' },
            },
          },
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/tier' },
          { $ref: '#/components/parameters/text' },
        ],
        responses: {
          '200': {
            description: 'The targets',
            content: {
              'text/csv': { schema: { type: 'string' } },
              'application/jsonl': { schema: { type: 'string' } },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/changes': {
      get: {
        operationId: 'getCampaignChanges',
        tags: ['Campaign'],
        description:
          'Looks up again, as the caller may read the catalog, what the campaign is about: what its query finds now and that is not in it, and which of its targets it would not find any more. Changes nothing.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'What has joined and what has left',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignChanges' },
              },
            },
          },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets/{targetId}': {
      get: {
        operationId: 'getCampaignTarget',
        tags: ['Campaign'],
        description:
          'One target with the prompt that its task gets and who would review the pull request, as of now; of a target that has a task, from the version of the template that the task was made from.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          { $ref: '#/components/parameters/targetId' },
        ],
        responses: {
          '200': {
            description: 'The target',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignTargetDetail' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets/{targetId}/defer': {
      post: {
        operationId: 'deferCampaignTarget',
        tags: ['Campaign'],
        description:
          'Puts a target off that has no task yet: it does not start before a date. For its owner, and those who manage campaigns.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          { $ref: '#/components/parameters/targetId' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/DeferTargetRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The target',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignTarget' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets/{targetId}/opt-out': {
      post: {
        operationId: 'optOutCampaignTarget',
        tags: ['Campaign'],
        description:
          "Leaves a target out that has no task yet, as its owner's word. For its owner, and those who manage campaigns.",
        parameters: [
          { $ref: '#/components/parameters/id' },
          { $ref: '#/components/parameters/targetId' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/OptOutTargetRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The target',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignTarget' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets/{targetId}/take-back': {
      post: {
        operationId: 'takeBackCampaignTarget',
        tags: ['Campaign'],
        description: 'Takes back that a target was put off or has opted out.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          { $ref: '#/components/parameters/targetId' },
        ],
        responses: {
          '200': {
            description: 'The target',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignTarget' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets/exclude': {
      post: {
        operationId: 'excludeCampaignTargets',
        tags: ['Campaign'],
        description: 'Leaves targets out that have no task yet.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ExcludeTargetsRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/targets/include': {
      post: {
        operationId: 'includeCampaignTargets',
        tags: ['Campaign'],
        description: 'Takes targets in again that were left out.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/IncludeTargetsRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/extend': {
      post: {
        operationId: 'extendCampaign',
        tags: ['Campaign'],
        description:
          'Adds targets to a campaign that has not ended: what has joined its query, or what is named. They are judged like in its planning and come last: in the last wave, or in one behind it where that has opened. Adds nothing twice; at most 500 a call, so that a repeat goes on. In a campaign that has not started they last until it is planned anew.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignExtendRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What is, or would be, added',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignExtension' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/version': {
      post: {
        operationId: 'changeCampaignVersion',
        tags: ['Campaign'],
        description:
          'Gives a campaign that has not ended the version of its template that the catalog has, which has to be approved. Targets that have no task yet are judged again, and what is submitted from the answer on is made from it. Tasks keep the version that they were made from.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignVersionRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What has, or would have, changed',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignVersionChange' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/start': {
      post: {
        operationId: 'startCampaign',
        tags: ['Campaign'],
        description:
          'Freezes the targets and opens the first wave. What runs is launched as the caller asked for it.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignReasonRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/pause': {
      post: {
        operationId: 'pauseCampaign',
        tags: ['Campaign'],
        description: 'Nothing new starts from now on; what runs is followed.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignReasonRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/resume': {
      post: {
        operationId: 'resumeCampaign',
        tags: ['Campaign'],
        description: 'Goes on after a pause.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignReasonRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/stop': {
      post: {
        operationId: 'stopCampaign',
        tags: ['Campaign'],
        description:
          'Ends the campaign: what was not sent is withdrawn, the rest is followed.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignReasonRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/gate': {
      post: {
        operationId: 'openCampaignGate',
        tags: ['Campaign'],
        description:
          'Confirms the gate of the open wave, or opens it whatever its conditions say.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignGateRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The campaign',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Campaign' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/recall': {
      post: {
        operationId: 'recallCampaign',
        tags: ['Campaign'],
        description:
          'Ends the campaign and takes back what it can of it, or of one wave: withdraws, closes or turns to drafts, and opens reverts where asked. What could not be stopped is in the answer. Repeatable.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignRecallRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What is, or would be, taken back',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignRecall' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/retry': {
      post: {
        operationId: 'retryCampaignTargets',
        tags: ['Campaign'],
        description:
          'Tries the failed tasks of one failure class again, or says which these are.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CampaignRetryRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was tried again',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignRetry' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
          '422': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/reviewers': {
      get: {
        operationId: 'getCampaignReviewers',
        tags: ['Campaign'],
        description:
          'Who would review what the campaign brings, and how much that is for whom, as of now.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'Reviewers with their load',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignReviewers' },
              },
            },
          },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/campaigns/{id}/progress': {
      get: {
        operationId: 'getCampaignProgress',
        tags: ['Campaign'],
        description: 'How the campaign has gone, in figures.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'Figures',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CampaignProgress' },
              },
            },
          },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/schedules': {
      get: {
        operationId: 'listSchedules',
        tags: ['Schedule'],
        description:
          'All schedules that match, those that run next first, without their CSV files.',
        parameters: [
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/text' },
          { name: 'enabled', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          '200': {
            description: 'The schedules',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ScheduleList' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
      post: {
        operationId: 'createSchedule',
        tags: ['Schedule'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ScheduleRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The schedule',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Schedule' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/schedules/next-runs': {
      post: {
        operationId: 'previewSchedule',
        tags: ['Schedule'],
        description: 'When a schedule would run next; stores nothing.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ScheduleTimes' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The next runs',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/NextRun' },
                    },
                  },
                },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/schedules/{id}': {
      get: {
        operationId: 'getSchedule',
        tags: ['Schedule'],
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'The schedule',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Schedule' },
              },
            },
          },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
      put: {
        operationId: 'changeSchedule',
        tags: ['Schedule'],
        description:
          'Changes a schedule that is not kept in the catalog; runs that have begun go on as they began.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ScheduleRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The schedule',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Schedule' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
      delete: {
        operationId: 'deleteSchedule',
        tags: ['Schedule'],
        description:
          'Deletes a schedule and the list of its runs; their campaigns stay.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '204': { description: 'It is gone' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/schedules/{id}/enable': {
      post: {
        operationId: 'enableSchedule',
        tags: ['Schedule'],
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ScheduleReasonRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The schedule',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Schedule' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/schedules/{id}/disable': {
      post: {
        operationId: 'disableSchedule',
        tags: ['Schedule'],
        description: 'No run begins any more; what a run has started goes on.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ScheduleReasonRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The schedule',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Schedule' },
              },
            },
          },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/v1/schedules/{id}/runs': {
      get: {
        operationId: 'listScheduleRuns',
        tags: ['Schedule'],
        description: 'Runs of a schedule, the latest first.',
        parameters: [
          { $ref: '#/components/parameters/id' },
          {
            name: 'limit',
            in: 'query',
            description: 'Rows a page, 1 to 100; 20 unless given.',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: '`nextCursor` of an earlier page.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'A page of runs',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ScheduleRunPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
        },
      },
      post: {
        operationId: 'runSchedule',
        tags: ['Schedule'],
        description:
          'Asks for a run now, beside those that are planned; also of a disabled schedule, and in a freeze of the schedule.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ScheduleReasonRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The run',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ScheduleRun' },
              },
            },
          },
          '400': { $ref: '#/components/responses/Refusal' },
          '403': { $ref: '#/components/responses/Refusal' },
          '404': { $ref: '#/components/responses/Refusal' },
          '409': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
  },
  components: {
    parameters: {
      targetId: {
        name: 'targetId',
        in: 'path',
        required: true,
        schema: { type: 'string', format: 'uuid' },
      },
      id: {
        name: 'id',
        in: 'path',
        required: true,
        schema: { type: 'string', format: 'uuid' },
      },
      requesterToken: {
        name: 'x-github-token',
        in: 'header',
        description:
          'A GitHub token of the requester, who launches instead of an automation account. Kept encrypted until the launch and erased with its outcome. Refused unless `agentTasks.requesterTokens.enabled` is on.',
        schema: { type: 'string' },
      },
      entityRef: {
        name: 'entityRef',
        in: 'query',
        allowReserved: true,
        schema: { type: 'array', items: { type: 'string' } },
      },
      owner: {
        name: 'owner',
        in: 'query',
        allowReserved: true,
        description: 'Entity reference of the owner.',
        schema: { type: 'array', items: { type: 'string' } },
      },
      tier: {
        name: 'tier',
        in: 'query',
        allowReserved: true,
        schema: { type: 'array', items: { type: 'string' } },
      },
      repository: {
        name: 'repository',
        in: 'query',
        allowReserved: true,
        description: '`owner/name` or `host/owner/name`.',
        schema: { type: 'array', items: { type: 'string' } },
      },
      template: {
        name: 'template',
        in: 'query',
        allowReserved: true,
        description: 'Entity reference of the template.',
        schema: { type: 'array', items: { type: 'string' } },
      },
      digest: {
        name: 'digest',
        in: 'path',
        required: true,
        description: 'Of the template version.',
        schema: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
      },
      templateDigest: {
        name: 'templateDigest',
        in: 'query',
        allowReserved: true,
        description: 'Digest of the template version, or of an include of it.',
        schema: {
          type: 'array',
          items: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
        },
      },
      drift: {
        name: 'drift',
        in: 'query',
        description:
          'Whether the words of a task are those that the catalog has now, and how far it got with stale ones.',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/TemplateDrift' },
        },
      },
      phase: {
        name: 'phase',
        in: 'query',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/Phase' },
        },
      },
      phaseWithinDays: {
        name: 'phaseWithinDays',
        in: 'query',
        description:
          'Only tasks that came into their phase within so many days.',
        schema: { type: 'integer', minimum: 1, maximum: 3650 },
      },
      launchState: {
        name: 'launchState',
        in: 'query',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/LaunchState' },
        },
      },
      agentState: {
        name: 'agentState',
        in: 'query',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AgentState' },
        },
      },
      text: {
        name: 'text',
        in: 'query',
        allowReserved: true,
        description:
          'Words in the title, repository, component, template or ticket.',
        schema: { type: 'string', maxLength: 200 },
      },
      provenanceVersion: {
        name: 'version',
        in: 'query',
        description: 'Version of the template.',
        schema: { type: 'array', items: { type: 'string', maxLength: 255 } },
      },
      provenanceDigest: {
        name: 'digest',
        in: 'query',
        allowReserved: true,
        description:
          "Digest of the template's content, from its first characters on.",
        schema: {
          type: 'array',
          items: { type: 'string', pattern: '^(sha256:)?[0-9a-f]{6,64}$' },
        },
      },
      provenanceModel: {
        name: 'model',
        in: 'query',
        allowReserved: true,
        description:
          'Model that was asked for, or that a session says it ran with.',
        schema: { type: 'array', items: { type: 'string', maxLength: 255 } },
      },
      provenanceCustomAgent: {
        name: 'customAgent',
        in: 'query',
        allowReserved: true,
        schema: { type: 'array', items: { type: 'string', maxLength: 255 } },
      },
      provenanceIdentity: {
        name: 'identity',
        in: 'query',
        description: 'Identity of the latest attempt.',
        schema: { type: 'array', items: { type: 'string', maxLength: 255 } },
      },
      provenanceTicket: {
        name: 'ticket',
        in: 'query',
        allowReserved: true,
        schema: { type: 'array', items: { type: 'string', maxLength: 255 } },
      },
      provenanceFrom: {
        name: 'from',
        in: 'query',
        allowReserved: true,
        description: 'Submitted at or after.',
        schema: { type: 'string', format: 'date-time' },
      },
      provenanceTo: {
        name: 'to',
        in: 'query',
        allowReserved: true,
        description: 'Submitted before.',
        schema: { type: 'string', format: 'date-time' },
      },
      provenancePullRequest: {
        name: 'pullRequest',
        in: 'query',
        allowReserved: true,
        description:
          'Address of a pull request, `owner/name#number`, or a number.',
        schema: { type: 'string', maxLength: 500 },
      },
      provenanceCommit: {
        name: 'commit',
        in: 'query',
        description: 'Merge commit, from its first seven digits on.',
        schema: { type: 'string', pattern: '^[0-9a-fA-F]{7,64}$' },
      },
    },
    responses: {
      Refusal: {
        description: 'A refusal with all of its reasons',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Refusal' },
          },
        },
      },
    },
    schemas: {
      Phase: {
        type: 'string',
        description:
          'The one word that people see, computed from the three states.',
        enum: [
          'awaiting-approval',
          'scheduled',
          'queued',
          'launching',
          'running',
          'needs-attention',
          'in-review',
          'done',
          'done-without-change',
          'failed',
          'withdrawn',
        ],
      },
      LaunchState: {
        type: 'string',
        enum: [
          'awaiting_approval',
          'queued',
          'launching',
          'launched',
          'launch_unknown',
          'launch_failed',
          'rejected',
          'withdrawn',
        ],
      },
      AgentState: {
        type: 'string',
        description: "GitHub's own states, verbatim.",
        enum: [
          'queued',
          'in_progress',
          'completed',
          'failed',
          'idle',
          'waiting_for_user',
          'timed_out',
          'cancelled',
        ],
      },
      PullState: {
        type: 'string',
        enum: ['draft', 'open', 'merged', 'closed'],
      },
      FailureClass: {
        type: 'string',
        enum: [
          'bad-request',
          'token-rejected',
          'permission-denied',
          'licence-missing',
          'not-found',
          'rate-limited',
          'github-unavailable',
          'not-sent',
          'outcome-unknown',
          'agent-error',
          'model-unavailable',
          'ruleset',
          'timed-out',
          'cancelled',
          'no-identity',
          'policy',
          'requester-token-missing',
          'requester-token-rejected',
          'requester-not-permitted',
          'approval-rejected',
          'approval-expired',
        ],
      },
      Reason: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { type: 'string', description: 'Stable, for programs.' },
          message: { type: 'string', description: 'A sentence to act on.' },
          nextStep: { type: 'string' },
          field: {
            type: 'string',
            description:
              "Name of the request's field or parameter, where one is to blame.",
          },
        },
      },
      Refusal: {
        type: 'object',
        required: ['error', 'reasons'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
            additionalProperties: true,
          },
          request: { type: 'object', additionalProperties: true },
          response: { type: 'object', additionalProperties: true },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/Reason' },
          },
        },
      },
      SubmitTaskRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          template: {
            type: 'string',
            description:
              'Entity reference of the template, `name` or `agenttasktemplate:namespace/name`. Either this or `prompt`.',
          },
          prompt: {
            type: 'string',
            description: 'A free prompt, where policy allows one.',
          },
          entityRef: { type: 'string' },
          repoUrl: {
            type: 'string',
            description:
              "`https://host/owner/name` or the scaffolder's `host?owner=…&repo=…`. The entity's repository unless given.",
          },
          parameters: { type: 'object', additionalProperties: true },
          model: { type: 'string', minLength: 1, maxLength: 100 },
          customAgent: { type: 'string', minLength: 1, maxLength: 200 },
          baseRef: { type: 'string', minLength: 1, maxLength: 255 },
          createPullRequest: { type: 'boolean' },
          ticket: { type: 'string', minLength: 1, maxLength: 200 },
          notBefore: { type: 'string', format: 'date-time' },
          idempotencyKey: { type: 'string', minLength: 1, maxLength: 255 },
          dryRun: { type: 'boolean' },
          source: {
            type: 'string',
            description: 'Where the request was made.',
            enum: ['portal', 'scaffolder', 'api', 'campaign'],
          },
        },
      },
      ResolveTasksRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['ids', 'action'],
        properties: {
          ids: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            uniqueItems: true,
            items: { type: 'string', format: 'uuid' },
          },
          action: {
            type: 'string',
            enum: ['relaunch', 'mark-launched', 'give-up'],
          },
          githubTaskId: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
            pattern: '^[A-Za-z0-9_-]+$',
            description: 'The task on GitHub, for `mark-launched` of one task.',
          },
          reason: { type: 'string', maxLength: 1000 },
        },
      },
      ResolveTaskResult: {
        type: 'object',
        required: ['id', 'resolved'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          resolved: { type: 'boolean' },
          task: { $ref: '#/components/schemas/Task' },
          reasons: {
            type: 'array',
            description: 'Why not, where it was not resolved.',
            items: { $ref: '#/components/schemas/Reason' },
          },
        },
      },
      Decision: {
        type: 'object',
        required: ['result', 'reasons', 'checks', 'evaluatedAt'],
        properties: {
          result: { type: 'string', enum: ['allow', 'deny', 'needs-approval'] },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/Reason' },
          },
          checks: {
            type: 'array',
            description: 'Every check that was evaluated.',
            items: {
              type: 'object',
              required: ['id', 'result'],
              properties: {
                id: { type: 'string' },
                result: {
                  type: 'string',
                  enum: ['allow', 'deny', 'needs-approval'],
                },
              },
            },
          },
          notes: {
            type: 'array',
            description:
              'What to know beside the result: what could not be asked, who can review, when it starts. Refuses nothing.',
            items: { $ref: '#/components/schemas/Reason' },
          },
          notBefore: {
            type: 'string',
            format: 'date-time',
            description: 'Policy lets the task start no earlier.',
          },
          approvals: {
            type: 'array',
            description: 'Who has to agree, where somebody has to.',
            items: { $ref: '#/components/schemas/ApprovalNeed' },
          },
          evaluatedAt: { type: 'string', format: 'date-time' },
        },
      },
      ApprovalNeed: {
        type: 'object',
        description: 'So many different people of these have to agree.',
        required: ['code', 'count', 'by'],
        properties: {
          code: {
            type: 'string',
            description: 'Of the reason that asks for it.',
          },
          count: { type: 'integer', minimum: 1 },
          by: {
            type: 'array',
            description: 'Entity references of users and groups.',
            items: { type: 'string' },
          },
          approvedBy: {
            type: 'array',
            description: 'Users who have agreed.',
            items: { type: 'string' },
          },
        },
      },
      Approval: {
        type: 'object',
        description: 'An approval that is waited for.',
        required: [
          'askedBy',
          'askedAt',
          'expiresAt',
          'promptDigest',
          'needs',
          'given',
        ],
        properties: {
          askedBy: {
            type: 'string',
            description: 'Who submitted or retried the task.',
          },
          askedAt: { type: 'string', format: 'date-time' },
          expiresAt: { type: 'string', format: 'date-time' },
          promptDigest: {
            type: 'string',
            description: 'Of the prompt that is to be approved.',
          },
          needs: {
            type: 'array',
            items: { $ref: '#/components/schemas/ApprovalNeed' },
          },
          given: {
            type: 'array',
            items: {
              type: 'object',
              required: ['approver', 'at'],
              properties: {
                approver: { type: 'string' },
                at: { type: 'string', format: 'date-time' },
                comment: { type: 'string' },
              },
            },
          },
        },
      },
      ApproveTaskRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['promptDigest'],
        properties: {
          promptDigest: {
            type: 'string',
            maxLength: 100,
            description:
              'Of the prompt that was read, `approval.promptDigest`.',
          },
          comment: { type: 'string', maxLength: 1000 },
        },
      },
      RejectTaskRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['promptDigest', 'comment'],
        properties: {
          promptDigest: {
            type: 'string',
            maxLength: 100,
            description:
              'Of the prompt that was read, `approval.promptDigest`.',
          },
          comment: {
            type: 'string',
            pattern: '\\S',
            maxLength: 1000,
            description: 'Why, for the requester.',
          },
        },
      },
      ApprovalPage: {
        type: 'object',
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Task' },
          },
          totalItems: { type: 'integer' },
          pageInfo: {
            type: 'object',
            properties: { nextCursor: { type: 'string' } },
          },
        },
      },
      Repository: {
        type: 'object',
        required: ['host', 'owner', 'name', 'url'],
        properties: {
          host: { type: 'string' },
          owner: { type: 'string' },
          name: { type: 'string' },
          url: { type: 'string' },
        },
      },
      TemplateUse: {
        type: 'object',
        required: ['ref', 'title', 'version', 'digest'],
        properties: {
          ref: { type: 'string' },
          title: { type: 'string' },
          version: { type: 'string' },
          digest: {
            type: 'string',
            description:
              '`sha256:` and 64 hexadecimal digits of the canonical content.',
          },
        },
      },
      PullRequest: {
        type: 'object',
        required: [
          'number',
          'url',
          'title',
          'state',
          'isDraft',
          'checks',
          'reviewDecision',
          'readAt',
        ],
        properties: {
          number: { type: 'integer' },
          url: { type: 'string' },
          title: { type: 'string' },
          state: { $ref: '#/components/schemas/PullState' },
          isDraft: { type: 'boolean' },
          checks: {
            type: 'string',
            enum: ['none', 'pending', 'success', 'failure'],
          },
          reviewDecision: {
            type: 'string',
            enum: ['none', 'review-required', 'approved', 'changes-requested'],
          },
          headRef: { type: 'string' },
          additions: { type: 'integer' },
          deletions: { type: 'integer' },
          changedFiles: { type: 'integer' },
          mergedAt: { type: 'string', format: 'date-time' },
          mergeCommit: { type: 'string' },
          mergeable: {
            type: 'string',
            enum: ['mergeable', 'conflicting', 'unknown'],
          },
          closesAt: {
            type: 'string',
            format: 'date-time',
            description:
              'When the broker closes it, because nothing happens in it, unless something does.',
          },
          workflowsWaiting: {
            type: 'boolean',
            description:
              'Workflows wait for a person\'s "Approve and run" on GitHub.',
          },
          requestedReviewers: {
            type: 'array',
            description:
              'Logins, and teams as `organization/team`, whose review is asked.',
            items: { type: 'string' },
          },
          reviews: {
            type: 'array',
            description: 'The latest review of each person.',
            items: { $ref: '#/components/schemas/PullRequestReview' },
          },
          readAt: { type: 'string', format: 'date-time' },
        },
      },
      PullRequestReview: {
        type: 'object',
        required: ['login', 'state'],
        properties: {
          login: { type: 'string' },
          state: {
            type: 'string',
            enum: ['approved', 'changes-requested', 'commented', 'dismissed'],
          },
        },
      },
      WaitKind: {
        type: 'string',
        description:
          'What keeps a task from its next phase, the first thing first.',
        enum: [
          'approval',
          'time',
          'launch',
          'resolution',
          'agent-start',
          'agent',
          'answer',
          'idle',
          'pull-request',
          'permission',
          'conflict',
          'workflow-approval',
          'checks',
          'checks-failing',
          'changes',
          'capacity',
          'ready',
          'reviewer',
          'review',
          'merge',
          'retry',
        ],
      },
      FollowUpKind: { type: 'string', enum: ['fix-checks', 'address-review'] },
      AttemptMode: {
        type: 'string',
        description: 'What an attempt does otherwise than the first one.',
        enum: [
          'same',
          'other-model',
          'continue',
          'fix-checks',
          'address-review',
        ],
      },
      AttemptPlan: {
        type: 'object',
        required: ['mode'],
        properties: {
          mode: { $ref: '#/components/schemas/AttemptMode' },
          model: { type: 'string' },
          headRef: {
            type: 'string',
            description: 'Branch of the pull request that it goes on with.',
          },
        },
      },
      Wait: {
        type: 'object',
        description:
          'Since when a task waits for what it waits for, and who was told.',
        required: ['kind', 'since', 'overdue', 'told'],
        properties: {
          kind: { $ref: '#/components/schemas/WaitKind' },
          since: { type: 'string', format: 'date-time' },
          overdue: {
            type: 'boolean',
            description: 'It has waited for longer than its service level.',
          },
          overdueAt: { type: 'string', format: 'date-time' },
          told: {
            type: 'array',
            description:
              'Entity references of those who were told that it is overdue.',
            items: { type: 'string' },
          },
          nextNoticeAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the next ones are told.',
          },
          attendedBy: {
            type: 'string',
            description:
              'Who has acknowledged it, snoozed it or taken it over.',
          },
          snoozedUntil: { type: 'string', format: 'date-time' },
          takenBy: { type: 'string', description: 'Whose step it is by now.' },
        },
      },
      AttendTaskRequest: {
        type: 'object',
        required: ['action'],
        additionalProperties: false,
        properties: {
          action: {
            type: 'string',
            enum: ['acknowledge', 'snooze', 'take-over'],
          },
          until: {
            type: 'string',
            format: 'date-time',
            description: 'Of `snooze`; at most 30 days ahead.',
          },
        },
      },
      Failure: {
        type: 'object',
        required: ['class', 'message', 'nextStep', 'retryHelps'],
        properties: {
          class: { $ref: '#/components/schemas/FailureClass' },
          message: { type: 'string' },
          nextStep: { type: 'string' },
          retryHelps: { type: 'boolean' },
        },
      },
      NextStep: {
        type: 'object',
        description: 'What happens next and who owns it, in one sentence.',
        required: ['sentence'],
        properties: {
          sentence: { type: 'string' },
          waitsFor: { $ref: '#/components/schemas/WaitKind' },
          at: {
            type: 'string',
            format: 'date-time',
            description:
              'When the step is due at the earliest, where a time is known.',
          },
          owner: {
            type: 'string',
            description:
              'Entity reference of who owns the step, where a person does.',
          },
          action: {
            type: 'string',
            enum: [
              'answer',
              'review',
              'merge',
              'approve-workflows',
              'retry',
              'resolve',
              'approve',
            ],
          },
          url: { type: 'string' },
        },
      },
      TaskAction: {
        type: 'object',
        required: ['allowed'],
        properties: {
          allowed: { type: 'boolean' },
          reason: {
            type: 'string',
            description: 'Why not, where it is not allowed.',
          },
        },
      },
      FollowUpAction: {
        type: 'object',
        required: ['allowed', 'kinds'],
        properties: {
          allowed: { type: 'boolean' },
          reason: {
            type: 'string',
            description: 'Why not, where it is not allowed.',
          },
          kinds: {
            type: 'array',
            description: 'What the agent can be asked for now.',
            items: { $ref: '#/components/schemas/FollowUpKind' },
          },
        },
      },
      Usage: {
        type: 'object',
        required: ['credits'],
        properties: {
          credits: {
            type: 'number',
            description:
              'AI credits, summed over all sessions of all attempts, one decimal.',
          },
          premiumRequests: { type: 'number' },
        },
      },
      Task: {
        type: 'object',
        required: [
          'id',
          'title',
          'phase',
          'phaseSince',
          'launchState',
          'repository',
          'createPullRequest',
          'requestedBy',
          'source',
          'attemptCount',
          'createdAt',
          'updatedAt',
          'nextStep',
          'actions',
        ],
        properties: {
          id: { type: 'string', format: 'uuid' },
          title: { type: 'string' },
          phase: { $ref: '#/components/schemas/Phase' },
          phaseSince: { type: 'string', format: 'date-time' },
          launchState: { $ref: '#/components/schemas/LaunchState' },
          agentState: { $ref: '#/components/schemas/AgentState' },
          pullState: { $ref: '#/components/schemas/PullState' },
          entityRef: { type: 'string' },
          repository: { $ref: '#/components/schemas/Repository' },
          owner: { type: 'string' },
          tier: { type: 'string' },
          migrationTarget: { type: 'string' },
          template: { $ref: '#/components/schemas/TemplateUse' },
          model: { type: 'string' },
          customAgent: { type: 'string' },
          baseRef: { type: 'string' },
          headRef: { type: 'string' },
          createPullRequest: { type: 'boolean' },
          ticket: { type: 'string' },
          notBefore: { type: 'string', format: 'date-time' },
          identity: { type: 'string' },
          requestedBy: {
            type: 'string',
            description: 'Entity reference or service subject.',
          },
          source: {
            type: 'string',
            enum: ['portal', 'scaffolder', 'api', 'campaign'],
          },
          campaignId: {
            type: 'string',
            format: 'uuid',
            description: 'Campaign that the task belongs to.',
          },
          attemptCount: { type: 'integer' },
          createdAt: { type: 'string', format: 'date-time' },
          updatedAt: { type: 'string', format: 'date-time' },
          launchedAt: { type: 'string', format: 'date-time' },
          settledAt: { type: 'string', format: 'date-time' },
          readAt: {
            type: 'string',
            format: 'date-time',
            description: 'When GitHub was last read for this task.',
          },
          githubTask: {
            type: 'object',
            required: ['id', 'url'],
            properties: {
              id: { type: 'string' },
              url: { type: 'string', description: 'As GitHub gave it.' },
            },
          },
          pullRequest: { $ref: '#/components/schemas/PullRequest' },
          failure: { $ref: '#/components/schemas/Failure' },
          usage: { $ref: '#/components/schemas/Usage' },
          approval: { $ref: '#/components/schemas/Approval' },
          nextStep: { $ref: '#/components/schemas/NextStep' },
          wait: { $ref: '#/components/schemas/Wait' },
          actions: {
            type: 'object',
            required: [
              'retry',
              'withdraw',
              'resolve',
              'approve',
              'attend',
              'followUp',
            ],
            properties: {
              attend: { $ref: '#/components/schemas/TaskAction' },
              followUp: { $ref: '#/components/schemas/FollowUpAction' },
              retry: { $ref: '#/components/schemas/TaskAction' },
              withdraw: { $ref: '#/components/schemas/TaskAction' },
              resolve: { $ref: '#/components/schemas/TaskAction' },
              approve: { $ref: '#/components/schemas/TaskAction' },
            },
          },
        },
      },
      Session: {
        type: 'object',
        required: ['id', 'state', 'createdAt'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          state: { $ref: '#/components/schemas/AgentState' },
          createdAt: { type: 'string', format: 'date-time' },
          completedAt: { type: 'string', format: 'date-time' },
          model: { type: 'string' },
          credits: { type: 'number' },
          headRef: { type: 'string' },
          error: { type: 'string' },
        },
      },
      CustomAgentFile: {
        type: 'object',
        description:
          'The definition of the custom agent, as GitHub showed it right before the attempt was sent. Missing where the task names no custom agent, or where the file was not found or not shown.',
        required: ['repository', 'path', 'sha'],
        properties: {
          repository: {
            type: 'string',
            description:
              "`owner/name`; the repository of the task, or one of its owner's `.github-private` and `.github`.",
          },
          path: { type: 'string' },
          sha: {
            type: 'string',
            description:
              'Of the git blob; `GET /repos/{owner}/{repo}/git/blobs/{sha}` at GitHub answers its words.',
          },
        },
      },
      Attempt: {
        type: 'object',
        required: ['number', 'marker', 'outcome', 'createdAt', 'sessions'],
        properties: {
          number: { type: 'integer' },
          marker: { type: 'string' },
          outcome: {
            type: 'string',
            enum: [
              'pending',
              'accepted',
              'not-accepted',
              'not-sent',
              'unknown',
            ],
          },
          identity: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          sentAt: { type: 'string', format: 'date-time' },
          settledAt: { type: 'string', format: 'date-time' },
          httpStatus: { type: 'integer' },
          agentState: { $ref: '#/components/schemas/AgentState' },
          githubTask: {
            type: 'object',
            required: ['id', 'url'],
            properties: { id: { type: 'string' }, url: { type: 'string' } },
          },
          failure: { $ref: '#/components/schemas/Failure' },
          usage: { $ref: '#/components/schemas/Usage' },
          plan: { $ref: '#/components/schemas/AttemptPlan' },
          prompt: {
            type: 'string',
            description:
              'What it sent, where the task was given other parameters since.',
          },
          parameters: {
            type: 'object',
            additionalProperties: true,
            description: 'Of that prompt.',
          },
          customAgentFile: { $ref: '#/components/schemas/CustomAgentFile' },
          sessions: {
            type: 'array',
            items: { $ref: '#/components/schemas/Session' },
          },
        },
      },
      TimelineEntry: {
        type: 'object',
        required: ['id', 'at', 'kind', 'actor', 'data'],
        properties: {
          id: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          kind: {
            type: 'string',
            enum: [
              'requested',
              'decided',
              'launching',
              'launched',
              'launch-failed',
              'launch-unknown',
              'requeued',
              'agent-state',
              'pull-request',
              'retried',
              'withdrawn',
              'rejected',
              'adopted',
              'approval-asked',
              'approved',
              'approval-expired',
              'escalated',
              'attended',
            ],
          },
          actor: {
            type: 'string',
            description:
              'Entity reference of a person, `plugin:agent-tasks`, or `github`.',
          },
          data: { type: 'object', additionalProperties: true },
        },
      },
      TaskDetail: {
        allOf: [
          { $ref: '#/components/schemas/Task' },
          {
            type: 'object',
            required: [
              'prompt',
              'parameters',
              'decision',
              'attempts',
              'timeline',
            ],
            properties: {
              prompt: {
                type: 'string',
                description:
                  'As sent, with the marker line of the latest attempt where there is one.',
              },
              parameters: { type: 'object', additionalProperties: true },
              decision: { $ref: '#/components/schemas/Decision' },
              includes: {
                type: 'array',
                description:
                  'Includes that the prompt was rendered with, in their order.',
                items: { $ref: '#/components/schemas/TemplateUse' },
              },
              attempts: {
                type: 'array',
                items: { $ref: '#/components/schemas/Attempt' },
              },
              timeline: {
                type: 'array',
                items: { $ref: '#/components/schemas/TimelineEntry' },
              },
            },
          },
        ],
      },
      TaskPreview: {
        type: 'object',
        required: [
          'dryRun',
          'title',
          'repository',
          'prompt',
          'parameters',
          'decision',
          'createPullRequest',
        ],
        properties: {
          dryRun: { type: 'boolean', enum: [true] },
          title: { type: 'string' },
          repository: { $ref: '#/components/schemas/Repository' },
          entityRef: { type: 'string' },
          owner: { type: 'string' },
          tier: { type: 'string' },
          migrationTarget: { type: 'string' },
          template: { $ref: '#/components/schemas/TemplateUse' },
          model: { type: 'string' },
          customAgent: { type: 'string' },
          baseRef: { type: 'string' },
          createPullRequest: { type: 'boolean' },
          identity: { type: 'string' },
          prompt: { type: 'string' },
          parameters: { type: 'object', additionalProperties: true },
          decision: { $ref: '#/components/schemas/Decision' },
          includes: {
            type: 'array',
            description:
              'Includes that the prompt was rendered with, in their order.',
            items: { $ref: '#/components/schemas/TemplateUse' },
          },
          expectedCredits: { $ref: '#/components/schemas/CreditsEstimate' },
        },
      },
      TaskPage: {
        type: 'object',
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Task' },
          },
          totalItems: { type: 'integer' },
          pageInfo: {
            type: 'object',
            properties: {
              nextCursor: { type: 'string' },
              prevCursor: { type: 'string' },
            },
          },
        },
      },
      FacetValue: {
        type: 'object',
        required: ['value', 'count'],
        properties: {
          value: { type: 'string' },
          label: { type: 'string' },
          count: { type: 'integer' },
        },
      },
      TaskFacets: {
        type: 'object',
        required: ['facets', 'figures'],
        properties: {
          facets: {
            type: 'object',
            required: ['phase', 'template', 'owner', 'tier'],
            properties: {
              phase: {
                type: 'array',
                items: { $ref: '#/components/schemas/FacetValue' },
              },
              template: {
                type: 'array',
                items: { $ref: '#/components/schemas/FacetValue' },
              },
              owner: {
                type: 'array',
                items: { $ref: '#/components/schemas/FacetValue' },
              },
              tier: {
                type: 'array',
                items: { $ref: '#/components/schemas/FacetValue' },
              },
            },
          },
          figures: {
            type: 'object',
            required: [
              'running',
              'needsAttention',
              'inReview',
              'mergedIn7Days',
              'doneIn30Days',
              'failedIn30Days',
            ],
            properties: {
              running: { type: 'integer' },
              needsAttention: { type: 'integer' },
              inReview: { type: 'integer' },
              mergedIn7Days: { type: 'integer' },
              doneIn30Days: { type: 'integer' },
              failedIn30Days: { type: 'integer' },
              creditsIn30Days: {
                type: 'number',
                description:
                  'Absent while no task of the 30 days has reported usage.',
              },
            },
          },
        },
      },
      TemplateType: {
        type: 'string',
        description: 'An `include` is a text that templates begin with.',
        enum: ['template', 'include'],
      },
      TemplateStatus: {
        type: 'string',
        description:
          'Where a version stands. Drafts and revoked versions do not launch.',
        enum: ['draft', 'approved', 'deprecated', 'revoked'],
      },
      TemplateDrift: {
        type: 'string',
        enum: ['current', 'stale-running', 'stale-open', 'stale-merged'],
      },
      TemplateDriftCounts: {
        type: 'object',
        required: ['current', 'staleRunning', 'staleOpen', 'staleMerged'],
        properties: {
          current: { type: 'integer' },
          staleRunning: { type: 'integer' },
          staleOpen: { type: 'integer' },
          staleMerged: { type: 'integer' },
        },
      },
      TemplateStatusRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['reason'],
        properties: {
          reason: { type: 'string', minLength: 1, maxLength: 1000 },
        },
      },
      TemplateStatusChange: {
        type: 'object',
        required: ['at', 'actor', 'from', 'to', 'reason'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          actor: {
            type: 'string',
            description: 'Entity reference or service subject.',
          },
          from: { $ref: '#/components/schemas/TemplateStatus' },
          to: { $ref: '#/components/schemas/TemplateStatus' },
          reason: { type: 'string' },
        },
      },
      TemplateBeyondReach: {
        type: 'object',
        description:
          'Tasks that were sent with a version; GET /v1/tasks with its `templateDigest` lists them.',
        required: ['running', 'open', 'merged'],
        properties: {
          running: { type: 'integer' },
          open: { type: 'integer', description: 'With an open pull request.' },
          merged: { type: 'integer' },
        },
      },
      TemplateRevocation: {
        type: 'object',
        required: ['version', 'withdrawn', 'beyondReach'],
        properties: {
          version: { $ref: '#/components/schemas/TemplateVersion' },
          withdrawn: {
            type: 'integer',
            description: 'Tasks that were queued and will not be sent.',
          },
          beyondReach: { $ref: '#/components/schemas/TemplateBeyondReach' },
        },
      },
      CreditsEstimate: {
        type: 'object',
        description:
          'What tasks of the template have used in the last 90 days; without `p50` nothing is known.',
        required: ['tasks'],
        properties: {
          tasks: {
            type: 'integer',
            description: 'That have reported their usage.',
          },
          p50: { type: 'number' },
          p90: { type: 'number' },
        },
      },
      ProvenanceCounts: {
        type: 'object',
        description:
          'Of everything that the question is about, not of the page.',
        required: [
          'tasks',
          'repositories',
          'pullRequests',
          'merged',
          'credits',
        ],
        properties: {
          tasks: { type: 'integer' },
          repositories: { type: 'integer' },
          pullRequests: { type: 'integer' },
          merged: { type: 'integer' },
          credits: { type: 'number', description: 'AI credits, one decimal.' },
        },
      },
      ProvenancePullRequest: {
        type: 'object',
        required: ['number', 'url', 'title', 'state'],
        properties: {
          number: { type: 'integer' },
          url: { type: 'string' },
          title: { type: 'string' },
          state: { $ref: '#/components/schemas/PullState' },
          mergedAt: { type: 'string', format: 'date-time' },
          mergeCommit: { type: 'string' },
        },
      },
      ProvenanceRow: {
        type: 'object',
        required: [
          'taskId',
          'title',
          'phase',
          'createdAt',
          'repository',
          'requestedBy',
          'approvers',
          'sessionModels',
          'promptDigest',
          'pullRequests',
          'githubTasks',
        ],
        properties: {
          taskId: { type: 'string', format: 'uuid' },
          title: { type: 'string' },
          phase: { $ref: '#/components/schemas/Phase' },
          createdAt: { type: 'string', format: 'date-time' },
          repository: { $ref: '#/components/schemas/Repository' },
          entityRef: { type: 'string' },
          owner: { type: 'string' },
          template: { $ref: '#/components/schemas/TemplateUse' },
          ticket: { type: 'string' },
          requestedBy: {
            type: 'string',
            description: 'Entity reference or service subject.',
          },
          approvers: {
            type: 'array',
            description: 'Who approved it, as the audit trail says.',
            items: { type: 'string' },
          },
          identity: { type: 'string' },
          model: { type: 'string', description: 'As asked for.' },
          sessionModels: {
            type: 'array',
            description: 'As the sessions say.',
            items: { type: 'string' },
          },
          customAgent: { type: 'string' },
          promptDigest: {
            type: 'string',
            description: 'Of the prompt, which `GET /v1/tasks/{id}` answers.',
          },
          usage: { $ref: '#/components/schemas/Usage' },
          githubTasks: {
            type: 'array',
            description:
              'One for each attempt that GitHub accepted, and adopted ones.',
            items: {
              type: 'object',
              required: ['id', 'adopted'],
              properties: {
                id: { type: 'string' },
                url: { type: 'string' },
                adopted: { type: 'boolean' },
                customAgentFile: {
                  $ref: '#/components/schemas/CustomAgentFile',
                },
              },
            },
          },
          pullRequests: {
            type: 'array',
            description: 'Of all attempts, latest first.',
            items: { $ref: '#/components/schemas/ProvenancePullRequest' },
          },
        },
      },
      ProvenancePage: {
        type: 'object',
        required: ['counts', 'items', 'pageInfo'],
        properties: {
          counts: { $ref: '#/components/schemas/ProvenanceCounts' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ProvenanceRow' },
          },
          pageInfo: {
            type: 'object',
            properties: {
              nextCursor: { type: 'string' },
              prevCursor: { type: 'string' },
            },
          },
        },
      },
      CampaignState: {
        type: 'string',
        description:
          '`planning` looks its targets up; `planned` waits to be started; `running` opens waves; `paused` starts nothing; `stopped` has ended before its end; `recalling` takes back, `recalled` has; `done` has come to its end.',
        enum: [
          'planning',
          'planned',
          'running',
          'paused',
          'stopped',
          'recalling',
          'recalled',
          'done',
        ],
      },
      CampaignVerdict: {
        type: 'string',
        description:
          'What policy says of a target: `allowed`, `needs-approval` before it is launched, or `refused`; `unknown` where it could not be asked.',
        enum: ['allowed', 'needs-approval', 'refused', 'unknown'],
      },
      CampaignTargetStatus: {
        type: 'string',
        description:
          'The phase of its task; `waiting` has none yet, and `deferred` does not before the date of its owner.',
        enum: [
          'waiting',
          'deferred',
          'refused',
          'excluded',
          'awaiting-approval',
          'scheduled',
          'queued',
          'launching',
          'running',
          'needs-attention',
          'in-review',
          'done',
          'done-without-change',
          'failed',
          'withdrawn',
        ],
      },
      CampaignOutcome: {
        type: 'string',
        description:
          'Whether a target has reached the goal that its template names. `regressed` had, and has not any more; `unknown` is what could not be looked at, which is never taken for met.',
        enum: [
          'merged-met',
          'merged-not-met',
          'met-without-pull-request',
          'regressed',
          'not-met',
          'unknown',
        ],
      },
      CampaignRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['title', 'owner', 'template', 'targets'],
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 200 },
          description: { type: 'string', maxLength: 2000 },
          owner: {
            type: 'string',
            maxLength: 500,
            description:
              'Entity reference of the group or user who answers for it.',
          },
          template: { type: 'string', maxLength: 500 },
          parameters: {
            type: 'object',
            additionalProperties: true,
            description:
              "For each target. A text may have expressions over its entity, such as `${{ entity.metadata.annotations['acme.com/java'] }}`.",
          },
          ticket: { type: 'string', minLength: 1, maxLength: 200 },
          targets: { $ref: '#/components/schemas/CampaignTargets' },
          waves: {
            type: 'array',
            maxItems: 50,
            description:
              'One wave with everything unless given; what no wave takes comes last.',
            items: { $ref: '#/components/schemas/CampaignWaveRequest' },
          },
          maxOpenPerOwner: {
            type: 'integer',
            minimum: 1,
            maximum: 1000,
            description:
              'Most unfinished tasks of one owner, of this and other campaigns; no limit unless given.',
          },
          dueAt: { type: 'string', format: 'date-time' },
          idempotencyKey: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description:
              'Of a creation; a repeat answers the campaign of the first.',
          },
        },
      },
      CampaignTargets: {
        type: 'object',
        additionalProperties: false,
        description:
          'Catalog filters, references and rows together, without what is excluded.',
        properties: {
          filter: {
            type: 'array',
            maxItems: 20,
            description:
              "Alternatives. All conditions of one have to hold; keys are the catalog's, such as `kind`, `spec.type`, `relations.ownedBy`.",
            items: {
              type: 'object',
              additionalProperties: {
                oneOf: [
                  { type: 'string' },
                  { type: 'array', items: { type: 'string' } },
                ],
              },
            },
          },
          entityRefs: {
            type: 'array',
            maxItems: 10000,
            items: { type: 'string', maxLength: 500 },
          },
          csv: {
            type: 'string',
            maxLength: 900000,
            description:
              'A header with `entityRef` or `repoUrl`, and a column for each parameter that a row sets otherwise.',
          },
          excludeEntityRefs: {
            type: 'array',
            maxItems: 10000,
            items: { type: 'string', maxLength: 500 },
          },
          perComponent: {
            type: 'boolean',
            description:
              'A task for each component, also where several share a repository; one task for the repository otherwise.',
          },
        },
      },
      CampaignWaveRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['select'],
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 100 },
          select: { $ref: '#/components/schemas/CampaignWaveSelect' },
          gate: { $ref: '#/components/schemas/CampaignGate' },
        },
      },
      CampaignWaveSelect: {
        type: 'object',
        additionalProperties: false,
        description:
          'What the wave takes of the targets that no earlier one has: one of count, percent of all, tiers, owners or systems; the rest where none is given.',
        properties: {
          count: { type: 'integer', minimum: 1, maximum: 10000 },
          percent: { type: 'number', minimum: 0.1, maximum: 100 },
          tiers: { type: 'array', items: { type: 'string', maxLength: 100 } },
          owners: { type: 'array', items: { type: 'string', maxLength: 500 } },
          systems: { type: 'array', items: { type: 'string', maxLength: 500 } },
        },
      },
      CampaignGate: {
        type: 'object',
        additionalProperties: false,
        description:
          'What has to hold before the next wave opens. Shares are of the targets of the wave whose outcome is known, 0 to 1.',
        properties: {
          minimumSample: {
            type: 'integer',
            minimum: 1,
            description:
              'Outcomes that have to be known; all of the wave unless given, and never more than it has.',
          },
          mergedAtLeast: { type: 'number', minimum: 0, maximum: 1 },
          closedAtMost: { type: 'number', minimum: 0, maximum: 1 },
          failedAtMost: { type: 'number', minimum: 0, maximum: 1 },
          checksGreenAtLeast: { type: 'number', minimum: 0, maximum: 1 },
          soakMinutes: {
            type: 'integer',
            minimum: 1,
            maximum: 527040,
            description:
              'How long the last needed outcome has to have been known.',
          },
          confirmation: {
            type: 'boolean',
            description: 'A person has to confirm.',
          },
          stopAbove: {
            type: 'object',
            additionalProperties: false,
            required: ['share'],
            description:
              'Stops the campaign where so many failed or were closed.',
            properties: {
              share: { type: 'number', minimum: 0, maximum: 1 },
              minimumSample: { type: 'integer', minimum: 1 },
            },
          },
        },
      },
      CampaignGateCondition: {
        type: 'object',
        required: ['kind', 'needed', 'met'],
        properties: {
          kind: {
            type: 'string',
            enum: [
              'sample',
              'merged',
              'closed',
              'failed',
              'checks',
              'soak',
              'confirmation',
            ],
          },
          needed: {
            type: 'number',
            description: 'A count, a share from 0 to 1, or minutes.',
          },
          now: {
            type: 'number',
            description:
              'Missing where nothing is known yet, which never opens a gate.',
          },
          met: { type: 'boolean' },
        },
      },
      CampaignWave: {
        type: 'object',
        required: [
          'number',
          'select',
          'state',
          'targets',
          'counts',
          'conditions',
        ],
        properties: {
          number: { type: 'integer' },
          title: { type: 'string' },
          select: { $ref: '#/components/schemas/CampaignWaveSelect' },
          gate: { $ref: '#/components/schemas/CampaignGate' },
          state: {
            type: 'string',
            description:
              '`held` has all outcomes and does not meet its gate; a person decides.',
            enum: ['waiting', 'open', 'held', 'passed', 'stopped'],
          },
          targets: { type: 'integer' },
          counts: { $ref: '#/components/schemas/CampaignCounts' },
          conditions: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignGateCondition' },
          },
          openedAt: { type: 'string', format: 'date-time' },
          passedAt: { type: 'string', format: 'date-time' },
          passedBy: {
            type: 'string',
            description: 'Who has opened the gate, where a person did.',
          },
        },
      },
      CampaignCounts: {
        type: 'object',
        description: 'Targets by status; what is missing is none.',
        additionalProperties: { type: 'integer' },
      },
      Campaign: {
        type: 'object',
        required: [
          'id',
          'title',
          'owner',
          'state',
          'stateSince',
          'createdBy',
          'createdAt',
          'template',
          'request',
          'targets',
          'counts',
          'verdicts',
          'waves',
          'actions',
        ],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          owner: { type: 'string' },
          state: { $ref: '#/components/schemas/CampaignState' },
          stateSince: { type: 'string', format: 'date-time' },
          stateReason: {
            type: 'string',
            description: 'Why it is paused or stopped.',
          },
          waitsFor: {
            type: 'string',
            description: 'What holds it up, in a sentence.',
          },
          createdBy: { type: 'string' },
          scheduleId: {
            type: 'string',
            description: 'Schedule whose run it is.',
          },
          createdAt: { type: 'string', format: 'date-time' },
          startedBy: { type: 'string' },
          startedAt: { type: 'string', format: 'date-time' },
          endedAt: { type: 'string', format: 'date-time' },
          dueAt: { type: 'string', format: 'date-time' },
          template: { $ref: '#/components/schemas/TemplateUse' },
          request: { $ref: '#/components/schemas/CampaignRequest' },
          planning: {
            type: 'object',
            required: ['done', 'interrupted'],
            properties: {
              done: {
                type: 'integer',
                description: 'Targets that were judged.',
              },
              total: { type: 'integer', description: 'Once it is known.' },
              interrupted: {
                type: 'boolean',
                description:
                  'The replica that planned it is gone; plan it again.',
              },
              problem: {
                type: 'string',
                description: 'Why it could not be planned.',
              },
            },
          },
          targets: {
            type: 'integer',
            description: 'Without refused and excluded ones.',
          },
          counts: { $ref: '#/components/schemas/CampaignCounts' },
          verdicts: {
            type: 'object',
            description: 'Targets by verdict.',
            additionalProperties: { type: 'integer' },
          },
          estimate: {
            type: 'object',
            description:
              'From tasks of the same template; missing where too few have ended.',
            required: [
              'sample',
              'creditsP50',
              'creditsP90',
              'minutesP50',
              'minutesP90',
            ],
            properties: {
              sample: { type: 'integer' },
              creditsP50: {
                type: 'number',
                description: 'Of all targets together.',
              },
              creditsP90: { type: 'number' },
              minutesP50: { type: 'number', description: 'Of one target.' },
              minutesP90: { type: 'number' },
            },
          },
          launchMinutes: {
            type: 'number',
            description:
              "The least time that GitHub's limits leave for launching all.",
          },
          waves: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignWave' },
          },
          actions: {
            type: 'object',
            required: [
              'edit',
              'start',
              'pause',
              'resume',
              'stop',
              'openGate',
              'recall',
              'extend',
              'changeVersion',
            ],
            properties: {
              edit: { $ref: '#/components/schemas/TaskAction' },
              start: { $ref: '#/components/schemas/TaskAction' },
              pause: { $ref: '#/components/schemas/TaskAction' },
              resume: { $ref: '#/components/schemas/TaskAction' },
              stop: { $ref: '#/components/schemas/TaskAction' },
              openGate: { $ref: '#/components/schemas/TaskAction' },
              recall: { $ref: '#/components/schemas/TaskAction' },
              extend: { $ref: '#/components/schemas/TaskAction' },
              changeVersion: { $ref: '#/components/schemas/TaskAction' },
            },
          },
          timeline: {
            type: 'array',
            description: 'Its story, oldest first; with one campaign only.',
            items: { $ref: '#/components/schemas/CampaignEvent' },
          },
        },
      },
      CampaignEvent: {
        type: 'object',
        required: ['id', 'at', 'kind', 'actor', 'data'],
        properties: {
          id: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          kind: {
            type: 'string',
            enum: [
              'created',
              'planned',
              'targets-excluded',
              'targets-included',
              'target-deferred',
              'target-opted-out',
              'target-taken-back',
              'owners-reminded',
              'targets-added',
              'version-changed',
              'started',
              'wave-opened',
              'gate-held',
              'gate-passed',
              'paused',
              'resumed',
              'stopped',
              'recalled',
              'retried',
              'done',
            ],
          },
          actor: { type: 'string' },
          data: { type: 'object', additionalProperties: true },
        },
      },
      CampaignPage: {
        type: 'object',
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Campaign' },
          },
          totalItems: { type: 'integer' },
          pageInfo: {
            type: 'object',
            properties: {
              nextCursor: { type: 'string' },
              prevCursor: { type: 'string' },
            },
          },
        },
      },
      CampaignTarget: {
        type: 'object',
        required: [
          'id',
          'position',
          'entityRefs',
          'parameters',
          'verdict',
          'reasons',
          'status',
        ],
        properties: {
          id: { type: 'string' },
          position: { type: 'integer' },
          wave: {
            type: 'integer',
            description: 'Missing where it takes no part.',
          },
          repository: { $ref: '#/components/schemas/Repository' },
          entityRefs: { type: 'array', items: { type: 'string' } },
          owner: { type: 'string' },
          tier: { type: 'string' },
          system: { type: 'string' },
          row: { type: 'integer', description: 'Of the CSV, from 1 on.' },
          parameters: { type: 'object', additionalProperties: true },
          verdict: { $ref: '#/components/schemas/CampaignVerdict' },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/Reason' },
          },
          status: { $ref: '#/components/schemas/CampaignTargetStatus' },
          excluded: {
            type: 'object',
            required: ['by', 'at'],
            properties: {
              by: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
              reason: { type: 'string' },
              optedOut: {
                type: 'boolean',
                description: 'Its owner has said so.',
              },
            },
          },
          deferred: {
            type: 'object',
            description: 'Its owner has put it off; it does not start before.',
            required: ['until', 'by', 'at'],
            properties: {
              until: { type: 'string', format: 'date-time' },
              by: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
              reason: { type: 'string' },
            },
          },
          decide: {
            description:
              'Whether the caller may put it off, opt out or take that back; in lists.',
            allOf: [{ $ref: '#/components/schemas/TaskAction' }],
          },
          openTasks: {
            type: 'integer',
            description: 'Unfinished tasks of others in the same repository.',
          },
          outcome: { $ref: '#/components/schemas/CampaignTargetOutcome' },
          task: {
            type: 'object',
            required: ['id', 'phase', 'phaseSince'],
            properties: {
              id: { type: 'string' },
              phase: { $ref: '#/components/schemas/Phase' },
              phaseSince: { type: 'string', format: 'date-time' },
              templateVersion: {
                type: 'string',
                description: 'That it was made from.',
              },
              failureClass: { $ref: '#/components/schemas/FailureClass' },
              pullRequest: {
                type: 'object',
                required: ['number', 'url'],
                properties: {
                  number: { type: 'integer' },
                  url: { type: 'string' },
                },
              },
            },
          },
          recall: {
            type: 'object',
            description: 'What became of taking it back.',
            required: ['state'],
            properties: {
              state: {
                type: 'string',
                enum: ['pending', 'done', 'not-stopped', 'failed'],
              },
              message: { type: 'string' },
            },
          },
        },
      },
      CampaignTargetOutcome: {
        type: 'object',
        description:
          'Whether the goal is reached; missing where the template names none, or the target was refused.',
        required: ['outcome', 'results'],
        properties: {
          outcome: { $ref: '#/components/schemas/CampaignOutcome' },
          checkedAt: {
            type: 'string',
            format: 'date-time',
            description: 'The latest look; missing before the first.',
          },
          nextCheckAt: {
            type: 'string',
            format: 'date-time',
            description: 'Missing where it is not looked at any more.',
          },
          results: {
            type: 'array',
            description:
              'What was seen since when, oldest first; the latest ones.',
            items: {
              type: 'object',
              required: ['result', 'since', 'until'],
              properties: {
                result: { type: 'string', enum: ['met', 'not-met', 'unknown'] },
                since: { type: 'string', format: 'date-time' },
                until: { type: 'string', format: 'date-time' },
                message: { type: 'string' },
              },
            },
          },
        },
      },
      CampaignTargetPage: {
        type: 'object',
        required: ['items', 'totalItems', 'pageInfo', 'facets'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignTarget' },
          },
          totalItems: { type: 'integer' },
          pageInfo: {
            type: 'object',
            properties: {
              nextCursor: { type: 'string' },
              prevCursor: { type: 'string' },
            },
          },
          facets: {
            type: 'object',
            description: 'Of the whole campaign.',
            required: ['owner', 'tier', 'system'],
            properties: {
              owner: { $ref: '#/components/schemas/CampaignCounts' },
              tier: { $ref: '#/components/schemas/CampaignCounts' },
              system: { $ref: '#/components/schemas/CampaignCounts' },
              outcome: {
                type: 'object',
                description:
                  'Targets that take part, by outcome; missing where the template names no goal.',
                additionalProperties: { type: 'integer' },
              },
            },
          },
        },
      },
      CampaignTargetDetail: {
        allOf: [
          { $ref: '#/components/schemas/CampaignTarget' },
          {
            type: 'object',
            required: ['prompt', 'decision'],
            properties: {
              title: { type: 'string' },
              prompt: { type: 'string' },
              decision: { $ref: '#/components/schemas/Decision' },
              reviewers: {
                description: 'Missing where it has no repository.',
                allOf: [{ $ref: '#/components/schemas/TargetReviewers' }],
              },
              clashes: { $ref: '#/components/schemas/TargetClashes' },
            },
          },
        ],
      },
      TargetClashes: {
        type: 'object',
        description:
          'What else is under way in its repository, as of now; missing where there is none.',
        required: ['tasks', 'hiddenTasks', 'campaigns'],
        properties: {
          tasks: {
            type: 'array',
            description:
              'Tasks of others with an open pull request or on their way to one, that the caller may read; at most 20, the oldest first.',
            items: {
              type: 'object',
              required: ['id', 'title', 'phase', 'requestedBy'],
              properties: {
                id: { type: 'string' },
                title: { type: 'string' },
                phase: { $ref: '#/components/schemas/Phase' },
                requestedBy: { type: 'string' },
                campaignId: { type: 'string' },
                pullRequest: {
                  type: 'object',
                  required: ['number', 'url'],
                  properties: {
                    number: { type: 'integer' },
                    url: { type: 'string' },
                  },
                },
              },
            },
          },
          hiddenTasks: {
            type: 'integer',
            description: 'Others that the caller may not read.',
          },
          campaigns: {
            type: 'array',
            description:
              'Other campaigns that are planned or under way, with a target in the repository that has not ended; at most 20.',
            items: {
              type: 'object',
              required: ['id', 'title', 'state', 'status'],
              properties: {
                id: { type: 'string' },
                title: { type: 'string' },
                state: { $ref: '#/components/schemas/CampaignState' },
                status: { $ref: '#/components/schemas/CampaignTargetStatus' },
              },
            },
          },
        },
      },
      TargetReviewers: {
        type: 'object',
        description:
          'Who may review its pull request: the first team is asked, and where there is none, the least busy of the people. Both empty where nobody may.',
        required: ['asked', 'refs', 'teams', 'people'],
        properties: {
          asked: {
            type: 'boolean',
            description:
              'Whether the broker asks them, or leaves that to people.',
          },
          refs: {
            type: 'array',
            description:
              'Owners, or whom the template or the configuration names.',
            items: { type: 'string' },
          },
          teams: {
            type: 'array',
            description: 'As organization/team.',
            items: { type: 'string' },
          },
          people: {
            type: 'array',
            description: 'Logins.',
            items: { type: 'string' },
          },
        },
      },
      CampaignReviewers: {
        type: 'object',
        required: ['asked', 'limits', 'groups', 'withoutReviewer'],
        properties: {
          asked: {
            type: 'boolean',
            description:
              'Whether the broker asks them, or leaves that to people.',
          },
          limits: {
            type: 'object',
            description:
              'What holds the load down; what is missing has no limit.',
            properties: {
              readyPerOwner: {
                type: 'integer',
                description:
                  'Pull requests of an owner that are ready at once.',
              },
              tasksPerOwner: {
                type: 'integer',
                description: 'Unfinished tasks of an owner in campaigns.',
              },
              openPerRepository: {
                type: 'integer',
                description: 'Open pull requests of agents in one repository.',
              },
            },
          },
          groups: {
            type: 'array',
            description:
              'Those with most to come first. A target whose template names several counts for each.',
            items: { $ref: '#/components/schemas/CampaignReviewerGroup' },
          },
          withoutReviewer: {
            type: 'array',
            description: 'Targets that nobody may review, by owner.',
            items: {
              type: 'object',
              required: ['targets'],
              properties: {
                owner: { type: 'string' },
                targets: { type: 'integer' },
              },
            },
          },
        },
      },
      CampaignReviewerGroup: {
        type: 'object',
        required: [
          'ref',
          'teams',
          'people',
          'targets',
          'toCome',
          'open',
          'drafts',
        ],
        properties: {
          ref: { type: 'string', description: 'Entity reference.' },
          teams: { type: 'array', items: { type: 'string' } },
          people: { type: 'array', items: { type: 'string' } },
          targets: { type: 'integer', description: 'That take part.' },
          toCome: {
            type: 'integer',
            description: 'Those of them without a pull request so far.',
          },
          open: {
            type: 'integer',
            description:
              'Pull requests of agents that are ready and open now, of its own components or asked of its teams, whatever they belong to.',
          },
          drafts: { type: 'integer', description: 'The same that are drafts.' },
          atMost: {
            type: 'integer',
            description: 'Most that are ready at once, where there is a limit.',
          },
        },
      },
      DeferTargetRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['until', 'reason'],
        properties: {
          until: {
            type: 'string',
            format: 'date-time',
            description: 'In the future, and within a year.',
          },
          reason: { type: 'string', minLength: 1, maxLength: 1000 },
        },
      },
      OptOutTargetRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['reason'],
        properties: {
          reason: { type: 'string', minLength: 1, maxLength: 1000 },
        },
      },
      CampaignSharePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignShare' },
          },
        },
      },
      CampaignShare: {
        type: 'object',
        required: [
          'id',
          'title',
          'state',
          'waves',
          'counts',
          'waitingForPeople',
          'targets',
        ],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          state: { $ref: '#/components/schemas/CampaignState' },
          dueAt: { type: 'string', format: 'date-time' },
          wave: {
            type: 'integer',
            description: 'The wave that is open or held.',
          },
          waves: { type: 'integer' },
          counts: { $ref: '#/components/schemas/CampaignCounts' },
          waitingForPeople: {
            type: 'integer',
            description:
              'Those of them that wait for an answer, an approval or a review.',
          },
          targets: {
            type: 'array',
            description: 'Where entities were asked for, at most 20.',
            items: { $ref: '#/components/schemas/CampaignTarget' },
          },
        },
      },
      CampaignChanges: {
        type: 'object',
        required: ['at', 'joined', 'left'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          joined: {
            type: 'object',
            required: ['items', 'totalItems'],
            properties: {
              items: {
                type: 'array',
                description: 'The first 1,000, in the order of starting.',
                items: { $ref: '#/components/schemas/CampaignJoinedTarget' },
              },
              totalItems: { type: 'integer' },
            },
          },
          left: {
            type: 'object',
            required: ['items', 'totalItems'],
            properties: {
              items: {
                type: 'array',
                description: 'The first 1,000, in the order of starting.',
                items: { $ref: '#/components/schemas/CampaignLeftTarget' },
              },
              totalItems: { type: 'integer' },
            },
          },
        },
      },
      CampaignJoinedTarget: {
        type: 'object',
        required: ['key', 'entityRefs'],
        properties: {
          key: {
            type: 'string',
            description: 'What makes it one target; names it in an extension.',
          },
          repository: { $ref: '#/components/schemas/Repository' },
          entityRefs: { type: 'array', items: { type: 'string' } },
          row: { type: 'integer', description: 'Of a CSV, from 1 on.' },
          owner: { type: 'string' },
          tier: { type: 'string' },
          problem: { $ref: '#/components/schemas/Reason' },
        },
      },
      CampaignLeftTarget: {
        type: 'object',
        required: ['target', 'reason'],
        properties: {
          target: { $ref: '#/components/schemas/CampaignTarget' },
          reason: {
            type: 'string',
            description:
              '`entity-gone`: the catalog has none of its components any more that the caller may read; `no-match`: the query does not find it; `opted-out`: it keeps agents out; `repository-changed`: its component is in another one; `repository-unknown`: its component names none.',
            enum: [
              'entity-gone',
              'no-match',
              'opted-out',
              'repository-changed',
              'repository-unknown',
            ],
          },
          repository: { $ref: '#/components/schemas/Repository' },
        },
      },
      CampaignExtendRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          joined: {
            type: 'boolean',
            description:
              "What the campaign's query finds now and that is not in it.",
          },
          keys: {
            type: 'array',
            maxItems: 10000,
            description: 'Only these of what has joined.',
            items: { type: 'string', maxLength: 1000 },
          },
          entityRefs: {
            type: 'array',
            maxItems: 10000,
            items: { type: 'string', maxLength: 500 },
          },
          csv: {
            type: 'string',
            maxLength: 900000,
            description: 'As in the request of a campaign.',
          },
          reason: { type: 'string', maxLength: 1000 },
          dryRun: { type: 'boolean' },
        },
      },
      CampaignExtension: {
        type: 'object',
        required: [
          'added',
          'refused',
          'known',
          'remaining',
          'problems',
          'items',
        ],
        properties: {
          added: {
            type: 'integer',
            description: 'Targets that take part now.',
          },
          refused: {
            type: 'integer',
            description: 'Targets that policy refuses; they take no part.',
          },
          known: { type: 'integer', description: 'Those that it has already.' },
          remaining: {
            type: 'integer',
            description:
              'More than one call adds; the same call again goes on.',
          },
          wave: {
            type: 'integer',
            description: 'Where they are, in a campaign that has started.',
          },
          problems: {
            type: 'array',
            description: 'What cannot be a target, with why.',
            items: { $ref: '#/components/schemas/CampaignJoinedTarget' },
          },
          items: {
            type: 'array',
            description: 'The first 100, refused ones first.',
            items: { $ref: '#/components/schemas/CampaignAddedTarget' },
          },
          campaign: { $ref: '#/components/schemas/Campaign' },
        },
      },
      CampaignAddedTarget: {
        allOf: [
          { $ref: '#/components/schemas/CampaignJoinedTarget' },
          {
            type: 'object',
            required: ['verdict', 'reasons'],
            properties: {
              verdict: { $ref: '#/components/schemas/CampaignVerdict' },
              reasons: {
                type: 'array',
                items: { $ref: '#/components/schemas/Reason' },
              },
            },
          },
        ],
      },
      CampaignVersionRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          digest: {
            type: 'string',
            maxLength: 100,
            description:
              'Of the version that was looked at; refused where the template has changed since.',
          },
          reason: { type: 'string', maxLength: 1000 },
          dryRun: { type: 'boolean' },
        },
      },
      CampaignVersionChange: {
        type: 'object',
        required: ['from', 'to', 'targets', 'judged', 'verdicts', 'items'],
        properties: {
          from: { $ref: '#/components/schemas/TemplateUse' },
          to: { $ref: '#/components/schemas/TemplateUse' },
          targets: {
            type: 'integer',
            description: 'Those that have no task yet.',
          },
          judged: {
            type: 'integer',
            description: 'The first 500 of them; others when their turn comes.',
          },
          verdicts: { $ref: '#/components/schemas/CampaignCounts' },
          items: {
            type: 'array',
            description: 'The first 20 that were judged, refused ones first.',
            items: {
              type: 'object',
              required: ['target', 'verdict', 'reasons'],
              properties: {
                target: { $ref: '#/components/schemas/CampaignTarget' },
                verdict: { $ref: '#/components/schemas/CampaignVerdict' },
                reasons: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Reason' },
                },
                title: { type: 'string' },
                prompt: { type: 'string' },
              },
            },
          },
          campaign: { $ref: '#/components/schemas/Campaign' },
        },
      },
      ExcludeTargetsRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['ids'],
        properties: {
          ids: {
            type: 'array',
            minItems: 1,
            maxItems: 10000,
            items: { type: 'string', format: 'uuid' },
          },
          reason: { type: 'string', maxLength: 1000 },
        },
      },
      IncludeTargetsRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['ids'],
        properties: {
          ids: {
            type: 'array',
            minItems: 1,
            maxItems: 10000,
            items: { type: 'string', format: 'uuid' },
          },
        },
      },
      CampaignReasonRequest: {
        type: 'object',
        additionalProperties: false,
        properties: { reason: { type: 'string', maxLength: 1000 } },
      },
      CampaignGateRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['wave'],
        properties: {
          wave: { type: 'integer', minimum: 1 },
          override: {
            type: 'boolean',
            description:
              'Opens it although a condition is not met; wants a reason.',
          },
          reason: { type: 'string', maxLength: 1000 },
        },
      },
      CampaignRecallRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['pullRequests', 'reason'],
        properties: {
          wave: {
            type: 'integer',
            minimum: 1,
            description: 'All unless given.',
          },
          pullRequests: {
            type: 'string',
            description: 'What becomes of open pull requests.',
            enum: ['close', 'draft', 'leave'],
          },
          revert: {
            type: 'boolean',
            description:
              'Opens a revert pull request for each that was merged.',
          },
          reason: { type: 'string', minLength: 1, maxLength: 1000 },
          dryRun: { type: 'boolean' },
        },
      },
      CampaignRecall: {
        type: 'object',
        required: ['withdraws', 'closes', 'drafts', 'reverts', 'notStopped'],
        properties: {
          withdraws: {
            type: 'integer',
            description: 'Tasks that were not sent.',
          },
          closes: { type: 'integer' },
          drafts: { type: 'integer' },
          reverts: { type: 'integer' },
          notStopped: {
            type: 'array',
            description: 'Agents at work; GitHub has no call that stops them.',
            items: { $ref: '#/components/schemas/CampaignTarget' },
          },
          campaign: { $ref: '#/components/schemas/Campaign' },
        },
      },
      CampaignRetryRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['failureClass'],
        properties: {
          failureClass: { $ref: '#/components/schemas/FailureClass' },
          reason: { type: 'string', maxLength: 1000 },
          dryRun: { type: 'boolean' },
        },
      },
      CampaignRetry: {
        type: 'object',
        required: ['tasks', 'owners', 'retried', 'refused'],
        properties: {
          tasks: { type: 'integer', description: 'That have failed so.' },
          owners: {
            type: 'array',
            description: 'Whose tasks these are, most first.',
            items: {
              type: 'object',
              required: ['tasks'],
              properties: {
                owner: {
                  type: 'string',
                  description: 'Missing where nobody is.',
                },
                tasks: { type: 'integer' },
              },
            },
          },
          retried: { type: 'integer' },
          refused: {
            type: 'array',
            items: {
              type: 'object',
              required: ['taskId', 'reasons'],
              properties: {
                taskId: { type: 'string' },
                reasons: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Reason' },
                },
              },
            },
          },
        },
      },
      CampaignProgress: {
        type: 'object',
        required: [
          'series',
          'byOwner',
          'byTier',
          'bySystem',
          'byFailureClass',
          'stuck',
        ],
        properties: {
          series: {
            type: 'array',
            description:
              'Targets by status over time, oldest first; the last is now.',
            items: {
              type: 'object',
              required: ['at', 'counts'],
              properties: {
                at: { type: 'string', format: 'date-time' },
                counts: { $ref: '#/components/schemas/CampaignCounts' },
              },
            },
          },
          byOwner: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignSlice' },
          },
          byTier: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignSlice' },
          },
          bySystem: {
            type: 'array',
            items: { $ref: '#/components/schemas/CampaignSlice' },
          },
          byFailureClass: { $ref: '#/components/schemas/CampaignCounts' },
          stuck: {
            type: 'array',
            description:
              'Targets that wait for longer than they may, the longest first.',
            items: { $ref: '#/components/schemas/CampaignTarget' },
          },
          credits: { type: 'number', description: 'Spent so far.' },
          goal: {
            type: 'object',
            description:
              'Whether targets have reached the goal that the template names; missing where it names none.',
            required: ['title', 'counts'],
            properties: {
              title: { type: 'string' },
              counts: {
                type: 'object',
                description:
                  'Targets that take part, by outcome; what is missing is none.',
                additionalProperties: { type: 'integer' },
              },
              checkedUntil: {
                type: 'string',
                format: 'date-time',
                description:
                  'Nobody looks any more from then on; missing while it runs.',
              },
            },
          },
        },
      },
      CampaignSlice: {
        type: 'object',
        required: ['name', 'counts'],
        properties: {
          name: { type: 'string', description: 'Empty where there is none.' },
          counts: { $ref: '#/components/schemas/CampaignCounts' },
        },
      },
      BypassStatus: { type: 'string', enum: ['open', 'adopted', 'excused'] },
      BypassFinding: {
        type: 'object',
        required: [
          'id',
          'status',
          'kind',
          'repository',
          'githubTask',
          'createdAt',
          'foundAt',
        ],
        properties: {
          id: { type: 'string', format: 'uuid' },
          status: { $ref: '#/components/schemas/BypassStatus' },
          kind: {
            type: 'string',
            description:
              "`marker-copied`: its prompt carries the marker of a task of the broker's that is bound to another task of GitHub's.",
            enum: ['no-intent', 'marker-copied'],
          },
          repository: {
            type: 'object',
            required: ['host', 'owner', 'name'],
            properties: {
              host: { type: 'string' },
              owner: { type: 'string' },
              name: { type: 'string' },
            },
          },
          entityRef: { type: 'string' },
          owner: { type: 'string' },
          githubTask: {
            type: 'object',
            required: ['id'],
            properties: {
              id: { type: 'string' },
              url: { type: 'string', description: 'As GitHub gave it.' },
              state: { $ref: '#/components/schemas/AgentState' },
            },
          },
          creator: {
            type: 'object',
            required: ['id'],
            properties: {
              id: { type: 'string', description: "GitHub's id of the user." },
              login: { type: 'string', description: 'Where it is known.' },
            },
          },
          markerTaskId: { type: 'string', format: 'uuid' },
          createdAt: {
            type: 'string',
            format: 'date-time',
            description: 'At GitHub.',
          },
          foundAt: { type: 'string', format: 'date-time' },
          adoptedTaskId: { type: 'string', format: 'uuid' },
          decidedBy: { type: 'string' },
          decidedAt: { type: 'string', format: 'date-time' },
          reason: { type: 'string' },
        },
      },
      BypassFindingPage: {
        type: 'object',
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/BypassFinding' },
          },
          totalItems: { type: 'integer' },
          pageInfo: {
            type: 'object',
            properties: {
              nextCursor: { type: 'string' },
              prevCursor: { type: 'string' },
            },
          },
        },
      },
      AdoptBypassRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['taskId'],
        properties: {
          taskId: {
            type: 'string',
            format: 'uuid',
            description: "A task of the broker's.",
          },
          reason: { type: 'string', maxLength: 1000 },
        },
      },
      ExcuseBypassRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['reason'],
        properties: {
          reason: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
            pattern: '\\S',
          },
        },
      },
      Template: {
        type: 'object',
        required: [
          'ref',
          'title',
          'type',
          'version',
          'status',
          'digest',
          'parameters',
          'fits',
          'history',
        ],
        properties: {
          ref: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          owner: { type: 'string' },
          tags: { type: 'array', items: { type: 'string' } },
          type: { $ref: '#/components/schemas/TemplateType' },
          version: { type: 'string' },
          digest: { type: 'string' },
          status: { $ref: '#/components/schemas/TemplateStatus' },
          sameVersionAs: {
            type: 'string',
            description:
              'Digest of another content that had this version number before; the template is not launched until the number moves.',
          },
          uses: {
            type: 'integer',
            description:
              'Tasks ever made from the template; not counted where an entity was asked about.',
          },
          parameters: {
            type: 'object',
            description: 'JSON Schema of the parameters.',
            additionalProperties: true,
          },
          uiSchema: { type: 'object', additionalProperties: true },
          ticketRequired: { type: 'boolean' },
          model: { type: 'string' },
          customAgent: { type: 'string' },
          baseRef: { type: 'string' },
          createPullRequest: { type: 'boolean' },
          fits: {
            type: 'boolean',
            description:
              'Whether the template is meant for the entity that was asked about.',
          },
          prefill: {
            type: 'array',
            description: "Values of the entity's metadata for parameters.",
            items: {
              type: 'object',
              required: ['parameter', 'value', 'source'],
              properties: {
                parameter: { type: 'string' },
                value: {},
                source: {
                  type: 'string',
                  description: 'Where the value comes from, for people.',
                },
              },
            },
          },
          history: {
            type: 'object',
            description: 'Of the last 90 days.',
            required: ['settled', 'succeeded'],
            properties: {
              settled: { type: 'integer' },
              succeeded: { type: 'integer' },
              medianCredits: { type: 'number' },
            },
          },
        },
      },
      TemplateVersion: {
        type: 'object',
        required: [
          'ref',
          'version',
          'digest',
          'status',
          'firstSeenAt',
          'current',
          'uses',
          'content',
          'parameters',
          'uiSchema',
          'history',
          'actions',
        ],
        properties: {
          ref: { type: 'string' },
          version: { type: 'string' },
          digest: { type: 'string' },
          status: { $ref: '#/components/schemas/TemplateStatus' },
          author: {
            type: 'string',
            description:
              'Who changed the content last, where the entity says so.',
          },
          sameVersionAs: {
            type: 'string',
            description:
              'Digest of another content that had this version number before; this one is not launched.',
          },
          firstSeenAt: { type: 'string', format: 'date-time' },
          current: { type: 'boolean' },
          uses: {
            type: 'integer',
            description: 'Tasks made from it, or with it as an include.',
          },
          history: {
            type: 'array',
            description: 'How it came to its status, oldest first.',
            items: { $ref: '#/components/schemas/TemplateStatusChange' },
          },
          actions: {
            type: 'object',
            required: ['promote', 'deprecate', 'revoke'],
            properties: {
              promote: { $ref: '#/components/schemas/TaskAction' },
              deprecate: { $ref: '#/components/schemas/TaskAction' },
              revoke: { $ref: '#/components/schemas/TaskAction' },
            },
          },
          content: { type: 'object', additionalProperties: true },
          parameters: {
            type: 'object',
            additionalProperties: true,
            description: 'JSON Schema of its parameters.',
          },
          uiSchema: {
            type: 'object',
            additionalProperties: true,
            description:
              "How a form shows them, as the scaffolder's templates say it.",
          },
        },
      },
      Identity: {
        type: 'object',
        required: ['id', 'host', 'repositories', 'status', 'launchBudget'],
        properties: {
          id: { type: 'string' },
          host: { type: 'string' },
          login: { type: 'string' },
          repositories: { type: 'array', items: { type: 'string' } },
          status: {
            type: 'string',
            enum: ['ok', 'paused', 'quarantined', 'unused'],
          },
          pausedUntil: { type: 'string', format: 'date-time' },
          quarantine: {
            type: 'object',
            description:
              'Why it is out of use, and what an administrator can do.',
            required: ['code', 'message', 'nextStep'],
            properties: {
              code: {
                type: 'string',
                enum: [
                  'token-rejected',
                  'refresh-token-rejected',
                  'refresh-interrupted',
                  'client-rejected',
                  'refresh-refused',
                  'token-unreadable',
                  'encryption-key-missing',
                ],
              },
              message: { type: 'string' },
              nextStep: { type: 'string' },
              since: { type: 'string', format: 'date-time' },
            },
          },
          tokenKind: {
            type: 'string',
            description:
              'What it launches with; `app` is the user token of a GitHub App that the broker refreshes.',
            enum: [
              'fine-grained',
              'classic',
              'oauth',
              'app-user',
              'app',
              'unknown',
            ],
          },
          tokenExpiresAt: {
            type: 'string',
            format: 'date-time',
            description: 'End of the token; of the refresh token for `app`.',
          },
          tokenDaysLeft: {
            type: 'integer',
            description: 'Whole days until then, negative once it has ended.',
          },
          lastUsedAt: { type: 'string', format: 'date-time' },
          lastError: {
            type: 'object',
            required: ['message', 'at'],
            properties: {
              message: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
            },
          },
          rateLimit: {
            type: 'object',
            description: "GitHub's primary limit, as last heard.",
            required: ['limit', 'remaining', 'resetAt'],
            properties: {
              limit: { type: 'integer' },
              remaining: { type: 'integer' },
              resetAt: { type: 'string', format: 'date-time' },
            },
          },
          launchBudget: {
            type: 'object',
            required: [
              'perMinute',
              'remainingPerMinute',
              'perHour',
              'remainingPerHour',
            ],
            properties: {
              perMinute: { type: 'integer' },
              remainingPerMinute: { type: 'integer' },
              perHour: { type: 'integer' },
              remainingPerHour: { type: 'integer' },
            },
          },
          waiting: {
            type: 'integer',
            description: 'Queued tasks that only this identity may launch.',
          },
        },
      },
      AuditResult: { type: 'string', enum: ['allowed', 'refused'] },
      AuditEvent: {
        type: 'object',
        description:
          'What somebody did or was refused. Written before its effect, in the same transaction.',
        required: [
          'id',
          'at',
          'action',
          'actor',
          'actorKind',
          'result',
          'details',
        ],
        properties: {
          id: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          action: { type: 'string', description: 'Such as `task.submit`.' },
          actor: { type: 'string' },
          actorKind: { type: 'string', enum: ['user', 'service', 'schedule'] },
          onBehalfOf: {
            type: 'string',
            description: 'For whom a service or a schedule has acted.',
          },
          result: { $ref: '#/components/schemas/AuditResult' },
          requestId: { type: 'string' },
          taskId: { type: 'string', format: 'uuid' },
          entityRef: { type: 'string' },
          repository: { type: 'string', description: '`host/owner/name`.' },
          templateDigest: { type: 'string' },
          ticket: { type: 'string' },
          identity: { type: 'string' },
          before: { type: 'object', additionalProperties: true },
          after: { type: 'object', additionalProperties: true },
          details: {
            type: 'object',
            description:
              'The decision with its reasons, and whatever else the action knows.',
            additionalProperties: true,
          },
          position: {
            type: 'integer',
            description: 'Place in the hash chain; absent until it is sealed.',
          },
          hash: { type: 'string', description: 'SHA-256 in hexadecimal.' },
        },
      },
      AuditEventPage: {
        type: 'object',
        required: ['items', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditEvent' },
          },
          pageInfo: {
            type: 'object',
            properties: {
              nextCursor: { type: 'string' },
              prevCursor: { type: 'string' },
            },
          },
        },
      },
      AuditVerification: {
        type: 'object',
        required: ['valid', 'complete', 'checked', 'sealed', 'anchorsCompared'],
        properties: {
          valid: {
            type: 'boolean',
            description:
              'Whether everything that was checked is as it was sealed.',
          },
          complete: {
            type: 'boolean',
            description: 'Whether it was checked to the end of the chain.',
          },
          checked: {
            type: 'object',
            description:
              'The positions after `after` up to `until` are as they were sealed.',
            required: ['after', 'until', 'events', 'hash'],
            properties: {
              after: { type: 'integer' },
              until: { type: 'integer' },
              events: { type: 'integer' },
              hash: { type: 'string', description: 'Of the event at `until`.' },
            },
          },
          sealed: {
            type: 'object',
            description: 'The end of the chain, and what waits to be sealed.',
            required: ['position', 'hash', 'waiting'],
            properties: {
              position: { type: 'integer' },
              hash: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
              waiting: { type: 'integer' },
              waitingSince: { type: 'string', format: 'date-time' },
            },
          },
          anchorsCompared: { type: 'integer' },
          checkpoint: {
            type: 'object',
            description: 'Up to here events were removed by age.',
            required: ['position', 'at', 'newestEventAt'],
            properties: {
              position: { type: 'integer' },
              at: { type: 'string', format: 'date-time' },
              newestEventAt: { type: 'string', format: 'date-time' },
            },
          },
          broken: {
            type: 'object',
            description: 'The first break of the chain.',
            required: ['position', 'reason', 'message'],
            properties: {
              position: { type: 'integer' },
              reason: {
                type: 'string',
                enum: ['edited', 'gap', 'reordered', 'rewritten'],
              },
              message: { type: 'string' },
            },
          },
        },
      },
      ScheduleFreeze: {
        type: 'object',
        additionalProperties: false,
        required: ['from', 'until'],
        properties: {
          from: {
            type: 'string',
            description:
              "Local time of the schedule's time zone, such as `2026-12-18T18:00`.",
          },
          until: { type: 'string', description: 'Local time; not part of it.' },
          reason: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      ScheduleTimes: {
        type: 'object',
        additionalProperties: false,
        description: 'When something runs.',
        required: ['cron', 'timeZone'],
        properties: {
          cron: {
            type: 'string',
            minLength: 1,
            maxLength: 200,
            description:
              'Five fields: minute, hour, day of the month, month, day of the week.',
          },
          timeZone: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
            description: 'Such as `Europe/Berlin`.',
          },
          jitterMinutes: {
            type: 'integer',
            minimum: 0,
            maximum: 720,
            description:
              'Each run begins up to so much later, by chance; 0 unless given.',
          },
          endsAt: {
            type: 'string',
            format: 'date-time',
            description: 'No run is planned for a later time.',
          },
          freezes: {
            type: 'array',
            maxItems: 50,
            items: { $ref: '#/components/schemas/ScheduleFreeze' },
          },
          inFreeze: {
            type: 'string',
            enum: ['skip', 'wait'],
            description:
              'What becomes of a run in a freeze: left out, or begun at its end; `skip` unless given.',
          },
        },
      },
      ScheduleWork: {
        type: 'object',
        additionalProperties: false,
        description:
          'What each run does; a campaign that is started as soon as it is planned.',
        required: ['template', 'targets'],
        properties: {
          template: { type: 'string', maxLength: 500 },
          parameters: { type: 'object', additionalProperties: true },
          ticket: { type: 'string', minLength: 1, maxLength: 200 },
          targets: { $ref: '#/components/schemas/CampaignTargets' },
          waves: {
            type: 'array',
            maxItems: 50,
            items: { $ref: '#/components/schemas/CampaignWaveRequest' },
          },
          maxOpenPerOwner: { type: 'integer', minimum: 1, maximum: 1000 },
          dueAfterHours: {
            type: 'integer',
            minimum: 1,
            maximum: 8760,
            description: 'Wanted end of a run, from its beginning.',
          },
        },
      },
      ScheduleRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['title', 'owner', 'times', 'work'],
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 150 },
          description: { type: 'string', maxLength: 2000 },
          owner: {
            type: 'string',
            maxLength: 500,
            description:
              'Entity reference of the group or user who answers for it. Without somebody there, it is disabled.',
          },
          times: { $ref: '#/components/schemas/ScheduleTimes' },
          overlap: {
            type: 'string',
            enum: ['skip', 'queue', 'replace'],
            description:
              'What becomes of a run while an earlier one has not ended: left out, begun after it (one at most), or begun in its place, which is stopped; `skip` unless given.',
          },
          missed: {
            type: 'string',
            enum: ['skip', 'run'],
            description:
              'What becomes of runs whose time has passed while no replica was up: left out, or made up for once; `run` unless given.',
          },
          work: { $ref: '#/components/schemas/ScheduleWork' },
          enabled: { type: 'boolean', description: '`true` unless given.' },
          idempotencyKey: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description:
              'Of a creation; a repeat answers the schedule of the first.',
          },
        },
      },
      NextRun: {
        type: 'object',
        required: ['at'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          skipped: {
            type: 'string',
            description: 'Why it will be left out, in a sentence.',
          },
        },
      },
      ScheduleRunState: {
        type: 'string',
        description:
          '`waiting` has not begun; `planning` looks its targets up; `running` has started its campaign; `done` has come to its end; `skipped` never began; `replaced` gave way to a later one; `failed` could not do its work.',
        enum: [
          'waiting',
          'planning',
          'running',
          'done',
          'skipped',
          'replaced',
          'failed',
        ],
      },
      ScheduleRun: {
        type: 'object',
        required: ['id', 'state', 'plannedAt', 'createdAt', 'manual'],
        properties: {
          id: { type: 'string' },
          state: { $ref: '#/components/schemas/ScheduleRunState' },
          reason: {
            type: 'string',
            description:
              'Why it waits, was left out or has failed, in a sentence.',
          },
          plannedAt: { type: 'string', format: 'date-time' },
          createdAt: { type: 'string', format: 'date-time' },
          startedAt: { type: 'string', format: 'date-time' },
          endedAt: { type: 'string', format: 'date-time' },
          manual: {
            type: 'boolean',
            description: 'Somebody has asked for it.',
          },
          askedBy: { type: 'string' },
          campaign: {
            type: 'object',
            required: ['id', 'title', 'state', 'counts'],
            properties: {
              id: { type: 'string' },
              title: { type: 'string' },
              state: { $ref: '#/components/schemas/CampaignState' },
              counts: { $ref: '#/components/schemas/CampaignCounts' },
            },
          },
        },
      },
      ScheduleRunPage: {
        type: 'object',
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ScheduleRun' },
          },
          totalItems: { type: 'integer' },
          pageInfo: {
            type: 'object',
            properties: { nextCursor: { type: 'string' } },
          },
        },
      },
      Schedule: {
        type: 'object',
        required: [
          'id',
          'title',
          'owner',
          'enabled',
          'request',
          'createdBy',
          'createdAt',
          'changedBy',
          'changedAt',
          'nextRuns',
          'actions',
        ],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          owner: { type: 'string' },
          enabled: { type: 'boolean' },
          disabled: {
            type: 'object',
            description: 'Why it is disabled.',
            required: ['code', 'message', 'at'],
            properties: {
              code: {
                type: 'string',
                enum: [
                  'by-person',
                  'owner-gone',
                  'ended',
                  'new',
                  'changed',
                  'entity-gone',
                  'invalid',
                ],
              },
              message: { type: 'string' },
              by: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
            },
          },
          entityRef: {
            type: 'string',
            description: 'Entity of the catalog that it is kept in.',
          },
          request: { $ref: '#/components/schemas/ScheduleRequest' },
          createdBy: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          changedBy: {
            type: 'string',
            description: 'Who answers for what it does now.',
          },
          changedAt: { type: 'string', format: 'date-time' },
          nextRuns: {
            type: 'array',
            description: 'The next five; none of a disabled schedule.',
            items: { $ref: '#/components/schemas/NextRun' },
          },
          lastRun: { $ref: '#/components/schemas/ScheduleRun' },
          actions: {
            type: 'object',
            required: ['edit', 'enable', 'disable', 'run', 'delete'],
            properties: {
              edit: { $ref: '#/components/schemas/TaskAction' },
              enable: { $ref: '#/components/schemas/TaskAction' },
              disable: { $ref: '#/components/schemas/TaskAction' },
              run: { $ref: '#/components/schemas/TaskAction' },
              delete: { $ref: '#/components/schemas/TaskAction' },
            },
          },
        },
      },
      ScheduleList: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Schedule' },
          },
        },
      },
      ScheduleReasonRequest: {
        type: 'object',
        additionalProperties: false,
        properties: { reason: { type: 'string', maxLength: 1000 } },
      },
    },
  },
} as const;
