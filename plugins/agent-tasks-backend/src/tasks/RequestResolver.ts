import type {
  AgentTaskRepository,
  Reason,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  PolicyFacts,
  TemplateVersionFacts,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { TaskRow, TemplateVersionRow } from '../database/rows';
import { EntityFacts, readEntityFacts } from '../entities/EntityFacts';
import { findEntity } from '../entities/findEntity';
import {
  RepositoryResolver,
  ResolvedRepository,
} from '../entities/RepositoryResolver';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { createRefusal } from '../refusals/Refusal';
import { cutFenced, hasFenceMarks } from '../templates/fence';
import { applyDefaults, parameterNames } from '../templates/parameters';
import type { PromptContext } from '../templates/PromptContext';
import type { Rendered } from '../templates/renderPrompt';
import { RenderedTemplate, renderTemplate } from '../templates/renderTemplate';
import { contentOf, TemplateWithIncludes } from '../templates/TemplateContent';
import type { TemplateService } from '../templates/TemplateService';
import { unsafeCharacters } from '../templates/unsafeCharacters';
import type { Caller } from './TaskService';

const ownMarks: Reason = {
  code: 'prompt-marks',
  message: 'The prompt uses the marks that fence data.',
  nextStep: 'Leave out ⟦ and ⟧, and brackets that look like them.',
  field: 'prompt',
};

/** A request with everything that it names looked up. */
export type ResolvedRequest = {
  facts: PolicyFacts;
  entityFacts?: EntityFacts;
  repository?: AgentTaskRepository;
  template?: TemplateWithIncludes;
  title: string;
  /** Of the first identity that would launch it. */
  identity?: string;
  model?: string;
  customAgent?: string;
  baseRef?: string;
  createPullRequest: boolean;
};

/** What other parameters make of a stored task. */
export type RewrittenTask = RenderedTemplate & { parameters: JsonObject };

/** What has been looked up already, of many requests that are alike. */
export type KnownParts = {
  template?: TemplateWithIncludes;
  templateVersions?: TemplateVersionFacts[];
  found?: { entityRef: string; entity?: Entity };
};

type RequestResolverOptions = {
  catalog: CatalogService;
  config: Pick<AgentTasksConfig, 'defaults' | 'entities'>;
  identities: Pick<IdentityRegistry, 'findFor'>;
  repositories: RepositoryResolver;
  templates: Pick<TemplateService, 'find' | 'describe'>;
};

/**
 * Looks up what a request names, as the caller may read it, and renders the
 * prompt. What cannot be found is left out for policy to speak about, so that
 * one answer has every reason.
 */
export class RequestResolver {
  readonly #options: RequestResolverOptions;

  private constructor(options: RequestResolverOptions) {
    this.#options = options;
  }

  static create(options: RequestResolverOptions): RequestResolver {
    return new RequestResolver(options);
  }

  /**
   * @throws InputError where the request is contradictory in itself.
   * @throws ServiceUnavailableError and the like where the catalog fails.
   */
  async resolve(
    request: SubmitTaskRequest,
    caller: Caller,
    stage: PolicyFacts['stage'],
    known: KnownParts = {},
  ): Promise<ResolvedRequest> {
    assertComplete(request);
    const { catalog, config, identities, templates } = this.#options;
    const { credentials, actor } = caller;
    const [template, found] = await Promise.all([
      request.template !== undefined
        ? known.template ?? templates.find(request.template, { credentials })
        : undefined,
      request.entityRef !== undefined
        ? known.found ?? findEntity(catalog, request.entityRef, credentials)
        : undefined,
    ]);
    const templateVersions =
      template &&
      (known.templateVersions ?? (await templates.describe(template)));
    const entityFacts =
      found?.entity && readEntityFacts(found.entity, config.entities);
    const resolved = this.#findRepository(request, entityFacts);
    const repository = resolved?.repository;
    const reachableBy = repository ? identities.findFor(repository) : [];
    const spec = template?.spec;
    // the body was parsed from JSON
    const given = (request.parameters ?? {}) as JsonObject;
    const parameters = spec ? applyDefaults(spec.parameters, given) : given;
    const { title, prompt } = renderTexts({
      request,
      template,
      context: {
        parameters,
        ...promptEntity(entityFacts),
        repository,
        requester: actor,
        ticket: request.ticket,
      },
    });
    const model = request.model ?? spec?.model ?? config.defaults.model;
    const customAgent = request.customAgent ?? spec?.customAgent;
    const baseRef = request.baseRef ?? spec?.baseRef ?? config.defaults.baseRef;
    const createPullRequest =
      request.createPullRequest ??
      spec?.createPullRequest ??
      config.defaults.createPullRequest;
    return {
      facts: {
        ...(found && { entityRef: found.entityRef }),
        ...(entityFacts && {
          entity: entityFacts.entity,
          owner: entityFacts.owner,
          tier: entityFacts.tier,
        }),
        ...(repository && { repository }),
        ...(resolved?.problem && { repositoryProblem: resolved.problem }),
        identities: reachableBy.map(({ id }) => id),
        ...(request.template !== undefined && {
          templateRef: request.template,
        }),
        ...(spec && { template: spec }),
        ...(templateVersions && { templateVersions }),
        parameters,
        ...(request.ticket && { ticket: request.ticket }),
        ...(model && { model }),
        ...(customAgent && { customAgent }),
        ...(baseRef && { baseRef }),
        createPullRequest,
        ...(request.notBefore !== undefined && {
          notBefore: request.notBefore,
        }),
        ...(prompt.text !== undefined && { prompt: prompt.text }),
        promptProblems: prompt.problems,
        requestedBy: actor,
        stage,
      },
      ...(entityFacts && { entityFacts }),
      ...(repository && { repository }),
      ...(template && { template }),
      title,
      ...(reachableBy[0] && { identity: reachableBy[0].id }),
      ...(model && { model }),
      ...(customAgent && { customAgent }),
      ...(baseRef && { baseRef }),
      createPullRequest,
    };
  }

  /**
   * The words of a stored task with other parameters, from the version of the
   * template that it was made from and from the entity as it is now.
   */
  async rewrite(
    stored: {
      task: TaskRow;
      version: TemplateVersionRow;
      includes: TemplateVersionRow[];
    },
    given: JsonObject,
    caller: Caller,
  ): Promise<RewrittenTask> {
    const { task, version, includes } = stored;
    const { catalog, config } = this.#options;
    const found =
      task.entity_ref !== null
        ? await findEntity(catalog, task.entity_ref, caller.credentials)
        : undefined;
    const template = {
      ...contentOf(version),
      includes: includes.map(contentOf),
      missingIncludes: [],
    };
    const parameters = applyDefaults(template.spec.parameters, given);
    const { title, prompt } = renderFromTemplate(template, {
      parameters,
      ...promptEntity(
        found?.entity && readEntityFacts(found.entity, config.entities),
      ),
      repository: {
        host: task.host,
        owner: task.repository_owner,
        name: task.repository_name,
        url: task.repository_url,
      },
      requester: task.requested_by,
      ticket: task.ticket ?? undefined,
    });
    return { parameters, title, prompt };
  }

  #findRepository(
    request: SubmitTaskRequest,
    entityFacts: EntityFacts | undefined,
  ): ResolvedRepository | undefined {
    const { repositories } = this.#options;
    if (request.repoUrl !== undefined) {
      return repositories.fromUrl(request.repoUrl);
    }
    return (
      entityFacts &&
      repositories.fromEntity(entityFacts.entity, entityFacts.entityRef)
    );
  }
}

