import {
  AGENT_TASK_SCHEDULE_KIND,
  ScheduleRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { ownerRef } from '../campaigns/planning/checkCampaign';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { enqueueScheduleNews } from '../database/operations/outbox/enqueueScheduleNews';
import { disableSchedule } from '../database/operations/schedules/disableSchedule';
import { databaseTime, readDatabaseTime } from '../database/operations/sqlTime';
import type { ScheduleRow } from '../database/rows';
import { digestJson } from '../json/digest';
import { BROKER } from '../launcher/actor';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { checkSchedule } from './checkSchedule';
import { nextLookOf } from './nextLookOf';
import { readScheduleEntity } from './readScheduleEntity';

const PAGE = 500;

const waits = {
  new: 'It is new in the catalog; somebody has to enable it.',
  changed: 'It has changed in the catalog; somebody has to enable it again.',
};

/** What schedules of the catalog are taken over with. */
export type ScheduleEntitiesOptions = {
  database: Knex;
  logger: LoggerService;
  auth: AuthService;
  catalog: CatalogService;
  config: Pick<AgentTasksConfig, 'schedules'>;
  watch?: LoopWatch;
  onChanged: () => void;
};

/** What an entity says, as it is stored. */
type Proposal = {
  entityRef: string;
  digest: string;
  owner: string;
  request: ScheduleRequest;
  /** Why it cannot run. */
  problem?: string;
};

/**
 * Takes over the schedules that are entities of the catalog: new ones, changes,
 * and that one is gone.
 *
 * Whoever may write an entity may not, by that alone, start agents everywhere:
 * what the catalog says waits until a person enables it, unless the
 * configuration trusts the catalog. Replicas may do it at the same time; each
 * writes only what differs from the row.
 */
export class ScheduleEntities {
  static create(options: ScheduleEntitiesOptions): ScheduleEntities {
    return new ScheduleEntities(options);
  }

  private readonly loop: Loop;

  private constructor(private readonly options: ScheduleEntitiesOptions) {
    this.loop = new Loop({
      name: 'Reading schedules of the catalog',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: options.config.schedules.catalog.intervalMs,
      run: async () => {
        await this.run();
        return undefined;
      },
    });
  }

  async start(): Promise<void> {
    if (this.options.config.schedules.catalog.enabled) {
      this.loop.start();
    }
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Once; throws where the catalog does not answer, and then changes nothing. */
  async run(): Promise<void> {
    const { database, config, onChanged } = this.options;
    const entities = await this.read();
    const now = await readDatabaseTime(database);
    const rows = await database('schedules').whereNotNull('entity_ref');
    const known = new Map(rows.map(row => [row.entity_ref, row]));
    let changed = false;
    for (const entity of entities) {
      const entityRef = stringifyEntityRef(entity);
      const row = known.get(entityRef);
      known.delete(entityRef);
      const proposal = this.proposalOf(entity, entityRef, {
        now,
        minIntervalMs: config.schedules.minIntervalMs,
      });
      if (!proposal || row?.entity_digest === proposal.digest) {
        continue;
      }
      await (row ? this.change(row, proposal) : this.insert(proposal));
      changed = true;
    }
    for (const row of known.values()) {
      if (row.disabled_code !== 'entity-gone') {
        await this.gone(row);
        changed = true;
      }
    }
    if (changed) {
      onChanged();
    }
  }

  private async read(): Promise<Entity[]> {
    const { catalog, auth } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const { items, pageInfo } = await catalog.queryEntities(
        cursor === undefined
          ? { filter: { kind: AGENT_TASK_SCHEDULE_KIND }, limit: PAGE }
          : { cursor, limit: PAGE },
        { credentials },
      );
      entities.push(...items);
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined);
    return entities;
  }

  private proposalOf(
    entity: Entity,
    entityRef: string,
    options: { now: Date; minIntervalMs: number },
  ): Proposal | undefined {
    const read = readScheduleEntity(entity);
    if ('problem' in read) {
      // the catalog module refuses it; here is an installation without it
      this.options.logger.warn(`${entityRef} is left out: ${read.problem}`);
      return undefined;
    }
    const { request } = read;
    const reasons = checkSchedule(request, options);
    return {
      entityRef,
      digest: digestJson(request as unknown as JsonValue),
      owner: ownerRef(request.owner) ?? request.owner,
      request,
      ...(reasons.length && {
        problem: reasons.map(({ message }) => message).join(' '),
      }),
    };
  }

  private async insert(proposal: Proposal): Promise<void> {
    const { database } = this.options;
    await database.transaction(async tx => {
      const id = randomUUID();
      const [row] = await tx('schedules')
        .insert({
          id,
          ...(await this.columnsOf(tx, id, proposal, 'new')),
          created_by: proposal.entityRef,
          created_at: databaseTime(tx),
        })
        .onConflict('entity_ref')
        .ignore()
        .returning('*');
      if (row) {
        await this.note(tx, row, 'create');
      }
    });
  }

  private async change(before: ScheduleRow, proposal: Proposal): Promise<void> {
    const { database } = this.options;
    await database.transaction(async tx => {
      const [row] = await tx('schedules')
        .where({ id: before.id, entity_digest: before.entity_digest })
        .update(await this.columnsOf(tx, before.id, proposal, 'changed'))
        .returning('*');
      if (row) {
        await this.note(tx, row, 'change');
      }
    });
  }

  private async columnsOf(
    tx: Knex.Transaction,
    id: string,
    { entityRef, digest, owner, request, problem }: Proposal,
    code: 'new' | 'changed',
  ) {
    const { trusted } = this.options.config.schedules.catalog;
    const wanted = trusted && request.enabled !== false && !problem;
    const next = wanted
      ? nextLookOf(id, request.times, await readDatabaseTime(tx))
      : undefined;
    return {
      title: request.title,
      description: request.description ?? null,
      owner_ref: owner,
      request: JSON.stringify(request) as never,
      entity_ref: entityRef,
      entity_digest: digest,
      changed_by: entityRef,
      changed_at: databaseTime(tx),
      enabled: next !== undefined,
      disabled_by: null,
      ...(next
        ? {
            ...next,
            disabled_code: null,
            disabled_message: null,
            disabled_at: null,
          }
        : {
            next_at: null,
            due_at: null,
            disabled_code: problem ? ('invalid' as const) : code,
            disabled_message: problem ?? waits[code],
            disabled_at: databaseTime(tx),
          }),
      due_look_at: databaseTime(tx),
    };
  }

  private async gone(row: ScheduleRow): Promise<void> {
    await this.options.database.transaction(async tx => {
      const message = `${row.entity_ref} is not in the catalog any more.`;
      await disableSchedule(tx, row.id, { code: 'entity-gone', message });
      await tx('schedules').where({ id: row.id }).update({
        // taken over again where it comes back
        entity_digest: null,
      });
      await this.note(
        tx,
        { ...row, enabled: false, disabled_message: message },
        'disable',
        row.enabled,
      );
    });
  }

  private async note(
    tx: Knex.Transaction,
    row: ScheduleRow,
    verb: 'create' | 'change' | 'disable',
    tell = true,
  ): Promise<void> {
    await appendAudit(tx, {
      action: `schedule.${verb}`,
      actor: BROKER,
      result: 'allowed',
      details: {
        scheduleId: row.id,
        schedule: row.title,
        entityRef: row.entity_ref,
        enabled: row.enabled,
        digest: row.entity_digest,
        ...(row.disabled_message && { reason: row.disabled_message }),
      },
    });
    if (tell && !row.enabled) {
      await enqueueScheduleNews(tx, {
        event: verb === 'disable' ? 'disabled' : 'proposed',
        scheduleId: row.id,
        title: row.title,
        message: row.disabled_message ?? '',
        to: verb === 'disable' ? [row.owner_ref] : [],
      });
    }
  }
}
