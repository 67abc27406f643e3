import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'csv-parse/sync';
import { randomUUID } from 'node:crypto';
import { CampaignHarness } from '../__testUtils__/CampaignHarness';
import { readTargets } from '../database/operations/campaigns/readTargets';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('the export of targets', () => {
  async function start() {
    const knex = await databases.init('POSTGRES_18');
    const scene = await CampaignHarness.start({ knex, services: 2 });
    const { id } = await scene.started({
      waves: [{ select: { count: 1 } }],
      parameters: { target: '=cmd|calc' },
    });
    const more = Array.from({ length: 1_200 }, (_, index) => ({
      id: randomUUID(),
      campaign_id: id,
      position: 3 + index,
      target_key: `key ${index}`,
      wave: 2,
      entity_refs: JSON.stringify([`component:default/many-${index}`]) as never,
      owner_ref: index % 2 ? '=2+5' : 'group:default/team-b',
      parameters: '{}' as never,
      verdict: index < 5 ? ('refused' as const) : ('allowed' as const),
      reasons: JSON.stringify(
        index < 5
          ? [{ code: 'no', message: '@SUM(A1) says "no",\nnever' }]
          : [],
      ) as never,
    }));
    await knex.batchInsert('campaign_targets', more, 500);
    return { knex, scene, id };
  }

  it('has every target once, as a table that no spreadsheet runs', async () => {
    const { scene, id } = await start();
    const csv = await scene.call('get', `/${id}/export?format=csv`);
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="campaign-targets.csv"',
    });
    const rows = parse(csv.text, { columns: true, bom: true }) as Record<
      string,
      string
    >[];
    expect(rows.map(({ position }) => Number(position))).toEqual(
      Array.from({ length: 1_202 }, (_, index) => index + 1),
    );
    expect(rows[0]).toMatchObject({
      wave: '1',
      status: 'queued',
      task: expect.stringMatching(/^[0-9a-f-]{36}$/),
      parameters: '{"target":"=cmd|calc"}',
    });
    expect(rows[2]).toMatchObject({
      status: 'refused',
      reasons: '\'@SUM(A1) says "no",\nnever',
    });
    expect(rows[3].owner).toBe("'=2+5");
  });

  it('has what the filters leave, as the list says it', async () => {
    const { scene, id } = await start();
    const narrowed = '&status=refused&wave=2&owner=group:default/team-b';
    const { text } = await scene
      .call('get', `/${id}/export?format=jsonl${narrowed}`)
      .buffer()
      .parse((res, done) => {
        let all = '';
        res.on('data', chunk => (all += chunk));
        res.on('end', () => done(null, all));
      })
      .then(({ body }) => ({ text: body as unknown as string }));
    const lines: CampaignTarget[] = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    const { items } = await scene.targetsOf(id, `?${narrowed.slice(1)}`);
    expect(lines).toHaveLength(3);
    // what its reader may decide about it stays in the portal
    expect(lines).toEqual(
      items.map(({ decide, ...item }: CampaignTarget) => item),
    );
  });

  it('reads in batches, each target once, whatever moves meanwhile', async () => {
    const { knex, id } = await start();
    const asked: number[] = [];
    knex.on('query', ({ sql }) => {
      if (sql.includes('"g"."position" >')) {
        asked.push(asked.length);
      }
    });
    const seen: number[] = [];
    let before = 0;
    for await (const { position } of readTargets(knex, {
      campaignId: id,
      batch: 500,
    })) {
      seen.push(position);
      if (position === 400) {
        // what is left out or taken in moves in the list, and not here
        await knex('campaign_targets')
          .where({ campaign_id: id })
          .where('position', '>', 300)
          .update({ wave: knex.raw('case when position % 2 = 0 then 1 end') });
        before = asked.length;
      }
    }
    expect(seen).toEqual(
      Array.from({ length: 1_202 }, (_, index) => index + 1),
    );
    expect([before, asked.length]).toEqual([1, 3]);
  });

  it('is refused before it begins', async () => {
    const { scene } = await start();
    await scene.call('get', `/${randomUUID()}/export?format=csv`).expect(404);
    await scene.call('get', `/${randomUUID()}/export?format=xls`).expect(400);
    scene.broker.decisions['agentTasks.campaign.read'] = {
      result: AuthorizeResult.DENY,
    };
    const { status } = await scene.call(
      'get',
      `/${randomUUID()}/export?format=csv`,
    );
    expect(status).toBe(403);
  });
});
