import type { CampaignRecallRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { createDatabase } from '../../__testUtils__/createDatabase';
import {
  gitHubIdentities,
  LaunchHarness,
  startGitHub,
} from '../../__testUtils__/LaunchHarness';
import { insertTask } from '../../__testUtils__/insertTask';
import { startTracking, Tracking } from '../../__testUtils__/startTracking';
import { markRecalls } from '../../database/operations/campaigns/markRecalls';
import { claimRoutes } from '../../database/operations/review/claimRoutes';
import { moveCampaign } from '../../database/operations/campaigns/moveCampaign';
import type { CampaignRow, TaskRow } from '../../database/rows';
import { markReady } from '../../github/reviewWrites';
import { CampaignKeeper } from '../waves/CampaignKeeper';
import { CampaignRecaller } from './CampaignRecaller';
import { planRecall } from './planRecall';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

async function insertRunning(knex: Knex): Promise<CampaignRow> {
  const versionId = randomUUID();
  await knex('template_versions').insert({
    id: versionId,
    template_ref: 'agenttasktemplate:default/x',
    digest: `sha256:${versionId}`,
    version: '1.0.0',
    title: 'X',
    content: { spec: {} },
  });
  const [row] = await knex('campaigns')
    .insert({
      id: randomUUID(),
      title: 'One change',
      owner_ref: 'group:default/team-a',
      state: 'running',
      state_since: new Date(),
      created_by: 'user:default/ada',
      created_at: new Date(),
      template_ref: 'agenttasktemplate:default/x',
      template_version_id: versionId,
      request: {} as never,
      due_look_at: new Date(),
    })
    .returning('*');
  return row;
}

async function insertTarget(
  knex: Knex,
  campaign: CampaignRow,
  task: TaskRow,
  position: number,
): Promise<void> {
  await knex('agent_tasks')
    .where({ id: task.id })
    .update({ campaign_id: campaign.id });
  await knex('campaign_targets').insert({
    id: randomUUID(),
    campaign_id: campaign.id,
    position,
    target_key: `target ${position}`,
    wave: 1,
    host: task.host,
    repository_owner: task.repository_owner,
    repository_name: task.repository_name,
    entity_refs: '[]' as never,
    parameters: {},
    verdict: 'allowed',
    reasons: '[]' as never,
    task_id: task.id,
  });
}

describe('planRecall', () => {
  const states = ['draft', 'open', 'merged', 'closed', undefined] as const;
  it.each<[CampaignRecallRequest['pullRequests'], boolean, (string | null)[]]>([
    ['close', false, ['close', 'close', null, null, null]],
    ['draft', false, [null, 'draft', null, null, null]],
    ['leave', false, [null, null, null, null, null]],
    ['close', true, ['close', 'close', 'revert', null, null]],
  ])('%s, reverting %s', (pullRequests, revert, expected) => {
    expect(
      states.map(
        state =>
          planRecall(
            { pullRequests, revert },
            { phase: 'in-review' },
            state && { state },
          ).step ?? null,
      ),
    ).toEqual(expected);
  });

  it.each<[TaskRow['phase'], boolean]>([
    ['launching', false],
    ['running', false],
    ['needs-attention', false],
    ['in-review', true],
    ['done', true],
    ['failed', true],
    ['withdrawn', true],
  ])('an agent in %s is stopped: %s', (phase, stopped) => {
    expect(
      planRecall({ pullRequests: 'close' }, { phase }, undefined).stopped,
    ).toBe(stopped);
  });
});

describe('CampaignRecaller', () => {
  let knex: Knex;
  let scene: Tracking;
  let campaign: CampaignRow;

  beforeEach(async () => {
    knex = await createDatabase(databases);
    scene = await startTracking(knex);
    await knex('identity_states')
      .insert({ identity_id: 'robot', login: 'robot' })
      .onConflict('identity_id')
      .merge();
    campaign = await insertRunning(knex);
  });

  afterEach(() => scene.stop());

  const recaller = () =>
    CampaignRecaller.create({
      database: knex,
      logger: mockServices.logger.mock(),
      client: id => scene.clients.get(id),
      onChanged: () => {},
    });

  /** Tasks whose agents have come as far as that, as GitHub was read. */
  async function task(
    position: number,
    state: 'running' | 'draft' | 'merged',
  ): Promise<{ task: TaskRow; number: number }> {
    const launched = await scene.launch();
    await insertTarget(knex, campaign, launched, position);
    const github = launched.github_task_id ?? '';
    scene.trackers[0].poke(launched.id);
    await scene.until(launched.id, { pull_state: 'draft' });
    const { pullNumber: number = 0 } = await scene.simulator.control.getTask(
      github,
    );
    if (state !== 'running') {
      await scene.simulator.clock.advance(1_000);
      await scene.simulator.control.complete(github);
      await scene.until(launched.id, { phase: 'in-review' });
    }
    if (state === 'merged') {
      const pull = await knex('pull_requests')
        .where({ task_id: launched.id })
        .first();
      await markReady(scene.clients.get('robot'), pull?.global_id ?? '', {});
      await scene.simulator.control.mergePull('acme', 'shop', number, {
        force: true,
      });
      await knex('pull_requests').update({ next_look_at: new Date(0) });
      scene.trackers[0].poke();
      await scene.until(launched.id, { phase: 'done' });
    }
    return { task: launched, number };
  }

  async function recall(request: Partial<CampaignRecallRequest> = {}) {
    const asked: CampaignRecallRequest = {
      pullRequests: 'close',
      reason: 'Wrong `target`, @team',
      ...request,
    };
    await knex.transaction(async tx => {
      const row = await tx('campaigns').where({ id: campaign.id }).first();
      await moveCampaign(tx, {
        campaign: row!,
        move: 'recall',
        patch: { recall: asked },
      });
      await markRecalls(tx, { campaignId: campaign.id });
    });
    await run();
  }

  async function run(): Promise<void> {
    const row = await knex('campaigns').where({ id: campaign.id }).first();
    for (let count = 0; count < 10; count++) {
      const wait = await recaller().run(row!, new AbortController().signal);
      if (wait !== 0) {
        return;
      }
    }
  }

  async function ask(path: string): Promise<any> {
    const answer = await fetch(`${scene.simulator.apiBaseUrl}${path}`, {
      headers: { authorization: 'Bearer ghp_ada' },
    });
    return await answer.json();
  }

  const targets = () => knex('campaign_targets').orderBy('position');
  const writes = () =>
    scene.simulator.requests.filter(
      ({ method, path }) =>
        method !== 'GET' &&
        (/\/(pulls|issues)\//.test(path) || path.endsWith('/graphql')),
    ).length;

  it('closes, reverts and lists what it cannot stop, and does it once', async () => {
    const running = await task(1, 'running');
    const draft = await task(2, 'draft');
    const merged = await task(3, 'merged');
    expect(
      await recaller().count(campaign, {
        pullRequests: 'close',
        revert: true,
        reason: 'x',
      }),
    ).toMatchObject({ withdraws: 0, closes: 2, reverts: 1 });
    await recall({ revert: true });
    expect(await targets()).toMatchObject([
      {
        recall_state: 'not-stopped',
        recall_message: expect.stringMatching(/no call that stops it/),
      },
      { recall_state: 'done' },
      {
        recall_state: 'done',
        recall_message: expect.stringMatching(/\/pull\/\d+$/),
      },
    ]);
    for (const { number } of [running, draft]) {
      expect((await ask(`/repos/acme/shop/pulls/${number}`)).state).toBe(
        'closed',
      );
      const comments = await ask(`/repos/acme/shop/issues/${number}/comments`);
      expect(comments).toHaveLength(1);
      expect(comments[0].body).toMatch(/was recalled: Wrong target, team$/);
    }
    const pulls = await ask('/repos/acme/shop/pulls?state=open');
    expect(pulls).toMatchObject([{ title: /^Revert "/ }].map(() => ({})));
    expect(pulls[0].title).toMatch(/^Revert "/);
    expect(pulls[0].head.ref).toMatch(
      new RegExp(`^revert-${merged.number}-copilot/`),
    );
    expect(
      await knex('campaigns').where({ id: campaign.id }).first(),
    ).toMatchObject({ state: 'recalled', ended_at: expect.any(Date) });
    expect(
      (
        await knex('audit_events').where('action', 'like', 'campaign.recall%')
      ).map(({ action }) => action),
    ).toHaveLength(3);

    // the same again takes nothing back twice
    await knex('pull_requests').update({ next_look_at: new Date(0) });
    scene.trackers[0].poke();
    await scene.until(draft.task.id, { phase: 'done-without-change' });
    const before = writes();
    await recall({ revert: true });
    expect(writes()).toBeLessThanOrEqual(before + 1);
    expect(await ask('/repos/acme/shop/pulls?state=open')).toHaveLength(1);
    expect(
      await ask(`/repos/acme/shop/issues/${draft.number}/comments`),
    ).toHaveLength(1);
  });

  it('takes back before anything else is written, launches or not', async () => {
    const { task: reviewed } = await task(1, 'draft');
    // all but one place of the minute
    const { creationsPerMinute } =
      scene.clients.get('robot').identity.config.limits;
    await knex('launch_ledger').insert(
      Array.from({ length: creationsPerMinute - 2 }, () => ({
        identity_id: 'robot',
        task_id: reviewed.id,
        fairness_key: 'other',
        interactive: false,
        at: new Date(),
        sent_at: new Date(),
      })),
    );
    await markRecalls(knex as Knex.Transaction, { campaignId: campaign.id });
    const claim = () =>
      claimRoutes(knex, {
        leaseId: randomUUID(),
        leaseMs: 0,
        identityIds: ['robot'],
        ownTokenIds: [],
        limit: 10,
      });
    expect(await claim()).toEqual([]);
    await recall({ pullRequests: 'draft' });
    expect(await targets()).toMatchObject([{ recall_state: 'done' }]);
    // what stays open is somebody's to review
    expect(await claim()).toMatchObject([{ task_id: reviewed.id }]);

    await recall();
    expect(await targets()).toMatchObject([{ recall_state: 'done' }]);
    const pull = await knex('pull_requests').first();
    expect((await ask(`/repos/acme/shop/pulls/${pull?.number}`)).state).toBe(
      'closed',
    );
  });

  it('tries again where GitHub is away, and gives up in the end', async () => {
    await task(1, 'draft');
    const id = scene.simulator.faults.inject({
      match: { method: 'PATCH', path: '/pulls/' },
      effect: { type: 'status', status: 502 },
    });
    await recall();
    expect(await targets()).toMatchObject([
      { recall_state: 'pending', recall_failures: 1 },
    ]);
    for (let count = 0; count < 4; count++) {
      await run();
    }
    expect(await targets()).toMatchObject([{ recall_state: 'failed' }]);
    scene.simulator.faults.clear(id);
    await recall();
    expect(await targets()).toMatchObject([{ recall_state: 'done' }]);
  });
});

describe('a campaign that is paused or ended while it launches', () => {
  it('has no launch after the answer', async () => {
    const knex = await createDatabase(databases);
    const gitHub = await startGitHub();
    try {
      const harness = await LaunchHarness.create({
        knex,
        identities: gitHubIdentities(gitHub.apiBaseUrl, 'a', 'b'),
      });
      const campaign = await insertRunning(knex);
      for (let count = 0; count < 12; count++) {
        const row = await insertTask(knex, { campaign_id: campaign.id });
        await insertTarget(knex, campaign, row, count);
      }
      const other = await insertTask(knex);
      const launched = async () =>
        (
          await knex('agent_task_attempts')
            .join('agent_tasks', 'agent_tasks.id', 'task_id')
            .where('campaign_id', campaign.id)
        ).length;
      // admitted, and some on their way, when the pause comes
      await harness.admission.run();
      const jobs = harness.jobs.splice(0);
      expect(jobs.length).toBeGreaterThan(4);
      const racing = jobs.map(id => harness.launcher.launch(id));
      await knex.transaction(async tx => {
        await moveCampaign(tx, { campaign, move: 'pause' });
      });
      const atPause = await launched();
      await Promise.all(racing);
      for (let round = 0; round < 3; round++) {
        await harness.round();
      }
      expect(await launched()).toBe(atPause);
      expect(atPause).toBeLessThan(12);
      // others go on
      await harness.until(other.id, row => row.launch_state === 'launched');
      await knex.transaction(async tx => {
        await moveCampaign(tx, {
          campaign: { ...campaign, state: 'paused' },
          move: 'resume',
        });
      });
      const [last] = await knex('agent_tasks')
        .where({ campaign_id: campaign.id })
        .orderBy('seq', 'desc');
      await harness.until(last.id, row => row.launch_state === 'launched');
      expect(await launched()).toBe(12);
    } finally {
      await gitHub.stop();
    }
  });

  it.each([0, 1, 3, 6, 12])(
    'is taken back after %i launches: nothing is launched afterwards, and all that lives is listed',
    async moment => {
      const knex = await createDatabase(databases);
      const gitHub = await startGitHub();
      try {
        const identities = gitHubIdentities(gitHub.apiBaseUrl, 'a', 'b');
        const harness = await LaunchHarness.create({ knex, identities });
        const campaign = await insertRunning(knex);
        for (let count = 0; count < 12; count++) {
          const row = await insertTask(knex, { campaign_id: campaign.id });
          await insertTarget(knex, campaign, row, count);
        }
        const logger = mockServices.logger.mock();
        const recaller = CampaignRecaller.create({
          database: knex,
          logger,
          client: () => {
            throw new Error('Nothing has a pull request here');
          },
          onChanged: () => {},
        });
        const keeper = CampaignKeeper.create({
          database: knex,
          logger,
          auth: mockServices.auth(),
          catalog: catalogServiceMock(),
          tasks: { database: knex, onQueued: () => {} } as never,
          reminder: { remind: async () => 0 },
          recaller,
          onChanged: () => {},
        });
        await harness.admission.run();
        const jobs = harness.jobs.splice(0);
        for (const id of jobs.splice(0, moment)) {
          await harness.launcher.launch(id);
        }
        const racing = jobs.map(id => harness.launcher.launch(id));
        await knex.transaction(async tx => {
          await moveCampaign(tx, {
            campaign,
            move: 'recall',
            patch: {
              recall: { pullRequests: 'close', reason: 'Wrong' },
              due_look_at: new Date(0),
            },
          });
          await markRecalls(tx, { campaignId: campaign.id });
        });
        const begun = async () =>
          (await knex('agent_task_attempts').select('task_id')).length;
        const atRecall = await begun();
        await Promise.all(racing);
        for (let round = 0; round < 4; round++) {
          await knex('campaigns').update({ due_look_at: new Date(0) });
          await Promise.all([keeper.run(), keeper.run(), harness.round()]);
        }
        expect(await begun()).toBe(atRecall);
        const states = await knex('campaign_targets as g')
          .join('agent_tasks as t', 't.id', 'g.task_id')
          .select('t.phase', 'g.recall_state');
        expect(states).toHaveLength(12);
        for (const { phase, recall_state: state } of states) {
          expect(state).toBe(
            ['launching', 'running'].includes(phase) ? 'not-stopped' : 'done',
          );
        }
        expect(
          states.filter(({ phase }) => phase === 'withdrawn'),
        ).toHaveLength(12 - atRecall);
        expect(await knex('campaigns').first()).toMatchObject({
          state: 'recalled',
        });
      } finally {
        await gitHub.stop();
      }
    },
  );
});
