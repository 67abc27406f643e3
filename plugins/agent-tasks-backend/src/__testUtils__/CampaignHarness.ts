import type {
  Campaign,
  CampaignRequest,
  CampaignTargetPage,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import type { CampaignRow, TaskRow } from '../database/rows';
import { component, group, migrateTemplate } from './catalogEntities';
import { createTestBroker } from './TestBroker';

const ADA = mockCredentials.user.header('user:default/ada');

/** The broker with services `s0` to `sn`, and what tests do with campaigns. */
export class CampaignHarness {
  static async start(
    options: Parameters<typeof createTestBroker>[0] & { services?: number },
  ): Promise<CampaignHarness> {
    const { services = 6, entities, ...rest } = options;
    const broker = await createTestBroker({
      ...rest,
      entities: entities ?? [
        migrateTemplate(),
        group('team-a'),
        ...Array.from({ length: services }, (_, index) =>
          component(`s${index}`, {
            'agent-tasks/tier': String(1 + (index % 3)),
          }),
        ),
      ],
    });
    return new CampaignHarness(options.knex, broker);
  }

  private constructor(
    readonly knex: Knex,
    readonly broker: Awaited<ReturnType<typeof createTestBroker>>,
  ) {}

  /** What the catalog has from now on. */
  setEntities(entities: Entity[]): void {
    const next = catalogServiceMock({ entities });
    const { catalog } = this.broker;
    catalog.queryEntities = next.queryEntities.bind(next);
    catalog.getEntities = next.getEntities.bind(next);
    catalog.getEntityByRef = next.getEntityByRef.bind(next);
    catalog.getEntitiesByRefs = next.getEntitiesByRefs.bind(next);
  }

  call(method: 'get' | 'post' | 'put' | 'delete', path: string) {
    return request(this.broker.app)
      [method](`/v1/campaigns${path}`)
      .set('authorization', ADA);
  }

  async planned(change: Partial<CampaignRequest> = {}): Promise<Campaign> {
    const { body, status } = await this.call('post', '').send({
      title: 'Node 24 everywhere',
      owner: 'group:default/team-a',
      template: 'migrate',
      parameters: { target: '${{ migrationTarget }}' },
      targets: { filter: [{ kind: 'component' }] },
      ...change,
    });
    if (status !== 201) {
      throw new Error(`Not planned: ${JSON.stringify(body)}`);
    }
    await this.broker.campaigns.planner.settled();
    return await this.read(body.id);
  }

  async started(change: Partial<CampaignRequest> = {}): Promise<Campaign> {
    const { id } = await this.planned(change);
    await this.call('post', `/${id}/start`).send({}).expect(200);
    await this.look(id);
    return await this.read(id);
  }

  async read(id: string): Promise<Campaign> {
    return (await this.call('get', `/${id}`).expect(200)).body;
  }

  async targetsOf(id: string, query = ''): Promise<CampaignTargetPage> {
    return (await this.call('get', `/${id}/targets${query}`).expect(200)).body;
  }

  /** What the keeper does once it is due. */
  async look(id: string): Promise<void> {
    await this.knex('campaigns')
      .where({ id })
      .update({ due_look_at: new Date(0) });
    await this.broker.campaigns.keeper.run();
  }

  /** What a keeper does with a campaign as it has read it before. */
  async lookWith(row: CampaignRow): Promise<void> {
    const keeper = this.broker.campaigns.keeper as unknown as {
      judgeAll(rows: CampaignRow[]): Promise<unknown>;
      advance(
        row: CampaignRow & { snapshot_due: boolean },
        judged: unknown,
        signal: AbortSignal,
      ): Promise<unknown>;
    };
    await keeper.advance(
      { ...row, snapshot_due: false },
      await keeper.judgeAll([row]),
      new AbortController().signal,
    );
  }

  /** Outcomes of queued tasks, the oldest first, as GitHub was read. */
  async end(
    id: string,
    outcomes: { [phase in TaskRow['phase']]?: number },
  ): Promise<void> {
    const { knex } = this;
    for (const [phase, count] of Object.entries(outcomes)) {
      const ids = await knex('agent_tasks')
        .where({ campaign_id: id, phase: 'queued' })
        .orderBy('seq')
        .limit(count)
        .pluck('id');
      if (ids.length !== count) {
        throw new Error(`Only ${ids.length} tasks are queued`);
      }
      await knex('agent_tasks')
        .whereIn('id', ids)
        .update({
          phase: phase as TaskRow['phase'],
          phase_since: new Date(),
          launch_state: 'launched',
          settled_at: new Date(),
          attempt_number: 1,
          agent_state: phase === 'failed' ? 'failed' : 'completed',
          ...(phase === 'failed' && { failure_class: 'agent-error' }),
          ...(phase === 'done' && { pull_state: 'merged' }),
        });
    }
  }
}
