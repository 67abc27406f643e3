import type {
  CampaignVersionChange,
  CampaignVersionRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import {
  component,
  group,
  migrateTemplate,
} from '../../__testUtils__/catalogEntities';
import { CampaignHarness } from '../../__testUtils__/CampaignHarness';
import type { createTestBroker } from '../../__testUtils__/TestBroker';
import { untilBlocked } from '../../__testUtils__/untilBlocked';
import { findCampaign } from '../../database/operations/campaigns/findCampaign';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('changing the version of a campaign in its middle', () => {
  let knex: Knex;
  let scene: CampaignHarness;

  const catalog = (spec: Record<string, unknown> = {}) => [
    migrateTemplate(spec),
    group('team-a'),
    ...['s0', 's1', 's2', 's3', 's4', 's5'].map(name =>
      component(name, name === 's5' ? { 'agent-tasks/tier': '1' } : {}),
    ),
  ];
  const second = {
    version: '2.0.0',
    prompt: 'Other: ${{ parameters.target }}',
  };

  async function start(
    options: Partial<Parameters<typeof createTestBroker>[0]> = {},
  ) {
    knex = await databases.init('POSTGRES_18');
    scene = await CampaignHarness.start({
      knex,
      entities: catalog(),
      ...options,
    });
  }

  const change = (id: string, body: CampaignVersionRequest = {}) =>
    scene.call('post', `/${id}/version`).send(body);

  /** What each target's task was made from, in the order of starting. */
  const versions = async (): Promise<string[]> =>
    await knex('campaign_targets as g')
      .join('agent_tasks as t', 't.id', 'g.task_id')
      .join('template_versions as v', 'v.id', 't.template_version_id')
      .orderBy('g.position')
      .pluck('v.version');

  /** The keeper with a campaign as it was read before. */
  async function keeperThatHasRead(id: string) {
    const row = await findCampaign(knex, id);
    return () => scene.lookWith(row!);
  }

  function gate() {
    let open = () => {};
    let reach = () => {};
    const opened = new Promise<void>(resolve => (open = resolve));
    const reached = new Promise<void>(resolve => (reach = resolve));
    return {
      open,
      reached,
      pass: async () => {
        reach();
        await opened;
      },
    };
  }

  it('says what it would change, and changes it for what has no task', async () => {
    await start();
    const { id } = await scene.started({
      waves: [{ select: { count: 2 } }, { select: {} }],
    });
    scene.setEntities(
      catalog({ ...second, appliesTo: { kinds: ['Component'], tiers: ['2'] } }),
    );
    const dry: CampaignVersionChange = (
      await change(id, { dryRun: true }).expect(200)
    ).body;
    expect(dry).toMatchObject({
      from: { version: '1.0.0' },
      to: { version: '2.0.0' },
      targets: 4,
      judged: 4,
    });
    expect(dry.items).toHaveLength(4);
    expect(dry.items.at(-1)).toMatchObject({
      verdict: 'allowed',
      title: 'Migrate to node-24',
      prompt: expect.stringContaining('Other: ⟦node-24⟧'),
    });
    expect((await scene.read(id)).template.version).toBe('1.0.0');

    const { body } = await change(id, {
      digest: dry.to.digest,
      reason: 'A better prompt',
    }).expect(200);
    expect(body.campaign).toMatchObject({
      template: { version: '2.0.0' },
      timeline: expect.arrayContaining([
        expect.objectContaining({
          kind: 'version-changed',
          actor: 'user:default/ada',
          data: {
            from: '1.0.0',
            to: '2.0.0',
            targets: 4,
            reason: 'A better prompt',
          },
        }),
      ]),
    });
    const [audit] = await knex('audit_events').where({
      action: 'campaign.version',
    });
    expect(audit.details).toMatchObject({
      fromDigest: dry.from.digest,
      toDigest: dry.to.digest,
    });
    await scene.end(id, { done: 2 });
    await scene.look(id);
    expect(await versions()).toEqual([
      ...Array(2).fill('1.0.0'),
      ...Array(4).fill('2.0.0'),
    ]);
    const { items } = await scene.targetsOf(id);
    expect(items[0].task?.templateVersion).toBe('1.0.0');
    expect(items[2].task?.templateVersion).toBe('2.0.0');
    // a task is shown with the words that it was made from
    const shown = await scene.call('get', `/${id}/targets/${items[0].id}`);
    expect(shown.body.prompt).toContain('Migrate ⟦s0⟧');
  });

  it('takes up again what was refused because of the version before', async () => {
    await start();
    const { id } = await scene.planned();
    await knex('template_versions').update({ status: 'revoked' });
    await scene.call('post', `/${id}/start`).send({}).expect(200);
    await scene.look(id);
    expect((await scene.read(id)).counts).toEqual({ refused: 6 });
    scene.setEntities(catalog(second));
    const { body } = await change(id).expect(200);
    expect(body).toMatchObject({ targets: 6, verdicts: { allowed: 6 } });
    await scene.look(id);
    expect(await versions()).toEqual(Array(6).fill('2.0.0'));
  });

  it('is waited for by a keeper that has read the version before', async () => {
    await start();
    const { id } = await scene.planned();
    await scene.call('post', `/${id}/start`).send({}).expect(200);
    const look = await keeperThatHasRead(id);
    scene.setEntities(catalog(second));
    const { templates } = scene.broker.dependencies;
    const { pass, reached, open } = gate();
    const record = templates.recordUse.bind(templates);
    jest.spyOn(templates, 'recordUse').mockImplementation(async (...args) => {
      await pass();
      return await record(...args);
    });
    // the change has locked the campaign, and is not committed
    const changing = change(id).then(({ status }) => status);
    await reached;
    const looking = look();
    await untilBlocked(knex);
    open();
    expect(await changing).toBe(200);
    await looking;
    expect(await knex('agent_tasks')).toEqual([]);
    await scene.look(id);
    expect(await versions()).toEqual(Array(6).fill('2.0.0'));
  });

  it('waits for a task that is being stored, and is answered before the next one', async () => {
    await start();
    const { id } = await scene.planned();
    await scene.call('post', `/${id}/start`).send({}).expect(200);
    const look = await keeperThatHasRead(id);
    scene.setEntities(catalog(second));
    const { templates } = scene.broker.dependencies;
    const { pass, reached, open } = gate();
    const hold = templates.hold.bind(templates);
    jest.spyOn(templates, 'hold').mockImplementationOnce(async (...args) => {
      await pass();
      await hold(...args);
    });
    const looking = look();
    await reached;
    const changing = change(id).then(({ status }) => status);
    await untilBlocked(knex);
    expect(await knex('agent_tasks')).toEqual([]);
    open();
    expect(await changing).toBe(200);
    await looking;
    await scene.look(id);
    const made = await versions();
    expect(made).toHaveLength(6);
    expect(made.slice(1)).toEqual(Array(5).fill('2.0.0'));
    expect(made[0]).toBe('1.0.0');
  });

  it('is not undone by what policy said of the version before', async () => {
    const { pass, reached, open } = gate();
    let slow = false;
    await start({
      checks: [
        {
          id: 'mine',
          evaluate: async ({ templateVersions = [] }) => {
            if (!slow || templateVersions[0].version !== '1.0.0') {
              return [];
            }
            await pass();
            return [{ kind: 'forbidden', code: 'no', message: 'Not 1.0.0.' }];
          },
        },
      ],
    });
    const { id } = await scene.planned();
    await scene.call('post', `/${id}/start`).send({}).expect(200);
    const look = await keeperThatHasRead(id);
    slow = true;
    const looking = look();
    await reached;
    scene.setEntities(catalog(second));
    await change(id).expect(200);
    open();
    await looking;
    expect((await scene.read(id)).counts).toEqual({ waiting: 6 });
    await scene.look(id);
    expect(await versions()).toEqual(Array(6).fill('2.0.0'));
  });

  it('leaves an extension to be judged again that was judged with the version before', async () => {
    await start();
    const { id } = await scene.started();
    const { pass, reached, open } = gate();
    const evaluate = scene.broker.dependencies.policy.evaluate.bind(
      scene.broker.dependencies.policy,
    );
    const policy = jest
      .spyOn(scene.broker.dependencies.policy, 'evaluate')
      .mockImplementationOnce(async (...args) => {
        await pass();
        return await evaluate(...args);
      });
    scene.setEntities([...catalog(), component('s6')]);
    const extending = scene
      .call('post', `/${id}/extend`)
      .send({ joined: true })
      .then(answer => answer);
    await reached;
    scene.setEntities([...catalog(second), component('s6')]);
    await change(id).expect(200);
    open();
    const { status, body } = await extending;
    expect(status).toBe(409);
    expect(body.reasons).toMatchObject([{ code: 'campaign-changed' }]);
    policy.mockRestore();
    const again = await scene
      .call('post', `/${id}/extend`)
      .send({ joined: true })
      .expect(200);
    expect(again.body.added).toBe(1);
  });

  it('is refused with its reason', async () => {
    await start({ agentTasks: { templates: { approval: 'required' } } });
    await knex('template_versions').delete();
    const { id } = await scene.planned();
    const codes = async (body: CampaignVersionRequest = {}) => {
      const { status, body: answer } = await change(id, body);
      return [
        status,
        ...answer.reasons.map(({ code }: { code: string }) => code),
      ];
    };
    expect(await codes()).toEqual([422, 'template-not-approved']);
    await knex('template_versions').update({ status: 'approved' });
    expect(await codes()).toEqual([409, 'version-unchanged']);
    scene.setEntities(catalog(second));
    expect(await codes({ dryRun: true })).toEqual([
      422,
      'template-not-approved',
    ]);
    expect(await codes({ digest: 'sha256:0' })).toEqual([
      409,
      'template-changed',
    ]);
    scene.setEntities(catalog({ prompt: 'Same number' }));
    expect(await codes()).toEqual([
      422,
      'template-not-approved',
      'template-version-not-moved',
    ]);
    scene.setEntities(catalog().slice(1));
    expect(await codes()).toEqual([404, 'template-not-found']);
    await knex('campaigns').update({ state: 'stopped' });
    expect(await codes()).toEqual([409, 'campaign-not-possible']);
    scene.broker.decisions['agentTasks.task.create'] = {
      result: AuthorizeResult.DENY,
    };
    await change(id, { dryRun: true }).expect(403);
  });
});
