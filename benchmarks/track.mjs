/*
 * A thousand tasks at work, an hour of GitHub's time in which each of them
 * ends: what it costs to know, and how late one knows. The broker with one
 * account under GitHub's published limits, against a GET per task every 30 s
 * with `octokit` and its throttling, on the same simulator at the same time.
 *
 *   yarn bench track
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Broker } from './lib/Broker.mjs';
import { load, quantile, report, round, save } from './lib/measure.mjs';
import { insertLaunched, repositories } from './lib/tasks.mjs';
import { seedOf, tokenOf } from './lib/seed.mjs';
import { withWorld } from './lib/World.mjs';

const TASKS = 1_000;
const SPEED = Number(process.argv[2] ?? 30);
const INTERVAL_S = 30;
const HOUR_MS = 3_600_000;
/** Of GitHub's time, after the hour, for what is on its way. */
const REST_MS = 120_000;
/** Settled tasks that one page of a list can name. */
const PAGE = 100;
/** Of so many tasks, one ends with a pull request. */
const PULL_REQUESTS = 20;

const directory = path.dirname(fileURLToPath(import.meta.url));
const loadBefore = load();
const seed = seedOf({ logins: ['broker', 'octokit'], repositories });
seed.tasks = Array.from({ length: TASKS }, (_, i) => ({
  repository: `bench/r-${i % 20}`,
  creator: 'broker',
  prompt: `Change number ${i}.`,
  state: 'queued',
  ageMs: 0,
  createPullRequest: i % PULL_REQUESTS === 0,
}));

const rows = [];
await withWorld({ speed: SPEED, seed }, async world => {
  const broker = await Broker.create(world, 'broker', {
    identities: [{ id: 'broker', token: tokenOf('broker') }],
    agentTasks: { tracking: { activeInterval: { seconds: INTERVAL_S } } },
  });
  await broker.startReplica();
  const tasks = await world.control('GET', '/tasks');
  const beginAt = world.now();
  await insertLaunched(broker, { tasks, identityId: 'broker', at: beginAt });
  const before = (await requestsOf(world, 'broker')).length;

  const peer = world.fork(path.join(directory, 'peers/pollWithOctokit.mjs'), [
    world.api,
    tokenOf('octokit'),
    INTERVAL_S,
    beginAt + HOUR_MS + REST_MS,
  ]);
  const polled = new Promise(resolve => peer.once('message', resolve));
  peer.send(tasks.map(({ id, repository }) => ({ id, repository })));

  const endedAt = await endTasks(world, tasks, beginAt);
  await world.sleep(beginAt + HOUR_MS + REST_MS - world.now());
  const requests = (await requestsOf(world, 'broker')).slice(before);
  const { rows: known } = await broker.sql.query(
    `select task.github_task_id as id, min(entry.at) as at
     from agent_tasks task join task_timeline entry on entry.task_id = task.id
     where entry.kind = 'agent-state' group by 1`,
  );
  await broker.stop();

  const kinds = countKinds(requests);
  report('track: requests of the broker', kinds);
  const minimum = Math.max(
    HOUR_MS / 1_000 / INTERVAL_S,
    Math.ceil(TASKS / PAGE),
  );
  const hours = (HOUR_MS + REST_MS) / HOUR_MS;
  add({
    who: 'the broker',
    requests: requests.length,
    rejected: requests.filter(({ status }) => status >= 400).length,
    lists: kinds.lists,
    leastLists: Math.round(minimum * hours),
    listsOverLeast: round(kinds.lists / (minimum * hours), 2),
    singleReadsPerTask: round(kinds.single / TASKS, 2),
    ...staleness(
      endedAt,
      new Map(known.map(({ id, at }) => [id, at.getTime()])),
      world.now(),
    ),
  });
  const answer = await polled;
  add({
    who: 'octokit, a GET per task',
    requests: answer.requests,
    rejected: answer.rejected,
    requestsNeeded: [...endedAt.values()].reduce(
      (sum, at) => sum + Math.ceil((at - beginAt) / 1_000 / INTERVAL_S),
      0,
    ),
    ...staleness(endedAt, new Map(answer.seen), world.now()),
  });
});
save(
  'track',
  { tasks: TASKS, intervalSeconds: INTERVAL_S, speed: SPEED, rows },
  { loadBefore },
);

function add(row) {
  const complete = { ...row, requestsPerTask: round(row.requests / TASKS, 2) };
  rows.push(complete);
  report('track', complete);
}

async function requestsOf(world, login) {
  return (await world.control('GET', '/requests')).filter(
    ({ user }) => user === login,
  );
}

/** Ends every task once within the hour, at moments that are known. */
async function endTasks(world, tasks, beginAt) {
  const ends = ['fail', 'time-out', 'cancel'];
  const plan = tasks
    .map((task, i) => ({
      task,
      at: beginAt + ((i + 0.5) / tasks.length) * HOUR_MS,
      action: task.createPullRequest ? 'complete' : ends[i % ends.length],
    }))
    .sort((a, b) => a.at - b.at);
  const endedAt = new Map();
  const running = [];
  for (const { task, at, action } of plan) {
    await world.sleep(Math.max(0, at - world.now()));
    running.push(
      world
        .control('POST', `/tasks/${task.id}/${action}`, {})
        .then(() => world.control('GET', `/tasks/${task.id}`))
        .then(({ updatedAt }) => endedAt.set(task.id, Date.parse(updatedAt))),
    );
  }
  await Promise.all(running);
  return endedAt;
}

function countKinds(requests) {
  const count = pattern =>
    requests.filter(({ path: url }) => pattern.test(url)).length;
  return {
    lists: count(/\/agents\/tasks$/),
    single: count(/\/tasks\/[^/]+$/),
    graphql: count(/graphql$/),
  };
}

/** What was not known in the end is at least as late as the end. */
function staleness(endedAt, knownAt, now) {
  const seconds = [...endedAt].map(
    ([id, at]) => Math.max(0, (knownAt.get(id) ?? now) - at) / 1_000,
  );
  return {
    stalenessP50: round(quantile(seconds, 0.5)),
    stalenessP99: round(quantile(seconds, 0.99)),
    stalenessMax: round(Math.max(...seconds)),
    neverSeen: [...endedAt.keys()].filter(id => !knownAt.has(id)).length,
  };
}
