import type {
  Campaign,
  CampaignExtendRequest,
  CampaignExtension,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  component,
  group,
  migrateTemplate,
} from '../../__testUtils__/catalogEntities';
import { CampaignHarness } from '../../__testUtils__/CampaignHarness';
import { untilBlocked } from '../../__testUtils__/untilBlocked';
import { addTargets } from '../../database/operations/campaigns/addTargets';
import { joinNewestWave } from '../../database/operations/campaigns/joinNewestWave';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('extending a campaign', () => {
  let knex: Knex;
  let scene: CampaignHarness;

  const withServices = (count: number, ...more: Entity[]) => [
    migrateTemplate(),
    group('team-a'),
    ...Array.from({ length: count }, (_, index) =>
      component(`s${String(index).padStart(2, '0')}`),
    ),
    ...more,
  ];

  /** A campaign of four services, two of a first wave. */
  async function started(
    waves: Campaign['request']['waves'] = [
      { select: { count: 2 } },
      { select: {} },
    ],
  ): Promise<Campaign> {
    knex = await databases.init('POSTGRES_18');
    scene = await CampaignHarness.start({ knex, entities: withServices(4) });
    return await scene.started({ waves });
  }

  async function extend(
    id: string,
    body: CampaignExtendRequest = { joined: true },
  ): Promise<CampaignExtension> {
    const answer = await scene.call('post', `/${id}/extend`).send(body);
    expect({ status: answer.status, reasons: answer.body.reasons }).toEqual({
      status: 200,
    });
    return answer.body;
  }

  const story = async (id: string) =>
    ((await scene.read(id)).timeline ?? []).map(({ kind, data }) =>
      [kind, data.wave].filter(Boolean).join(' '),
    );

  it('says what it would add, and adds what has joined to the last wave, once', async () => {
    const { id } = await started();
    scene.setEntities(
      withServices(6, component('locked', { 'agent-tasks/opt-out': 'true' }), {
        ...component('x'),
        metadata: { name: 'x', namespace: 'default' },
      }),
    );
    const wanted = { added: 2, refused: 1, known: 0, remaining: 0 };
    const dry = await extend(id, { joined: true, dryRun: true });
    expect(dry).toMatchObject({
      ...wanted,
      wave: 2,
      problems: [{ problem: { code: 'entity-without-repository' } }],
      items: [
        { verdict: 'refused', reasons: [{ code: 'entity-opted-out' }] },
        { verdict: 'allowed' },
        { verdict: 'allowed' },
      ],
    });
    expect(await knex('campaign_targets')).toHaveLength(4);

    const done = await extend(id, { joined: true, reason: 'New teams' });
    expect(done).toMatchObject({ ...wanted, wave: 2 });
    expect(done.campaign).toMatchObject({
      targets: 6,
      waves: [{ targets: 2 }, { targets: 4, state: 'waiting' }],
    });
    const { items } = await scene.targetsOf(id);
    expect(
      items.map(({ position, wave, verdict }) => [position, wave, verdict]),
    ).toEqual([
      [1, 1, 'allowed'],
      [2, 1, 'allowed'],
      [3, 2, 'allowed'],
      [4, 2, 'allowed'],
      [6, 2, 'allowed'],
      [7, 2, 'allowed'],
      [5, undefined, 'refused'],
    ]);
    expect(await extend(id)).toMatchObject({ added: 0, refused: 0 });
    expect(await extend(id, { entityRefs: ['s04', 's00'] })).toMatchObject({
      added: 0,
      known: 2,
    });
    expect((await story(id)).filter(kind => /added/.test(kind))).toEqual([
      'targets-added 2',
    ]);
    const [audit] = await knex('audit_events').where({
      action: 'campaign.extend',
    });
    expect(audit.details).toMatchObject({
      reason: 'New teams',
      keys: expect.arrayContaining(['ghe.acme.com/acme/s04']),
    });
    // nothing opens before its turn
    await scene.look(id);
    expect((await scene.read(id)).counts).toMatchObject({
      queued: 2,
      waiting: 4,
    });
  });

  it('makes a wave of its own where the last one has opened, after its gate', async () => {
    const { id } = await started([{ select: {}, gate: { mergedAtLeast: 1 } }]);
    scene.setEntities(withServices(5));
    expect(await extend(id)).toMatchObject({ added: 1, wave: 2 });
    scene.setEntities(withServices(6));
    expect(await extend(id)).toMatchObject({ added: 1, wave: 2 });
    await scene.end(id, { done: 3, failed: 1 });
    await scene.look(id);
    expect((await scene.read(id)).waves).toMatchObject([
      { state: 'held' },
      { state: 'waiting', targets: 2 },
    ]);
    await scene
      .call('post', `/${id}/gate`)
      .send({ wave: 1, override: true, reason: 'Known' })
      .expect(200);
    await scene.look(id);
    await scene.end(id, { done: 2 });
    await scene.look(id);
    expect(await scene.read(id)).toMatchObject({
      state: 'done',
      counts: { done: 5, failed: 1 },
    });
    const { body } = await scene
      .call('post', `/${id}/extend`)
      .send({ joined: true })
      .expect(409);
    expect(body.reasons).toMatchObject([
      { code: 'campaign-not-possible', message: 'The campaign has ended.' },
    ]);
  });

  it('opens what comes after a wave that had passed, and not while it is paused', async () => {
    const { id } = await started([{ select: {}, gate: { minimumSample: 1 } }]);
    await scene.end(id, { done: 1 });
    await scene.look(id);
    expect((await scene.read(id)).waves).toMatchObject([{ state: 'passed' }]);
    await scene.call('post', `/${id}/pause`).send({}).expect(200);
    scene.setEntities(withServices(5));
    expect(await extend(id)).toMatchObject({ added: 1, wave: 2 });
    await scene.look(id);
    expect((await scene.read(id)).waves[1].state).toBe('waiting');
    await scene.call('post', `/${id}/resume`).send({}).expect(200);
    await scene.look(id);
    expect(await scene.read(id)).toMatchObject({
      counts: { done: 1, queued: 4 },
      waves: [
        { state: 'passed' },
        { state: expect.not.stringMatching('waiting') },
      ],
    });
    expect(await story(id)).toContain('wave-opened 2');
  });

  it('splits the waves of a campaign that has not started anew', async () => {
    knex = await databases.init('POSTGRES_18');
    scene = await CampaignHarness.start({ knex, entities: withServices(4) });
    const { id } = await scene.planned({
      waves: [{ select: { percent: 50 } }],
    });
    scene.setEntities(withServices(8));
    const { campaign } = await extend(id);
    expect(campaign?.waves).toMatchObject([{ targets: 4 }, { targets: 4 }]);
  });

  it('takes what is named, with its parameters, and says what cannot be', async () => {
    const { id } = await started();
    const library = component('lib');
    scene.setEntities(
      withServices(4, {
        ...library,
        spec: { ...library.spec, type: 'library' },
      }),
    );
    const answer = await extend(id, {
      entityRefs: ['component:default/nobody'],
      csv: [
        'entityRef,repoUrl,target',
        's09,,',
        ',https://ghe.acme.com/acme/tools,node-26',
        ',https://ghe.acme.com/acme/s01,',
        'lib,,',
      ].join('\n'),
    });
    expect(answer).toMatchObject({ added: 1, refused: 1, known: 1 });
    expect(
      answer.problems.map(({ key, row, problem }) => [
        row ?? key,
        problem?.code,
      ]),
    ).toEqual([
      ['entity component:default/nobody', 'entity-not-found'],
      [1, 'entity-not-found'],
    ]);
    const added = await knex('campaign_targets')
      .whereNotNull('added_by')
      .orderBy('target_key');
    expect(
      added.map(row => [row.target_key, row.parameters, row.added_by]),
    ).toEqual([
      ['ghe.acme.com/acme/lib', { target: 'node-24' }, 'user:default/ada'],
      ['ghe.acme.com/acme/tools', { target: 'node-26' }, 'user:default/ada'],
    ]);
    // what was named need not be what the query finds
    await knex('campaign_targets')
      .whereNotNull('added_by')
      .update({ verdict: 'allowed' });
    const { body } = await scene.call('get', `/${id}/changes`).expect(200);
    expect(body).toMatchObject({
      joined: { totalItems: 0 },
      left: { totalItems: 0 },
    });
    const nothing = await scene.call('post', `/${id}/extend`).send({});
    expect(nothing.status).toBe(422);
    expect(nothing.body.reasons).toMatchObject([{ code: 'targets-missing' }]);
  });

  it('adds each once, whoever asks at once and whatever replicas do', async () => {
    const { id } = await started();
    scene.setEntities(withServices(12));
    const keeper = () => scene.broker.campaigns.keeper.run();
    await knex('campaigns')
      .where({ id })
      .update({ due_look_at: new Date(0) });
    const answers = await Promise.all([
      extend(id),
      extend(id, { joined: true, entityRefs: ['s11', 's10'] }),
      keeper(),
      extend(id, { entityRefs: ['s09', 's10'] }),
      keeper(),
    ]);
    const added = answers.flatMap(answer =>
      typeof answer === 'object' ? [answer.added] : [],
    );
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(8);
    const rows = await knex('campaign_targets').orderBy('position');
    expect(rows.map(({ position }) => position)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    expect(new Set(rows.map(row => row.repository_name)).size).toBe(12);
    await scene.end(id, { done: 2 });
    await knex('campaigns').update({
      due_look_at: new Date(0),
      lease_until: new Date(0),
    });
    await Promise.all([keeper(), keeper()]);
    await scene.look(id);
    expect(await knex('agent_tasks')).toHaveLength(12);
  });

  it('does not end a campaign that was extended a moment before', async () => {
    const { id } = await started([{ select: {} }]);
    await scene.end(id, { done: 4 });
    await knex('campaign_waves').update({ state: 'passed' });
    const extension = await knex.transaction();
    const campaign = await lockCampaign(extension, id);
    // the keeper has taken its lease before, and sees that nothing is left
    const looking = scene.lookWith(campaign!);
    await untilBlocked(knex);
    const [planned] = await extension('campaign_targets').limit(1);
    const newcomer = {
      ...planned,
      wave: null,
      task_id: null,
      id: randomUUID(),
      target_key: 'another',
    };
    await addTargets(extension, {
      campaignId: id,
      targets: [newcomer],
      addedBy: 'user:default/ada',
    });
    await joinNewestWave(extension, id, [newcomer.id]);
    await extension.commit();
    await looking;
    expect(await scene.read(id)).toMatchObject({
      state: 'running',
      counts: { done: 4, waiting: 1 },
    });
  });

  it('is for those who may start tasks', async () => {
    const { id } = await started();
    scene.broker.decisions['agentTasks.task.create'] = {
      result: AuthorizeResult.DENY,
    };
    const { status } = await scene
      .call('post', `/${id}/extend`)
      .send({ joined: true, dryRun: true });
    expect(status).toBe(403);
  });
});
