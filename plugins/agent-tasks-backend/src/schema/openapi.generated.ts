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
  '#get|/v1/identities': {
    path: Parameters<'/v1/identities', 'get', 'path'>;
    query: Parameters<'/v1/identities', 'get', 'query'>;
    response: Response<'/v1/identities', 'get'>;
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
          { $ref: '#/components/parameters/text' },
          {
            name: 'sort',
            in: 'query',
            description:
              'Field and direction. `attention` puts what waits for a person first, then what runs, then the rest, each newest first.',
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
                properties: { reason: { type: 'string', maxLength: 1000 } },
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
          'Every content of the template that was seen, newest first.',
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
  },
  components: {
    parameters: {
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
            enum: ['portal', 'scaffolder', 'api'],
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
          evaluatedAt: { type: 'string', format: 'date-time' },
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
          readAt: { type: 'string', format: 'date-time' },
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
            enum: ['answer', 'review', 'retry', 'resolve', 'approve'],
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
          source: { type: 'string', enum: ['portal', 'scaffolder', 'api'] },
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
          nextStep: { $ref: '#/components/schemas/NextStep' },
          actions: {
            type: 'object',
            required: ['retry', 'withdraw', 'resolve'],
            properties: {
              retry: { $ref: '#/components/schemas/TaskAction' },
              withdraw: { $ref: '#/components/schemas/TaskAction' },
              resolve: { $ref: '#/components/schemas/TaskAction' },
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
      Template: {
        type: 'object',
        required: [
          'ref',
          'title',
          'version',
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
          version: { type: 'string' },
          digest: { type: 'string' },
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
          'firstSeenAt',
          'current',
          'uses',
          'content',
        ],
        properties: {
          ref: { type: 'string' },
          version: { type: 'string' },
          digest: { type: 'string' },
          firstSeenAt: { type: 'string', format: 'date-time' },
          current: { type: 'boolean' },
          uses: { type: 'integer' },
          content: { type: 'object', additionalProperties: true },
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
    },
  },
} as const;