function assertComplete(request: SubmitTaskRequest): void {
  const reasons: Reason[] = [];
  if (request.template === undefined && request.prompt === undefined) {
    reasons.push({
      code: 'template-required',
      message: 'The request has neither a template nor a prompt.',
      nextStep: 'Give one of the two.',
      field: 'template',
    });
  }
  if (request.template !== undefined && request.prompt !== undefined) {
    reasons.push({
      code: 'template-and-prompt',
      message: 'The request has both a template and a prompt.',
      nextStep: 'Give one of the two.',
      field: 'prompt',
    });
  }
  if (request.entityRef === undefined && request.repoUrl === undefined) {
    reasons.push({
      code: 'target-required',
      message: 'The request names neither an entity nor a repository.',
      nextStep: 'Give entityRef, repoUrl or both.',
      field: 'entityRef',
    });
  }
  for (const [field, value] of Object.entries(request)) {
    const hidden =
      typeof value === 'string' && field !== 'prompt'
        ? unsafeCharacters(value)
        : [];
    if (hidden.length) {
      reasons.push(hiddenReason(field, hidden));
    }
  }
  if (reasons.length) {
    throw createRefusal('input', reasons);
  }
}

function renderTexts(options: {
  request: SubmitTaskRequest;
  template?: TemplateWithIncludes;
  context: Omit<PromptContext, 'template'>;
}): RenderedTemplate {
  const { request, template, context } = options;
  return template
    ? renderFromTemplate(template, context)
    : {
        title: firstLine(request.prompt ?? request.template ?? ''),
        prompt: freePrompt(request.prompt),
      };
}

function renderFromTemplate(
  template: TemplateWithIncludes,
  context: Omit<PromptContext, 'template'>,
): RenderedTemplate {
  const { ref, title: templateTitle, version } = template;
  const { required } = parameterNames(template.spec.parameters);
  const { title, prompt } = renderTemplate(template, {
    ...context,
    template: { ref, title: templateTitle, version },
  });
  const problems = prompt.problems.filter(
    // the check of the parameters says the same about these
    ({ code, field }) =>
      code !== 'variable-without-value' || !required.includes(field ?? ''),
  );
  const missing = template.missingIncludes.map(missingInclude);
  return {
    title,
    prompt:
      prompt.text === undefined || missing.length
        ? { text: undefined, problems: [...missing, ...problems] }
        : prompt,
  };
}

function promptEntity(
  facts: EntityFacts | undefined,
): Pick<PromptContext, 'entity' | 'owner' | 'tier' | 'migrationTarget'> {
  return {
    entity: facts?.entity,
    owner: facts?.owner,
    tier: facts?.tier,
    migrationTarget: facts?.migrationTarget,
  };
}

function missingInclude(ref: string): Reason {
  return {
    code: 'include-not-found',
    message: `The template begins with '${ref}', which is no include that you may read.`,
    nextStep: 'Ask the owner of the template to correct spec.includes.',
    field: 'template',
  };
}

function freePrompt(prompt: string | undefined): Rendered {
  if (prompt === undefined) {
    return { text: undefined, problems: [] };
  }
  const hidden = unsafeCharacters(prompt);
  const problems = [
    ...(hidden.length ? [hiddenReason('prompt', hidden)] : []),
    // to whoever reads it they would say that this is data
    ...(hasFenceMarks(prompt) ? [ownMarks] : []),
  ];
  if (problems.length) {
    return { text: undefined, problems };
  }
  return { text: prompt.replaceAll('\r\n', '\n'), problems: [] };
}

function hiddenReason(field: string, characters: string[]): Reason {
  return {
    code: 'hidden-characters',
    message: `'${field}' holds characters that cannot be seen: ${characters.join(
      ', ',
    )}.`,
    nextStep: 'Remove them; they can hide instructions from a reader.',
    field,
  };
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0];
  return line.length > 80 ? `${cutFenced(line, 79)}…` : line;
}
