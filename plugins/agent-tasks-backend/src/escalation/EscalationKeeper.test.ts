import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase } from '../__testUtils__/createDatabase';
import { insertLaunched } from '../__testUtils__/insertLaunched';
import { insertTask } from '../__testUtils__/insertTask';
import type { EscalationConfig } from '../config/EscalationConfig';
import type { PullRequestRow, TaskRow } from '../database/rows';
import { escalationNotificationOf } from '../outbox/escalationNotificationOf';
import { reasonsOf } from '../refusals/Refusal';
import { attendTask } from '../tasks/attendTask';
import type { Caller } from '../tasks/TaskService';
import { EscalationKeeper } from './EscalationKeeper';
import type { Rung } from './ladder';
import { DEFAULT_LEVELS, StallKind, stallKinds } from './serviceLevels';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const config: EscalationConfig = {
  enabled: true,
  levels: {},
  tiers: { '1': { review: 2 * HOUR } },
  ladder: {
    parentGroupsMs: 24 * HOUR,
    onCallMs: 48 * HOUR,
    adminsMs: 72 * HOUR,
  },
  digestAbove: 5,
};

/** What a task looks like that waits for each thing, as GitHub was read. */
const states: Record<
  StallKind,
  { task: Partial<TaskRow>; pull?: Partial<PullRequestRow>; waits?: string }
> = {
  launch: { task: { launch_state: 'queued', phase: 'queued' } },
  resolution: {
    task: {
      launch_state: 'launch_unknown',
      phase: 'needs-attention',
      held: true,
    },
  },
  'agent-start': { task: { agent_state: 'queued', phase: 'running' } },
  agent: { task: { agent_state: 'in_progress', phase: 'running' } },
  answer: {
    task: { agent_state: 'waiting_for_user', phase: 'needs-attention' },
  },
  idle: { task: { agent_state: 'idle', phase: 'needs-attention' } },
  'pull-request': { task: { agent_state: 'completed', phase: 'running' } },
  permission: { task: {}, pull: {}, waits: 'permission' },
  conflict: { task: {}, pull: { mergeable: 'conflicting' } },
  'workflow-approval': { task: {}, pull: { workflows_waiting: true } },
  checks: { task: {}, pull: { is_draft: true }, waits: 'checks' },
  'checks-failing': { task: {}, pull: { checks: 'failure' } },
  changes: { task: {}, pull: { review_decision: 'changes-requested' } },
  capacity: { task: {}, pull: { is_draft: true }, waits: 'capacity' },
  ready: { task: {}, pull: { is_draft: true } },
  reviewer: { task: {}, pull: {}, waits: 'reviewer' },
  review: { task: {}, pull: {} },
  merge: { task: {}, pull: { review_decision: 'approved' } },
  retry: { task: { agent_state: 'failed', phase: 'failed' } },
};

