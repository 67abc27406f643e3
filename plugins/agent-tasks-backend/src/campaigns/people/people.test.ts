import type {
  Campaign,
  CampaignRequest,
  CampaignTarget,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  component,
  group,
  migrateTemplate,
} from '../../__testUtils__/catalogEntities';
import { createTestBroker } from '../../__testUtils__/TestBroker';
import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { remindOwners } from '../../database/operations/campaigns/remindOwners';
import type { PullRequestRow } from '../../database/rows';
import { CampaignReminder } from './CampaignReminder';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const plan: CampaignRequest = {
  title: 'Node 24 everywhere',
  owner: 'group:default/platform',
  template: 'migrate',
  parameters: { target: '${{ migrationTarget }}' },
  targets: { filter: [{ kind: 'component' }] },
};

function owned(name: string, owner: string): Entity {
  return {
    ...component(name),
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

function team(name: string, members: string[], slug?: string): Entity {
  return {
    ...group(name),
    metadata: {
      name,
      namespace: 'default',
      ...(slug && { annotations: { 'github.com/team-slug': slug } }),
    },
    relations: members.map(member => ({
      type: 'hasMember',
      targetRef: `user:default/${member}`,
    })),
  };
}

function user(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'github.com/user-login': `${name}-gh` },
    },
    spec: { memberOf: [] },
  };
}

/**
 * Ada, of the platform, plans; payments own two services and a team of
 * GitHub's, web own one, and nobody is in the group that owns the last.
 */
const entities = [
  migrateTemplate(),
  team('platform', ['ada']),
  team('payments', ['pia', 'pit'], 'acme/payments'),
  team('web', ['wim', 'ada']),
  team('nobody', []),
  ...['ada', 'pia', 'pit', 'wim'].map(user),
  owned('pay-in', 'payments'),
  owned('pay-out', 'payments'),
  owned('shop', 'web'),
  owned('orphan', 'nobody'),
];

const named = ({ id, title, state }: Campaign) => ({ id, title, state });

