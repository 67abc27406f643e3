/*
 * The page of a campaign of 10,000 targets in a real Chromium, the built portal
 * on a real backend: how long until it shows targets, and until a filter has
 * narrowed them, as ratios to a campaign of fifty on the same page.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from '@playwright/test';
import pg from 'pg';
import { root } from '../scripts/stack/layout.mjs';
import { withStack } from './lib/benchStack.mjs';
import { load, now, quantile, report, round, save } from './lib/measure.mjs';

const SIZES = [10_000, 50];
const ROUNDS = 9;
const WARM_UP = 2;

const require = createRequire(import.meta.url);
require('@backstage/cli-node/config/nodeTransform.cjs');
const { findBrowser } = require('../e2e-tests/browser');

const app = path.join(root, 'packages/app');
if (!fs.existsSync(path.join(app, 'dist/index.html'))) {
  const { status } = spawnSync('backstage-cli', ['package', 'build'], {
    cwd: app,
    stdio: 'inherit',
  });
  if (status !== 0) {
    throw new Error('The portal was not built');
  }
}

const loadBefore = load();
const rows = [];
await withStack(async stack => {
  const { env } = await stack.startPostgres();
  await stack.startSimulator({ repositories: ['idle'] });
  await stack.startBackend({
    sections: {
      auth: {
        environment: 'development',
        providers: {
          demo: null,
          guest: {
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: ['user:default/ada'],
          },
        },
      },
    },
  });
  const client = new pg.Client({
    host: env.POSTGRES_HOST,
    port: Number(env.POSTGRES_PORT),
    user: env.POSTGRES_USER,
    password: env.POSTGRES_PASSWORD,
    database: 'backstage_plugin_agent-tasks',
  });
  // the server ends before its clients where a run is broken off
  client.on('error', () => {});
  await client.connect();
  const ids = [];
  for (const targets of SIZES) {
    ids.push(await insertCampaign(client, targets));
  }
  await client.query('vacuum analyze');
  const browser = await chromium.launch(findBrowser());
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(stack.backend);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('link', { name: 'Agent tasks' }).first().waitFor();
    for (const [index, targets] of SIZES.entries()) {
      const url = `${stack.backend}/agent-tasks/campaigns/${ids[index]}`;
      const times = { paint: [], open: [], reload: [], filter: [], text: [] };
      for (let turn = -WARM_UP; turn < ROUNDS; turn++) {
        const measured = await measure(page, url, targets);
        for (const [name, ms] of Object.entries(measured)) {
          if (turn >= 0) times[name].push(ms);
        }
      }
      const row = {
        targets,
        ...Object.fromEntries(
          Object.entries(times).map(([name, each]) => [
            name,
            {
              least: round(Math.min(...each)),
              p50: round(quantile(each, 0.5)),
              max: round(Math.max(...each)),
            },
          ]),
        ),
      };
      rows.push(row);
      report('campaign page', row);
    }
  } finally {
    await browser.close();
  }
  await client.end();
});
save('campaignPage', { rows }, { loadBefore });

/** One look at a campaign, as somebody who is signed in. */
async function measure(page, url, targets) {
  const table = page.getByRole('table', { name: 'Targets', exact: true });
  const rowsAre = async count =>
    await page.waitForFunction(
      wanted =>
        globalThis.document.querySelectorAll(
          'table[aria-label="Targets"] tbody tr',
        ).length === wanted,
      count,
      { polling: 'raf' },
    );
  // the whole portal anew, from the browser's cache
  let at = now();
  await page.goto(url, { waitUntil: 'commit' });
  await table.waitFor();
  const reload = now() - at;
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );

  // from the list, as people come
  await page.goto(`${new URL(url).origin}/agent-tasks/campaigns`);
  const link = page.getByRole('link', { name: `Campaign of ${targets}` });
  await link.waitFor();
  at = now();
  await link.click();
  await table.waitFor();
  const open = now() - at;

  await page.getByRole('combobox', { name: 'Status' }).click();
  const failed = page.getByRole('option', { name: 'Failed', exact: true });
  // once the menu has come to rest
  await failed.hover();
  at = now();
  await failed.click();
  await rowsAre(Math.min(50, Math.ceil(targets / 10)));
  const filter = now() - at;

  const search = page.getByRole('searchbox', { name: 'Search' });
  at = now();
  await search.fill(`r-${targets}`);
  await rowsAre(1);
  const text = now() - at;
  return { paint, reload, open, filter, text };
}

