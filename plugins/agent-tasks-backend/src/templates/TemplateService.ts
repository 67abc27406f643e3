import {
  AGENT_TASK_TEMPLATE_KIND,
  AgentTaskTemplate,
  AgentTaskTemplateVersion,
  revealHidden,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import {
  listTemplateVersions,
  recordTemplateVersion,
  templateHistory,
  TemplateHistory,
} from '../database/operations/templates';
import type { TemplateVersionRow } from '../database/rows';
import { askCatalog } from '../entities/askCatalog';
import { EntityFacts, readEntityFacts } from '../entities/EntityFacts';
import { findEntity } from '../entities/findEntity';
import { RepositoryResolver } from '../entities/RepositoryResolver';
import { createRefusal } from '../refusals/Refusal';
import { fitsEntity } from './fitsEntity';
import { splitUiSchema } from './parameters';
import { prefillParameters } from './prefill';
import {
  parseTemplateRef,
  readTemplateContent,
  TemplateContent,
} from './TemplateContent';

/**
 * Templates are catalog entities; each content that was seen is kept as an
 * immutable version under its digest. What a task was made from is therefore
 * always known, whatever happens to the entity.
 *
 * What it does not promise: that a content was seen which nobody listed or
 * used while it was in the catalog.
 */
export class TemplateService {
  readonly #catalog: CatalogService;
  readonly #database: Knex;
  readonly #repositories: RepositoryResolver;
  readonly #tierAnnotation: string;

  private constructor(options: TemplateServiceOptions) {
    this.#catalog = options.catalog;
    this.#database = options.database;
    this.#repositories = options.repositories;
    this.#tierAnnotation = options.tierAnnotation;
  }

  static create(options: TemplateServiceOptions): TemplateService {
    return new TemplateService(options);
  }

  /** A template as the caller may read it now. */
  async find(
    ref: string,
    options: { credentials: BackstageCredentials },
  ): Promise<TemplateContent | undefined> {
    const entityRef = parseTemplateRef(ref);
    const entity =
      entityRef &&
      (await askCatalog(() =>
        this.#catalog.getEntityByRef(entityRef, options),
      ));
    return entity ? readTemplateContent(entity) : undefined;
  }

  /** Keeps a content as a version; the same content is kept once. */
  async record(
    content: TemplateContent,
    tx: Knex.Transaction | Knex = this.#database,
  ): Promise<TemplateVersionRow> {
    return recordTemplateVersion(tx, content);
  }

  /**
   * The templates that the caller may read; with an entity, those that fit it
   * first, with what its metadata prefills.
   *
   * @throws NotFoundError where there is no such entity that the caller may read.
   */
  async list(options: {
    credentials: BackstageCredentials;
    entityRef?: string;
    requester: string;
  }): Promise<AgentTaskTemplate[]> {
    const { credentials, entityRef, requester } = options;
    const facts = entityRef
      ? await this.#readEntity(entityRef, credentials)
      : undefined;
    const { items } = await askCatalog(() =>
      this.#catalog.getEntities(
        { filter: { kind: AGENT_TASK_TEMPLATE_KIND } },
        { credentials },
      ),
    );
    const found = items.flatMap(entity => {
      const content = readTemplateContent(entity);
      return content ? [{ entity, content }] : [];
    });
    const history = await templateHistory(
      this.#database,
      found.map(({ content }) => content.ref),
    );
    return found
      .map(({ entity, content }) =>
        this.#toTemplate({
          entity,
          content,
          facts,
          requester,
          history: history.get(content.ref),
        }),
      )
      .sort(
        (a, b) =>
          Number(b.fits) - Number(a.fits) || a.title.localeCompare(b.title),
      );
  }

  /**
   * Every content of a template that was seen, newest first.
   *
   * @throws NotFoundError where the caller may not read the template.
   */
  async versions(
    ref: string,
    options: { credentials: BackstageCredentials },
  ): Promise<AgentTaskTemplateVersion[]> {
    const current = await this.find(ref, options);
    if (!current) {
      throw createRefusal('not-found', [
        {
          code: 'template-not-found',
          message: `There is no template '${ref}' that you may read.`,
        },
      ]);
    }
    await this.record(current);
    const rows = await listTemplateVersions(this.#database, current.ref);
    return rows.map(row => ({
      ref: row.template_ref,
      version: row.version,
      digest: row.digest,
      firstSeenAt: row.first_seen_at.toISOString(),
      current: row.digest === current.digest,
      uses: row.uses,
      content: row.content,
    }));
  }

  async #readEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<EntityFacts> {
    const { entity } = await findEntity(this.#catalog, entityRef, credentials);
    if (!entity) {
      throw createRefusal('not-found', [
        {
          code: 'entity-not-found',
          message: `There is no entity '${entityRef}' that you may read.`,
          field: 'entityRef',
        },
      ]);
    }
    return readEntityFacts(entity, { tierAnnotation: this.#tierAnnotation });
  }

  #toTemplate(options: {
    entity: Entity;
    content: TemplateContent;
    facts?: EntityFacts;
    requester: string;
    history?: TemplateHistory;
  }): AgentTaskTemplate {
    const { entity, content, facts, requester, history } = options;
    const { spec } = content;
    const { schema, uiSchema } = splitUiSchema(
      spec.parameters ?? { type: 'object', properties: {} },
    );
    const owner = readEntityFacts(entity, {
      tierAnnotation: this.#tierAnnotation,
    }).owner;
    return {
      ref: content.ref,
      title: revealHidden(content.title),
      ...(entity.metadata.description && {
        description: revealHidden(entity.metadata.description),
      }),
      ...(owner && { owner }),
      ...(entity.metadata.tags && { tags: entity.metadata.tags }),
      version: content.version,
      digest: content.digest,
      parameters: schema,
      uiSchema,
      ticketRequired: spec.requires?.ticket ?? false,
      ...(spec.model && { model: spec.model }),
      ...(spec.customAgent && { customAgent: spec.customAgent }),
      ...(spec.baseRef && { baseRef: spec.baseRef }),
      ...(spec.createPullRequest !== undefined && {
        createPullRequest: spec.createPullRequest,
      }),
      fits: facts ? fitsEntity(spec.appliesTo, facts.entity) : true,
      ...(facts && {
        prefill: prefillParameters(spec, {
          parameters: {},
          entity: facts.entity,
          owner: facts.owner,
          tier: facts.tier,
          migrationTarget: facts.migrationTarget,
          repository: this.#repositories.fromEntity(
            facts.entity,
            facts.entityRef,
          ).repository,
          requester,
          template: {
            ref: content.ref,
            title: content.title,
            version: content.version,
          },
        }),
      }),
      history: history ?? { settled: 0, succeeded: 0 },
    };
  }
}

type TemplateServiceOptions = {
  catalog: CatalogService;
  database: Knex;
  repositories: RepositoryResolver;
  tierAnnotation: string;
};