describe('people that a campaign lands on', () => {
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  async function start(
    options: Partial<Parameters<typeof createTestBroker>[0]> = {},
  ) {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({ knex, entities, ...options });
    for (const [name, of] of Object.entries({
      ada: 'platform',
      pia: 'payments',
      wim: 'web',
    })) {
      broker.groups[`user:default/${name}`] = [`group:default/${of}`];
    }
  }

  const call = (
    method: 'get' | 'post' | 'put',
    path: string,
    by: string = 'ada',
  ) =>
    request(broker.app)
      [method](`/v1${path}`)
      .set('authorization', mockCredentials.user.header(`user:default/${by}`));

  async function planned(change: Partial<CampaignRequest> = {}) {
    const { body, status } = await call('post', '/campaigns').send({
      ...plan,
      ...change,
    });
    expect({ status, reasons: body.reasons }).toEqual({ status: 201 });
    await broker.campaigns.planner.settled();
    return await read(body.id);
  }

  async function started(change: Partial<CampaignRequest> = {}) {
    const { id } = await planned(change);
    await call('post', `/campaigns/${id}/start`).send({}).expect(200);
    await look(id);
    return await read(id);
  }

  async function read(id: string): Promise<Campaign> {
    return (await call('get', `/campaigns/${id}`).expect(200)).body;
  }

  async function targetsOf(
    id: string,
  ): Promise<Record<string, CampaignTarget>> {
    const { body } = await call('get', `/campaigns/${id}/targets`).expect(200);
    return Object.fromEntries(
      body.items.map((target: CampaignTarget) => [
        target.repository?.name,
        target,
      ]),
    );
  }

  async function detailOf(id: string, name: string, by?: string) {
    const { [name]: target } = await targetsOf(id);
    return (
      await call('get', `/campaigns/${id}/targets/${target.id}`, by).expect(200)
    ).body;
  }

  async function look(id: string) {
    await knex('campaigns')
      .where({ id })
      .update({ due_look_at: new Date(0) });
    await broker.campaigns.keeper.run();
  }

  const taskOf = async (name: string) =>
    (await knex('agent_tasks')
      .where({ repository_name: name })
      .orderBy('seq', 'desc')
      .first())!;

  /** The task has brought a pull request. */
  async function inReview(
    name: string,
    pull: Partial<PullRequestRow> & Pick<PullRequestRow, 'state'>,
  ) {
    const { id } = await taskOf(name);
    await knex('agent_tasks')
      .where({ id })
      .update({
        phase: 'in-review',
        launch_state: 'launched',
        attempt_number: 1,
        pull_state: pull.state as 'open',
      });
    const { requested_reviewers: asked, ...rest } = pull;
    await knex('pull_requests').insert({
      task_id: id,
      attempt_number: 1,
      database_id: String(Math.floor(Math.random() * 1e9)),
      global_id: `PR_${name}`,
      number: 7,
      url: `https://ghe.acme.com/acme/${name}/pull/7`,
      ...(asked && { requested_reviewers: JSON.stringify(asked) as never }),
      ...rest,
    } as never);
  }

  describe('what owners say', () => {
    const DAY_MS = 24 * 60 * 60_000;
    const in7Days = () => new Date(Date.now() + 7 * DAY_MS).toISOString();

    /** Teams as in examples/permission-policy: their own, and no campaigns. */
    async function startForOwners(
      options: Partial<Parameters<typeof createTestBroker>[0]> = {},
    ) {
      await start({
        decide: async ({ name }, { principal }) => ({
          result:
            /^agentTasks\.campaign\.(read|manage)$/.test(name) &&
            (principal as { userEntityRef?: string }).userEntityRef !==
              'user:default/ada'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
        ...options,
      });
    }

    async function decide(
      id: string,
      name: string,
      verb: 'defer' | 'opt-out' | 'take-back',
      by: string,
      body: object = verb === 'defer'
        ? { until: in7Days(), reason: 'Peak season' }
        : { reason: 'Is retired' },
    ) {
      const { [name]: target } = await targetsOf(id);
      return await call(
        'post',
        `/campaigns/${id}/targets/${target.id}/${verb}`,
        by,
      ).send(verb === 'take-back' ? undefined : body);
    }

    /** All tasks of the campaign that wait to be sent have ended. */
    async function endAll(id: string) {
      await knex('agent_tasks')
        .where({ campaign_id: id, phase: 'queued' })
        .update({
          phase: 'done',
          phase_since: new Date(),
          launch_state: 'launched',
          settled_at: new Date(),
          pull_state: 'merged',
        });
      await look(id);
    }

    it('puts a target off, which holds nobody up, and the campaign ends after it', async () => {
      await startForOwners();
      const { id } = await started({
        waves: [
          { select: { count: 1 }, gate: { confirmation: true } },
          { select: {}, gate: {} },
        ],
      });
      const answer = await decide(id, 'pay-in', 'defer', 'pia');
      expect(answer.body).toMatchObject({
        status: 'deferred',
        deferred: { by: 'user:default/pia', reason: 'Peak season' },
      });
      // what belongs to others, what has begun, and what is no date
      const codes = async (...asked: Parameters<typeof decide>) =>
        (await decide(...asked)).body.reasons.map(
          ({ code }: { code: string }) => code,
        );
      expect(await codes(id, 'shop', 'defer', 'pia')).toEqual([
        'target-not-owned',
      ]);
      expect(await codes(id, 'orphan', 'defer', 'ada')).toEqual([
        'target-has-task',
      ]);
      expect(
        await codes(id, 'pay-in', 'defer', 'pia', {
          until: '2020-01-01T00:00:00Z',
          reason: 'Late',
        }),
      ).toEqual(['until-invalid']);

      await endAll(id);
      await call('post', `/campaigns/${id}/gate`).send({ wave: 1 }).expect(200);
      await look(id);
      await endAll(id);
      await look(id);
      expect(await read(id)).toMatchObject({
        state: 'running',
        counts: { done: 3, deferred: 1 },
        waves: [{ state: 'passed' }, { state: 'passed' }],
        waitsFor:
          'Waits for the date of what owners have put off: 1 of its targets.',
      });
      // its day has come
      await knex('campaign_targets')
        .whereNotNull('deferred_until')
        .update({ deferred_until: new Date() });
      await look(id);
      expect((await read(id)).counts).toEqual({ done: 3, queued: 1 });
      await endAll(id);
      const done = await read(id);
      expect(done.state).toBe('done');
      expect(
        done.timeline?.find(({ kind }) => kind === 'target-deferred'),
      ).toMatchObject({
        actor: 'user:default/pia',
        data: { target: 'ghe.acme.com/acme/pay-in', reason: 'Peak season' },
      });
      expect(
        await knex('audit_events')
          .whereIn('action', ['campaign.defer'])
          .orderBy('id')
          .select('result', 'actor'),
      ).toEqual([
        { result: 'allowed', actor: 'user:default/pia' },
        { result: 'refused', actor: 'user:default/pia' },
        { result: 'refused', actor: 'user:default/ada' },
        { result: 'refused', actor: 'user:default/pia' },
      ]);
    });

    it('lets a target opt out and come back, also where the plan is made anew', async () => {
      await startForOwners();
      const { id } = await planned({ waves: [{ select: { percent: 50 } }] });
      const out = await decide(id, 'shop', 'opt-out', 'wim');
      expect(out.body).toMatchObject({
        status: 'excluded',
        excluded: {
          by: 'user:default/wim',
          reason: 'Is retired',
          optedOut: true,
        },
      });
      await decide(id, 'pay-in', 'defer', 'pia');
      expect(await read(id)).toMatchObject({
        targets: 3,
        waves: [{ targets: 2 }, { targets: 1 }],
      });
      for (let round = 0; round < 2; round++) {
        await call('put', `/campaigns/${id}`).send(plan).expect(200);
      }
      await broker.campaigns.planner.settled();
      expect(await read(id)).toMatchObject({
        targets: 3,
        counts: { excluded: 1, deferred: 1, waiting: 2 },
      });
      const { shop, 'pay-in': payIn } = await targetsOf(id);
      expect(shop.excluded).toMatchObject({ optedOut: true });
      expect(payIn.deferred).toMatchObject({ reason: 'Peak season' });
      expect((await decide(id, 'shop', 'take-back', 'wim')).body.status).toBe(
        'waiting',
      );
      expect((await decide(id, 'pay-in', 'take-back', 'ada')).body.status).toBe(
        'waiting',
      );
      expect((await read(id)).targets).toBe(4);
      // whoever runs the campaign is not overruled
      await call('post', `/campaigns/${id}/targets/exclude`)
        .send({ ids: [(await targetsOf(id)).shop.id] })
        .expect(200);
      expect(
        (await decide(id, 'shop', 'take-back', 'wim')).body.reasons,
      ).toMatchObject([{ code: 'target-left-out' }]);
    });

    it('joins what comes last when it comes back to a campaign that runs', async () => {
      await startForOwners();
      const { id } = await planned();
      await decide(id, 'shop', 'opt-out', 'wim');
      await call('post', `/campaigns/${id}/start`).send({}).expect(200);
      await look(id);
      expect((await read(id)).counts).toEqual({ queued: 3, excluded: 1 });
      await decide(id, 'shop', 'take-back', 'wim');
      await look(id);
      expect((await read(id)).counts).toEqual({ queued: 4 });
    });

    it('is heard up to the moment in which the task is stored', async () => {
      let late: (() => Promise<{ status: number }>) | undefined;
      let heard: number | undefined;
      const check: PolicyCheck = {
        id: 'late',
        evaluate: async ({ stage, repository }) => {
          const say = late;
          if (stage === 'submit' && repository?.name === 'shop' && say) {
            late = undefined;
            heard = (await say()).status;
          }
          return [];
        },
      };
      await startForOwners({ checks: [check] });
      const { id } = await planned();
      await call('post', `/campaigns/${id}/start`).send({}).expect(200);
      late = () => decide(id, 'shop', 'defer', 'wim');
      await look(id);
      expect(heard).toBe(200);
      expect((await read(id)).counts).toEqual({ queued: 3, deferred: 1 });
      expect(await taskOf('shop')).toBeUndefined();
      // and not after it, although the replica that stored it has died
      await knex('campaign_targets').update({ task_id: null });
      expect(
        (await decide(id, 'pay-in', 'opt-out', 'pia')).body.reasons,
      ).toMatchObject([{ code: 'target-has-task' }]);
    });

    it('is asked for where owners look, who see no more than what is theirs', async () => {
      await startForOwners();
      const { id } = await started({ dueAt: in7Days() });
      await inReview('pay-in', { state: 'open' });
      await planned({ title: 'Other', targets: { entityRefs: ['shop'] } });
      const shares = async (query: string, by: string) =>
        (await call('get', `/campaign-shares${query}`, by).expect(200)).body
          .items;
      expect(await shares('?owner=group:default/payments', 'pia')).toEqual([
        {
          id,
          title: plan.title,
          state: 'running',
          dueAt: expect.any(String),
          wave: 1,
          waves: 1,
          counts: { 'in-review': 1, queued: 1 },
          waitingForPeople: 1,
          targets: [],
        },
      ]);
      expect(
        await shares('?entityRef=component:default/shop', 'wim'),
      ).toMatchObject([
        { id, targets: [{ decide: { allowed: false } }] },
        {
          title: 'Other',
          targets: [{ status: 'waiting', decide: { allowed: true } }],
        },
      ]);
      expect(await shares('?owner=group:default/web', 'pia')).toEqual([]);
      expect(await shares('?owner=group:default/web', 'ada')).toHaveLength(2);
      expect((await targetsOf(id)).orphan.decide).toEqual({
        allowed: false,
        reason: 'The target has its task already.',
      });
    });
  });

  describe('the due date', () => {
    const HOUR_MS = 60 * 60_000;
    const DAY_MS = 24 * HOUR_MS;
    /** One date throughout: a step is told once for each. */
    let due: Date;

    /**
     * Moves the clock: so much is left until the date. It is the campaign that
     * moves, with what was told of it, since the database's clock is nobody's.
     */
    async function withLeft(id: string, leftMs: number) {
      const moved = new Date(Date.now() + leftMs);
      await knex('campaigns')
        .where({ id })
        .update({
          due_at: moved,
          started_at: new Date(Date.now() - 90 * DAY_MS),
        });
      await knex('campaign_reminders')
        .where({ campaign_id: id, due_at: due })
        .update({ due_at: moved });
      due = moved;
      await look(id);
    }

    async function told() {
      const rows = await knex('outbox')
        .where({ kind: 'campaign-reminder' })
        .orderBy('id');
      await knex('outbox').where({ kind: 'campaign-reminder' }).delete();
      return rows.map(({ payload: { owner, targets, overdue } }) => [
        owner,
        targets,
        ...(overdue ? ['overdue'] : []),
      ]);
    }

    async function running() {
      due = new Date(Date.now() + 30 * DAY_MS);
      const campaign = await started({ dueAt: due.toISOString() });
      return campaign.id;
    }

    it('is told once for each owner and step, with what has not ended', async () => {
      await start();
      const id = await running();
      await withLeft(id, 7 * DAY_MS + HOUR_MS);
      expect(await told()).toEqual([]);
      await withLeft(id, 7 * DAY_MS - HOUR_MS);
      expect(await told()).toEqual([
        ['group:default/nobody', 1],
        ['group:default/payments', 2],
        ['group:default/web', 1],
      ]);
      await look(id);
      await withLeft(id, 2 * DAY_MS);
      expect(await told()).toEqual([]);
      // one of them has ended, and one is not to start now
      await knex('agent_tasks')
        .where({ repository_name: 'pay-in' })
        .update({ phase: 'done' });
      await knex('campaign_targets')
        .where({ repository_name: 'shop' })
        .update({
          task_id: null,
          deferred_until: new Date(Date.now() + 9 * DAY_MS),
        });
      await withLeft(id, DAY_MS - HOUR_MS);
      expect(await told()).toEqual([
        ['group:default/nobody', 1],
        ['group:default/payments', 1],
      ]);
      await withLeft(id, -HOUR_MS);
      await withLeft(id, -9 * DAY_MS);
      expect(await told()).toEqual([
        ['group:default/nobody', 1, 'overdue'],
        ['group:default/payments', 1, 'overdue'],
      ]);
      expect(
        (await read(id)).timeline?.filter(
          ({ kind }) => kind === 'owners-reminded',
        ),
      ).toMatchObject([
        { data: { owners: 3 } },
        { data: { owners: 2 } },
        { data: { owners: 2 } },
      ]);
    });

    it('is told once whatever replicas do, and again where one dies before the commit', async () => {
      await start();
      const id = await running();
      const reminder = new CampaignReminder({
        database: knex,
        reminders: { enabled: true, beforeMs: [DAY_MS], overdue: true },
      });
      await knex('campaigns')
        .where({ id })
        .update({
          due_at: new Date(Date.now() + HOUR_MS),
          started_at: new Date(0),
        });
      const campaign = (await knex('campaigns').where({ id }).first())!;
      // one writes, and is gone before it has committed
      await expect(
        knex.transaction(async tx => {
          await remindOwners(tx, {
            campaign: { ...campaign, due_at: campaign.due_at! },
            beforeMs: DAY_MS,
          });
          throw new Error('gone');
        }),
      ).rejects.toThrow('gone');
      expect(await told()).toEqual([]);
      const counts = await Promise.all(
        Array.from({ length: 4 }, () => reminder.remind(campaign)),
      );
      expect(counts.sort()).toEqual([0, 0, 0, 3]);
      expect(await told()).toHaveLength(3);
      // a later date is another one
      const later = new Date(campaign.due_at!.getTime() + HOUR_MS);
      expect(await reminder.remind({ ...campaign, due_at: later })).toBe(3);
      // and a pause tells nobody
      await call('post', `/campaigns/${id}/pause`).send({}).expect(200);
      const latest = new Date(later.getTime() + HOUR_MS);
      expect(await reminder.remind({ ...campaign, due_at: latest })).toBe(0);
    });

    it('waits for the end of quiet hours', async () => {
      const hour = new Date().getUTCHours();
      const at = (offset: number) =>
        `${String((hour + 24 + offset) % 24).padStart(2, '0')}:00`;
      await start({
        agentTasks: {
          escalation: {
            quietHours: { timeZone: 'UTC', from: at(-1), to: at(2) },
          },
        },
      });
      const id = await running();
      await withLeft(id, DAY_MS - HOUR_MS);
      expect(await told()).toEqual([]);
    });
  });

  it('names what else is under way in the repository, to those who may read it', async () => {
    await start();
    const earlier = await started({
      title: 'Earlier',
      targets: { entityRefs: ['pay-in', 'shop'] },
    });
    await inReview('pay-in', { state: 'open' });
    const other = await planned({
      title: 'Other',
      targets: { entityRefs: ['pay-in', 'pay-out'] },
    });
    await call('post', '/tasks')
      .send({
        template: 'migrate',
        entityRef: 'component:default/pay-in',
        parameters: { target: 'node-22' },
      })
      .expect(201);
    const { id } = await planned();
    const { clashes } = await detailOf(id, 'pay-in');
    const overlap = {
      id: other.id,
      title: 'Other',
      state: 'planned',
      status: 'waiting',
    };
    expect(clashes).toEqual({
      tasks: [
        {
          id: expect.any(String),
          title: 'Migrate to node-24',
          phase: 'in-review',
          requestedBy: 'user:default/ada',
          campaignId: earlier.id,
          pullRequest: {
            number: 7,
            url: 'https://ghe.acme.com/acme/pay-in/pull/7',
          },
        },
        {
          id: expect.any(String),
          title: 'Migrate to node-22',
          phase: 'queued',
          requestedBy: 'user:default/ada',
        },
      ],
      hiddenTasks: 0,
      campaigns: [
        overlap,
        { ...overlap, ...named(earlier), status: 'in-review' },
      ],
    });
    expect((await detailOf(id, 'orphan')).clashes).toBeUndefined();
    // its own tasks are no clash
    expect((await detailOf(earlier.id, 'shop')).clashes.tasks).toEqual([]);
    broker.decisions['agentTasks.task.read'] = {
      result: AuthorizeResult.DENY,
    };
    expect((await detailOf(id, 'pay-in')).clashes).toMatchObject({
      tasks: [],
      hiddenTasks: 2,
    });
  });

  describe('who reviews', () => {
    it('is said of each target before anything starts, also where nobody may', async () => {
      await start();
      const { id } = await planned();
      expect((await detailOf(id, 'pay-in')).reviewers).toEqual({
        asked: false,
        refs: ['group:default/payments'],
        teams: ['acme/payments'],
        people: ['pia-gh', 'pit-gh'],
      });
      // who plans asks for the tasks, and reviews none of them
      expect((await detailOf(id, 'shop')).reviewers).toMatchObject({
        teams: [],
        people: ['wim-gh'],
      });
      expect((await detailOf(id, 'orphan')).reviewers).toEqual({
        asked: false,
        refs: [],
        teams: [],
        people: [],
      });
    });

    it('is added up over the plan, beside what waits for them already', async () => {
      await start({
        agentTasks: {
          review: {
            requestReviewers: true,
            maxReadyPerOwner: 5,
            maxOpenPullRequests: 9,
          },
        },
      });
      const earlier = await started({
        title: 'Earlier',
        targets: { entityRefs: ['pay-in', 'pay-out', 'shop'] },
      });
      await inReview('pay-in', { state: 'open' });
      await inReview('pay-out', { state: 'draft' });
      // of another owner, and their team was asked
      await inReview('shop', {
        state: 'open',
        requested_reviewers: ['Acme/Payments'],
      });
      const { id } = await planned({ maxOpenPerOwner: 3 });
      const load = async (of: string) =>
        (await call('get', `/campaigns/${of}/reviewers`).expect(200)).body;
      expect(await load(id)).toEqual({
        asked: true,
        limits: { readyPerOwner: 5, tasksPerOwner: 3, openPerRepository: 9 },
        groups: [
          {
            ref: 'group:default/payments',
            teams: ['acme/payments'],
            people: ['pia-gh', 'pit-gh'],
            targets: 2,
            toCome: 2,
            open: 2,
            drafts: 1,
            atMost: 5,
          },
          {
            ref: 'group:default/web',
            teams: [],
            people: ['wim-gh'],
            targets: 1,
            toCome: 1,
            open: 1,
            drafts: 0,
            atMost: 5,
          },
        ],
        withoutReviewer: [{ owner: 'group:default/nobody', targets: 1 }],
      });
      // and while it runs: what has its pull request is not to come
      expect((await load(earlier.id)).groups).toMatchObject([
        { ref: 'group:default/payments', targets: 2, toCome: 0 },
        { ref: 'group:default/web', targets: 1, toCome: 0 },
      ]);
    });
  });
});
