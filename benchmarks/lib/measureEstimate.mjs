/*
 * The back-test of the estimate. Run with Backstage's loader, since the product
 * is TypeScript; answers as a message.
 *
 *   measureEstimate CONNECTION_JSON
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inParallel, quantile, round } from './measure.mjs';

const CAMPAIGNS = 400;
const HISTORIES = [10, 20, 50, 200];
const TARGETS = [20, 400];
const NANO = 1e9;

const require = createRequire(import.meta.url);
const backend = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../plugins/agent-tasks-backend',
);
const load = file => require(path.join(backend, 'src', file));
const { estimateCampaign } = load(
  'database/operations/campaigns/estimateCampaign',
);

const random = seeded(20_261_201);
const normal = () =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Credits of one task. */
const distributions = {
  'lognormal, σ 0.5': () => 5 * Math.exp(0.5 * normal()),
  'lognormal, σ 1': () => 5 * Math.exp(normal()),
  'lognormal, σ 1.2': () => 5 * Math.exp(1.2 * normal()),
  'three of ten are eight times as dear': () =>
    Math.max(0.1, random() < 0.3 ? 40 + 6 * normal() : 5 + normal()),
  'one of ten is twelve times as dear': () =>
    Math.max(0.1, random() < 0.1 ? 60 + 6 * normal() : 5 + normal()),
};

const database = require('knex')({
  client: 'pg',
  connection: JSON.parse(process.argv[2]),
  pool: { min: 0, max: 4 },
});
await database.migrate.latest({ directory: path.join(backend, 'migrations') });

const rows = [];
for (const [distribution, draw] of Object.entries(distributions)) {
  for (const history of HISTORIES) {
    const name = `${Object.keys(distributions).indexOf(
      distribution,
    )}-${history}`;
    await insertHistories(name, history, draw);
    for (const targets of TARGETS) {
      rows.push({
        distribution,
        history,
        targets,
        ...(await test(name, targets, draw)),
      });
    }
  }
}
process.send({ type: 'result', result: { campaigns: CAMPAIGNS, rows } }, () =>
  process.exit(0),
);

/** A history for each campaign, told apart by the template. */
async function insertHistories(name, history, draw) {
  const credits = Array.from({ length: CAMPAIGNS * history }, () =>
    Math.round(draw() * NANO),
  );
  await database.raw(
    `insert into agent_tasks (id, request_digest, title, host,
       repository_owner, repository_name, repository_url, parameters,
       create_pull_request, prompt, prompt_digest, requested_by, source,
       decision, launch_state, phase, phase_since, due_at, template_ref,
       launched_at, settled_at, credits_nano)
     select gen_random_uuid(), 'sha256:0', 'Task', 'github.test', 'bench', 'r',
       'https://github.test/bench/r', '{}', true, 'Migrate.', 'sha256:0',
       'user:default/ada', 'campaign', '{}', 'launched', 'done', now(), now(),
       :name || '-' || (n - 1) / :history, now() - interval '1 hour', now(), credits
     from unnest(:credits::bigint[]) with ordinality as drawn(credits, n)`,
    { name, history, credits },
  );
  await database.raw('analyze agent_tasks');
}

/** How often a campaign used less than what was said before. */
async function test(name, targets, draw) {
  let belowP50 = 0;
  let belowP90 = 0;
  const over = [];
  const campaigns = Array.from({ length: CAMPAIGNS }, (_, index) => ({
    template: `${name}-${index}`,
    used: Array.from({ length: targets }, draw).reduce((a, b) => a + b),
  }));
  await inParallel(campaigns, 4, async ({ template, used }) => {
    const { creditsP50, creditsP90 } = await estimateCampaign(
      database,
      template,
      targets,
    );
    belowP50 += used <= creditsP50 ? 1 : 0;
    belowP90 += used <= creditsP90 ? 1 : 0;
    over.push(creditsP90 / used);
  });
  return {
    belowP50: round((100 * belowP50) / CAMPAIGNS),
    belowP90: round((100 * belowP90) / CAMPAIGNS),
    p90OverUsed: round(quantile(over, 0.5), 2),
  };
}

/** Mulberry32: the same draws in every run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