/** Every tenth has failed; half are merged, the rest in review or not begun. */
async function insertCampaign(client, targets) {
  const { rows: inserted } = await client.query(
    `with version as (
       insert into template_versions (id, template_ref, digest, version, title, content)
       values (gen_random_uuid(), 'agenttasktemplate:default/migrate', 'sha256:' || $1::int, '1.0.0', 'Migrate', '{"spec":{}}')
       returning id
     ), campaign as (
       insert into campaigns (id, title, owner_ref, state, state_since, created_by,
         created_at, started_by, started_at, template_ref, template_version_id, request)
       select gen_random_uuid(), 'Campaign of ' || $1::int, 'group:default/team-1', 'paused',
         now(), 'user:default/ada', now() - interval '3 days', 'user:default/ada',
         now() - interval '3 days', 'agenttasktemplate:default/migrate', id, '{"targets":{}}'
       from version returning id
     ), waves as (
       insert into campaign_waves (campaign_id, number, "select", gate, state, opened_at)
       select id, n, '{}', '{"mergedAtLeast":0.8}', case n when 1 then 'passed' when 2 then 'open' else 'waiting' end,
         now() - interval '2 days'
       from campaign, generate_series(1, 3) n
     ), points as (
       insert into campaign_snapshots (campaign_id, at, counts)
       select id, now() - n * interval '5 minutes',
         jsonb_build_object('done', ($1::int * (500 - n) / 1000), 'waiting', ($1::int * (500 + n) / 1000))
       from campaign, generate_series(1, 500) n
     ), task as (
       insert into agent_tasks (id, request_digest, title, entity_ref, host,
         repository_owner, repository_name, repository_url, owner_ref, parameters,
         create_pull_request, prompt, prompt_digest, requested_by, source, decision,
         launch_state, agent_state, pull_state, failure_class, phase, attempt_number,
         phase_since, due_at, launched_at, settled_at, credits_nano, template_ref, campaign_id)
       select gen_random_uuid(), 'sha256:0', 'Task', 'component:default/c' || n, 'github.test',
         'bench', 'r-' || n, 'https://github.test/bench/r-' || n,
         'group:default/team-' || n % 100, '{}', true, 'Migrate.', 'sha256:0',
         'user:default/ada', 'campaign', '{}', 'launched',
         case when n % 10 = 0 then 'failed' else 'completed' end,
         case when n % 10 = 0 then null when n % 2 = 0 then 'merged' else 'open' end,
         case when n % 10 = 0 then 'agent-error' end,
         case when n % 10 = 0 then 'failed' when n % 2 = 0 then 'done' else 'in-review' end,
         1, now() - interval '1 hour', now(), now() - interval '2 hours', now() - interval '1 hour',
         4000000000, 'agenttasktemplate:default/migrate', id
       from campaign, generate_series(1, $1::int) n where n % 5 <> 1
       returning id, repository_name
     ), pulls as (
       insert into pull_requests (task_id, attempt_number, database_id, number, url, state, checks)
       select id, 1, id::text, 1, 'https://github.test/bench/' || repository_name || '/pull/1', 'open', 'success' from task
     )
     insert into campaign_targets (id, campaign_id, position, target_key, wave, host,
       repository_owner, repository_name, repository_url, entity_ref, entity_refs, owner_ref,
       tier, parameters, verdict, reasons, task_id)
     select gen_random_uuid(), campaign.id, n, 'github.test/bench/r-' || n,
       1 + n * 3 / ($1::int + 1), 'github.test', 'bench', 'r-' || n,
       'https://github.test/bench/r-' || n, 'component:default/c' || n,
       jsonb_build_array('component:default/c' || n), 'group:default/team-' || n % 100,
       (1 + n % 3)::text, '{"target":"node-24"}', 'allowed', '[]', task.id
     from campaign cross join generate_series(1, $1::int) n
     left join task on task.repository_name = 'r-' || n
     returning campaign_id`,
    [targets],
  );
  return inserted[0].campaign_id;
}