describe('EscalationKeeper', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let people: Record<Rung, string[]>;

  beforeEach(async () => {
    knex = await createDatabase(databases);
    people = {
      owner: ['group:default/web'],
      'parent-groups': ['group:default/division'],
      'on-call': ['user:default/oncall'],
      admins: ['group:default/platform'],
    };
  });

  const keeper = (
    change: Partial<EscalationConfig> = {},
    more: Partial<Parameters<typeof EscalationKeeper.create>[0]> = {},
  ) =>
    EscalationKeeper.create({
      knex,
      logger: mockServices.logger.mock(),
      config: { ...config, ...change },
      responsibles: { find: async () => people },
      ...more,
    });

  async function waiting(
    kind: StallKind,
    row: Partial<TaskRow> = {},
  ): Promise<TaskRow> {
    const { task: state, pull, waits } = states[kind];
    const task = await insertLaunched(knex, {
      agent_state: 'completed',
      phase: 'in-review',
      ...state,
      ...row,
    });
    if (pull) {
      await knex('pull_requests').insert({
        task_id: task.id,
        attempt_number: 1,
        database_id: '1',
        number: 7,
        state: pull.is_draft ? 'draft' : 'open',
        is_draft: false,
        checks: 'success',
        review_decision: 'review-required',
        ...pull,
      });
    }
    if (waits) {
      await knex('pull_routes').insert({
        task_id: task.id,
        database_id: '1',
        waits_for: waits as 'checks',
      });
    }
    return task;
  }

  /** As if so much time had passed. */
  async function pass(ms: number) {
    const earlier = (column: string) =>
      knex.raw(`?? - ? * interval '1 ms'`, [column, ms]) as unknown as Date;
    await knex('agent_tasks').update({ phase_since: earlier('phase_since') });
    await knex('task_waits').update({
      since: earlier('since'),
      overdue_at: earlier('overdue_at'),
      due_at: earlier('due_at'),
      snoozed_until: earlier('snoozed_until'),
    });
  }

  const news = async () =>
    (await knex('outbox').where({ kind: 'escalation' }).orderBy('id')).map(
      ({ payload }) => payload,
    );
  const waitOf = async ({ id }: TaskRow) =>
    await knex('task_waits').where({ task_id: id }).first();

  it.each(stallKinds)(
    'tells the owner once the level of "%s" has passed, and not before',
    async kind => {
      const task = await waiting(kind);
      const escalations = keeper();
      await escalations.refresh();
      expect(await waitOf(task)).toMatchObject({ kind, level: 0 });
      await pass(DEFAULT_LEVELS[kind] - MINUTE);
      await escalations.refresh();
      await escalations.escalate();
      expect(await news()).toEqual([]);
      await pass(2 * MINUTE);
      await escalations.refresh();
      await escalations.escalate();
      expect(await news()).toMatchObject([
        { waitsFor: kind, rung: 'owner', recipients: ['group:default/web'] },
      ]);
      await escalations.escalate();
      expect(await news()).toHaveLength(1);
    },
  );

  it('keeps the level of the tier, and of the template', async () => {
    await knex('template_versions').insert({
      id: '00000000-0000-4000-8000-000000000001',
      template_ref: 'agenttasktemplate:default/x',
      digest: `sha256:${'ab'.repeat(32)}`,
      version: '1.0.0',
      title: 'X',
      content: {
        spec: { escalation: { after: 'PT30M', to: ['group:default/leads'] } },
      },
    });
    const first = await waiting('review', { tier: '1' });
    const second = await waiting('review', {
      tier: '2',
      template_version_id: '00000000-0000-4000-8000-000000000001',
    });
    const third = await waiting('review', { tier: '2' });
    await keeper().refresh();
    const lasts = async (task: TaskRow) => {
      const wait = await waitOf(task);
      return (wait?.overdue_at?.getTime() ?? 0) - (wait?.since.getTime() ?? 0);
    };
    expect(await lasts(first)).toBe(2 * HOUR);
    expect(await lasts(second)).toBe(30 * MINUTE);
    expect(await lasts(third)).toBe(DEFAULT_LEVELS.review);
  });

  it('climbs the ladder, each rung once, with timeline, audit and signal', async () => {
    const task = await waiting('review');
    const escalations = keeper();
    await escalations.refresh();
    await pass(DEFAULT_LEVELS.review + MINUTE);
    for (let day = 0; day < 6; day++) {
      await escalations.refresh();
      await escalations.escalate();
      await escalations.escalate();
      await pass(24 * HOUR + MINUTE);
    }
    expect((await news()).map(({ rung }) => rung)).toEqual([
      'owner',
      'parent-groups',
      'on-call',
      'admins',
    ]);
    expect(await waitOf(task)).toMatchObject({ level: 4, due_at: null });
    expect(
      await knex('task_timeline').where({ kind: 'escalated' }),
    ).toHaveLength(4);
    expect(
      await knex('audit_events').where({ action: 'task.escalate' }),
    ).toHaveLength(4);
  });

  it('begins from the start where something else is waited for', async () => {
    const task = await waiting('review');
    const escalations = keeper();
    await escalations.refresh();
    await pass(DEFAULT_LEVELS.review + MINUTE);
    await escalations.escalate();
    await knex('pull_requests').update({ mergeable: 'conflicting' });
    // not seen yet: nobody is told of what is over
    await pass(25 * HOUR);
    await escalations.escalate();
    expect(await news()).toHaveLength(1);
    await escalations.refresh();
    expect(await waitOf(task)).toMatchObject({
      kind: 'conflict',
      level: 0,
      told: [],
    });
    await knex('agent_tasks').update({ phase: 'done' });
    await escalations.refresh();
    expect(await waitOf(task)).toBeUndefined();
  });

  it('tells the next one where the owner changes in the middle, and nobody twice', async () => {
    await waiting('review');
    const escalations = keeper();
    await escalations.refresh();
    await pass(DEFAULT_LEVELS.review + MINUTE);
    await escalations.escalate();
    people = {
      ...people,
      owner: ['group:default/new'],
      'parent-groups': ['group:default/web', 'group:default/above'],
    };
    await pass(24 * HOUR + MINUTE);
    await escalations.escalate();
    expect((await news()).map(({ recipients }) => recipients)).toEqual([
      ['group:default/web'],
      ['group:default/above'],
    ]);
  });

  it('is done by one of two replicas', async () => {
    for (let count = 0; count < 4; count++) {
      await waiting('review');
    }
    const replicas = [keeper(), keeper()];
    await Promise.all(replicas.map(one => one.refresh()));
    await pass(DEFAULT_LEVELS.review + MINUTE);
    await Promise.all(replicas.map(one => one.escalate()));
    expect(await news()).toHaveLength(4);
  });

  it('lets a night pass', async () => {
    await waiting('review');
    const quietHours = {
      timeZone: 'Europe/Berlin',
      from: '18:00',
      to: '08:00',
      weekends: true,
    };
    const night = new Date(Date.now() + 14 * 24 * HOUR);
    night.setUTCHours(22, 0, 0, 0);
    const escalations = keeper({ quietHours }, { now: () => night });
    await escalations.refresh();
    await pass(DEFAULT_LEVELS.review + MINUTE);
    await escalations.escalate();
    expect(await news()).toEqual([]);
    const [wait] = await knex('task_waits');
    expect(wait.due_at?.getTime()).toBeGreaterThan(night.getTime());
    await knex('task_waits').update({ due_at: new Date(0) });
    const noon = new Date(night.getTime() + 14 * HOUR);
    while ([0, 6].includes(noon.getUTCDay())) {
      noon.setUTCDate(noon.getUTCDate() + 1);
    }
    await keeper({ quietHours }, { now: () => noon }).escalate();
    expect(await news()).toHaveLength(1);
  });

  it('tells somebody of many at once', async () => {
    for (let count = 0; count < 7; count++) {
      await waiting('review');
    }
    const escalations = keeper();
    await escalations.refresh();
    await pass(DEFAULT_LEVELS.review + MINUTE);
    await escalations.escalate();
    const [digest, ...rest] = await news();
    expect(digest).toMatchObject({
      count: 7,
      recipients: ['group:default/web'],
    });
    expect(rest).toHaveLength(7);
    for (const { recipients } of rest) {
      expect(recipients).toEqual([]);
    }
  });

  it('tells somebody who has much to do how much it is by now', async () => {
    const escalations = keeper();
    const overdue = async (count: number) => {
      for (let one = 0; one < count; one++) {
        await waiting('review');
      }
      await escalations.refresh();
      await pass(DEFAULT_LEVELS.review + MINUTE);
      await escalations.escalate();
    };
    await overdue(5);
    expect(await news()).toHaveLength(5);
    await knex('task_waits').update({ due_at: null });
    await knex('outbox').delete();
    await overdue(1);
    expect(await news()).toMatchObject([
      { count: 6, recipients: ['group:default/web'] },
      { recipients: [] },
    ]);
    // who looks after one of them need not be told of it
    const [{ task_id: seen }] = await knex('task_waits');
    await knex('task_waits')
      .where({ task_id: seen })
      .update({ attended_at: new Date() });
    await knex('task_waits').update({ due_at: null });
    await knex('outbox').delete();
    await overdue(1);
    expect((await news())[0]).toMatchObject({ count: 6 });
    const [row] = await knex('outbox').orderBy('id');
    expect(escalationNotificationOf(row, undefined)?.payload).toMatchObject({
      title: '6 agent tasks wait for you',
      // the same the next time, so that one notification stands for all
      scope: 'agent-tasks:digest:group:default/web',
    });
  });

  it('comes back where the catalog does not answer', async () => {
    const task = await waiting('review');
    const escalations = keeper(
      {},
      {
        responsibles: {
          find: async () => {
            throw new Error('away');
          },
        },
      },
    );
    await escalations.refresh();
    await pass(DEFAULT_LEVELS.review + MINUTE);
    await escalations.escalate();
    expect(await waitOf(task)).toMatchObject({
      level: 0,
      due_at: expect.any(Date),
    });
    await pass(2 * MINUTE);
    await keeper().escalate();
    expect(await news()).toHaveLength(1);
  });

  describe('and somebody who looks after it', () => {
    const caller = (userRef?: string) =>
      ({
        actor: userRef ?? 'plugin:x',
        requestId: 'r',
        ...(userRef && { userRef }),
      } as Caller);
    const deps = () => ({ database: knex, onQueued: () => {} });
    const attend = async (
      { id }: TaskRow,
      body: Parameters<typeof attendTask>[2],
      who = caller('user:default/bob'),
    ) => await attendTask(deps(), id, body, who);

    it('puts the next notice off by the level', async () => {
      const task = await waiting('review');
      const escalations = keeper();
      await escalations.refresh();
      await pass(DEFAULT_LEVELS.review + MINUTE);
      await escalations.escalate();
      await attend(task, { action: 'acknowledge' });
      await pass(25 * HOUR);
      await escalations.refresh();
      await escalations.escalate();
      expect(await news()).toHaveLength(1);
      await pass(DEFAULT_LEVELS.review);
      await escalations.escalate();
      expect(await news()).toHaveLength(2);
      expect(
        await knex('audit_events').where({ action: 'task.attend' }),
      ).toMatchObject([
        {
          actor: 'user:default/bob',
          task_id: task.id,
          details: { action: 'acknowledge', waitsFor: 'review' },
        },
      ]);
    });

    it.each([
      ['an acknowledgement', { action: 'acknowledge' as const }],
      [
        'a short snooze',
        {
          action: 'snooze' as const,
          until: new Date(Date.now() + HOUR).toISOString(),
        },
      ],
    ])('hastens no notice by %s', async (_, body) => {
      const tier = '1';
      const task = await waiting('review', { tier });
      const escalations = keeper();
      await escalations.refresh();
      const due = async () => (await waitOf(task))?.due_at?.getTime() ?? 0;
      const overdueAt = await due();
      await attend(task, body);
      expect(await due()).toBeGreaterThanOrEqual(overdueAt);
      await pass(5 * HOUR);
      await escalations.escalate();
      // the next rung has a day, the level of the tier is two hours
      const nextRungAt = await due();
      await attend(task, {
        ...body,
        ...('until' in body && {
          until: new Date(Date.now() + HOUR).toISOString(),
        }),
      });
      expect(await due()).toBe(nextRungAt);
    });

    it('snoozes, also before anybody was told', async () => {
      const task = await waiting('review');
      const until = new Date(Date.now() + 5 * 24 * HOUR);
      await attend(task, { action: 'snooze', until: until.toISOString() });
      const escalations = keeper();
      await escalations.refresh();
      await pass(4 * 24 * HOUR);
      await escalations.refresh();
      await escalations.escalate();
      expect(await news()).toEqual([]);
      await pass(25 * HOUR);
      await escalations.refresh();
      await escalations.escalate();
      expect(await news()).toHaveLength(1);
    });

    it('takes it over, and a service cannot', async () => {
      const task = await waiting('review');
      await keeper().refresh();
      await attend(task, { action: 'take-over' });
      expect(await waitOf(task)).toMatchObject({
        taken_by: 'user:default/bob',
      });
      await expect(
        attend(task, { action: 'take-over' }, caller()),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    });

    it.each([
      ['no time', undefined],
      ['a time behind', new Date(Date.now() - 1_000).toISOString()],
      ['a year', new Date(Date.now() + 365 * 24 * HOUR).toISOString()],
    ])('is told what is wrong with %s', async (_, until) => {
      const task = await waiting('review');
      expect(
        await attend(task, { action: 'snooze', until }).catch(reasonsOf),
      ).toMatchObject([{ code: 'snooze-until', field: 'until' }]);
    });

    it('finds nothing to do where a task has ended, or is none', async () => {
      const done = await insertTask(knex, { phase: 'done' });
      expect(
        await attend(done, { action: 'acknowledge' }).catch(reasonsOf),
      ).toMatchObject([{ code: 'nothing-to-attend' }]);
      await expect(
        attend({ id: '00000000-0000-4000-8000-0000000000ff' } as TaskRow, {
          action: 'acknowledge',
        }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });
  });
});
