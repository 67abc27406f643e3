import {
  AGENT_TASK_TEMPLATE_KIND,
  AgentTaskTemplate,
  TemplateStatus,
  TemplateType,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TemplateVersionFacts } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import {
  countTemplateUses,
  holdTemplateVersions,
  listVersionStatuses,
  noteTemplateHead,
  recordTemplateVersion,
  templateHistory,
} from '../database/operations/templates';
import type { TemplateVersionRow } from '../database/rows';
import { askCatalog } from '../entities/askCatalog';
import { EntityFacts, readEntityFacts } from '../entities/EntityFacts';
import { findEntity } from '../entities/findEntity';
import { RepositoryResolver } from '../entities/RepositoryResolver';
import { createRefusal } from '../refusals/Refusal';
import { describeVersion } from './describeVersion';
import {
  parseTemplateRef,
  readTemplateContent,
  TemplateContent,
  templateTypeOf,
  TemplateWithIncludes,
} from './TemplateContent';
import { toTemplate } from './toTemplate';

/** The stored versions that something is made from. */
export type UsedVersions = {
  version: TemplateVersionRow;
  includes: TemplateVersionRow[];
};

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
  readonly #initialStatus: TemplateStatus;
  readonly #repositories: RepositoryResolver;
  readonly #tierAnnotation: string;

  private constructor(options: TemplateServiceOptions) {
    this.#catalog = options.catalog;
    this.#database = options.database;
    this.#initialStatus =
      options.approval === 'required' ? 'draft' : 'approved';
    this.#repositories = options.repositories;
    this.#tierAnnotation = options.tierAnnotation;
  }

  static create(options: TemplateServiceOptions): TemplateService {
    return new TemplateService(options);
  }

  /** A template with its includes, as the caller may read them now. */
  async find(
    ref: string,
    options: { credentials: BackstageCredentials },
  ): Promise<TemplateWithIncludes | undefined> {
    const content = await this.#read(ref, options);
    const names = content?.spec.includes ?? [];
    const found = await Promise.all(
      names.map(async name => ({
        name,
        include: await this.#read(name, options),
      })),
    );
    const isInclude = (include: TemplateContent | undefined) =>
      include !== undefined && templateTypeOf(include) === 'include';
    return (
      content && {
        ...content,
        includes: found.flatMap(({ include }) =>
          include && isInclude(include) ? [include] : [],
        ),
        missingIncludes: found.flatMap(({ name, include }) =>
          isInclude(include) ? [] : [name],
        ),
      }
    );
  }

  /** Where a template's version stands, and those of its includes. */
  async describe(
    template: TemplateWithIncludes,
  ): Promise<TemplateVersionFacts[]> {
    const contents = [template, ...template.includes];
    const known = await listVersionStatuses(
      this.#database,
      contents.map(({ ref }) => ref),
    );
    return contents.map(content =>
      describeVersion(content, known, this.#initialStatus),
    );
  }

  /**
   * Keeps a content as a version, the same content once, and notes that it is
   * what the catalog has.
   */
  async record(
    content: TemplateContent,
    tx: Knex.Transaction | Knex = this.#database,
  ): Promise<TemplateVersionRow> {
    const row = await recordTemplateVersion(tx, content, this.#initialStatus);
    await noteTemplateHead(tx, {
      templateRef: row.template_ref,
      versionId: row.id,
    });
    return row;
  }

  /**
   * Keeps what a task is made from, and lets nobody revoke it before the
   * task is committed: the revocation then finds the task.
   *
   * @throws ConflictError where it was revoked since policy was asked.
   */
  async recordUse(
    template: TemplateWithIncludes,
    tx: Knex.Transaction,
  ): Promise<UsedVersions> {
    const version = await this.record(template, tx);
    const rowOf = new Map<string, TemplateVersionRow>();
    // always in one order: two that begin with the same includes would wait
    // for each other otherwise
    for (const include of [...template.includes].sort(byRef)) {
      rowOf.set(include.ref, await this.record(include, tx));
    }
    const includes = template.includes.flatMap(
      ({ ref }) => rowOf.get(ref) ?? [],
    );
    await this.hold({ version, includes }, tx);
    return { version, includes };
  }

  /**
   * Lets nobody revoke versions before what is made from them is committed.
   *
   * @throws ConflictError where one was revoked.
   */
  async hold(used: UsedVersions, tx: Knex.Transaction): Promise<void> {
    const held = await holdTemplateVersions(
      tx,
      [used.version, ...used.includes].map(({ id }) => id),
    );
    const revoked = held.find(({ status }) => status === 'revoked');
    if (revoked) {
      throw createRefusal('conflict', [
        {
          code: 'template-revoked',
          message: `Version ${revoked.version} of '${revoked.title}' was revoked a moment ago.`,
          nextStep: 'Use another template, or ask its owner for a new version.',
          field: 'template',
        },
      ]);
    }
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
    type?: TemplateType[];
    requester: string;
  }): Promise<AgentTaskTemplate[]> {
    const { credentials, entityRef, requester, type = ['template'] } = options;
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
      return content && type.includes(templateTypeOf(content))
        ? [{ entity, content }]
        : [];
    });
    const refs = found.map(({ content }) => content.ref);
    const [known, history, uses] = await Promise.all([
      listVersionStatuses(this.#database, refs),
      templateHistory(this.#database, refs),
      // somebody is about to start a task then, and waits for the dialog
      facts ? undefined : countTemplateUses(this.#database, refs),
    ]);
    return found
      .map(({ entity, content }) =>
        toTemplate({
          entity,
          content,
          facts,
          requester,
          history: history.get(content.ref),
          standing: describeVersion(content, known, this.#initialStatus),
          ...(uses && { uses: uses.get(content.ref) ?? 0 }),
          repositories: this.#repositories,
          tierAnnotation: this.#tierAnnotation,
        }),
      )
      .sort(
        (a, b) =>
          Number(b.fits) - Number(a.fits) || a.title.localeCompare(b.title),
      );
  }

  async #read(
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
}

function byRef(a: TemplateContent, b: TemplateContent): number {
  return a.ref < b.ref ? -1 : 1;
}

type TemplateServiceOptions = {
  catalog: CatalogService;
  database: Knex;
  /** Whether versions begin as drafts. */
  approval: 'required' | 'none';
  repositories: RepositoryResolver;
  tierAnnotation: string;
};
