/*
 * The plot and the tables of docs/benchmarks.md, from the latest results, so
 * that no figure is ever copied by hand.
 *
 *   yarn bench render
 */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/stack/layout.mjs';
import { drawBars } from './lib/drawBars.mjs';
import { round } from './lib/measure.mjs';

const page = path.join(root, 'docs/benchmarks.md');
const image = path.join(root, 'docs/images/benchmarks.svg');

const read = name => {
  const file = path.join(root, `benchmarks/results/${name}.json`);
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
};
const launch = read('launch');
const track = read('track');
const duplicates = read('duplicates');
const queue = read('queue');
const submit = read('submit');
const list = read('list');
const provenance = read('provenance');
const start = read('start');
const audit = read('audit');
const policy = read('policy');
const escalation = read('escalation');
const pulls = read('pulls');
const campaigns = read('campaigns');
const launchCampaign = read('launchCampaign');
const estimate = read('estimate');
const campaignPage = read('campaignPage');

const number = value => Number(value).toLocaleString('en-US');
/** Ours first, as they were entered. */
const order = ['the broker, 1 replica', 'the broker, 3 replicas', 'octokit'];
launch?.rows.sort(
  (a, b) =>
    a.tasks - b.tasks ||
    (order.indexOf(a.who) + 1 || 9) - (order.indexOf(b.who) + 1 || 9),
);
const isOurs = ({ who }) => who.startsWith('the broker');

const panels = [];
if (launch) {
  for (const tasks of new Set(launch.rows.map(row => row.tasks))) {
    panels.push({
      title: `Launching ${number(tasks)} tasks with one account`,
      note: 'share of the least possible time under GitHub’s limits, in %, and refused requests',
      aim: 100,
      rows: launch.rows
        .filter(row => row.tasks === tasks)
        .map(row => ({
          label: row.who,
          value: row.shareOfOptimum ?? 0,
          text: row.shareOfOptimum
            ? `${row.shareOfOptimum} %, ${number(row.rejected)} refused`
            : `not done, ${number(row.rejected)} refused`,
          ours: isOurs(row),
        })),
    });
  }
}
if (duplicates) {
  panels.push({
    title: `${number(duplicates.tasks)} launches, one answer in ${
      1 / duplicates.lostAnswers
    } lost`,
    note: 'tasks that exist twice',
    rows: duplicates.rows.map(row => ({
      label: row.who,
      value: row.duplicates,
      text: `${row.duplicates} twice, ${row.lost} lost, ${row.kills} kills`,
      ours: isOurs(row),
    })),
  });
}
if (track) {
  panels.push({
    title: `Following ${number(track.tasks)} tasks for an hour`,
    note: 'seconds until the end of a task is known, 99 of 100 tasks',
    rows: track.rows.map(row => ({
      label: row.who,
      value: row.stalenessP99,
      text: `${number(row.stalenessP99)} s, ${number(row.requests)} requests`,
      ours: isOurs(row),
    })),
  });
}
fs.mkdirSync(path.dirname(image), { recursive: true });
fs.writeFileSync(image, drawBars(panels));

let text = fs.readFileSync(page, 'utf8');
const tables = {
  launch: launch && launchTable(launch),
  track: track && [
    ['with', 'requests', 'a task', 'refused', 'known after p50 / p99', 'never'],
    ...track.rows.map(row => [
      row.who,
      number(row.requests),
      row.requestsPerTask,
      number(row.rejected),
      `${number(row.stalenessP50)} / ${number(row.stalenessP99)} s`,
      number(row.neverSeen),
    ]),
  ],
  duplicates: duplicates && [
    ['with', 'killed', 'tasks at GitHub', 'twice', 'lost', 'held'],
    ...duplicates.rows.map(row => [
      row.who,
      `${row.kills} times`,
      number(row.created),
      `${row.duplicates} (${row.duplicatesPercent} %)`,
      row.lost,
      row.held,
    ]),
  ],
  queue: queue && queueTable(queue),
  submit: submit && submitTable(submit),
  list: list && [
    ['question', 'p50', 'bare SQL', 'ratio', 'p99', 'bare SQL', 'ratio'],
    ...list.rows.map(({ question, p50, p99 }) => [
      question,
      ...[p50, p99].flatMap(({ restMs, sqlMs, ratio }) => [
        `${restMs} ms`,
        `${sqlMs} ms`,
        ratio,
      ]),
    ]),
  ],
  provenance: provenance && [
    [
      'question',
      'tasks',
      'p50',
      'bare SQL',
      'ratio',
      'p99',
      'bare SQL',
      'ratio',
    ],
    ...provenance.rows.map(({ question, found, p50, p99 }) => [
      question,
      number(found),
      ...[p50, p99].flatMap(({ restMs, sqlMs, ratio }) => [
        `${restMs} ms`,
        `${sqlMs} ms`,
        ratio,
      ]),
    ]),
  ],
  start: start && [
    ['starts', 'with the plugin', 'without', 'ratio', 'from', 'to'],
    [
      start.rounds,
      `${number(start.withMs)} ms`,
      `${number(start.withoutMs)} ms`,
      start.ratio,
      start.ratioMin,
      start.ratioMax,
    ],
  ],
  audit: audit && auditTable(audit),
  policy: policy && policyTable(policy),
  escalation: escalation && escalationTable(escalation),
  pulls: pulls && pullsTable(pulls),
  campaigns: campaigns && campaignsTable(campaigns),
  launchCampaign: launchCampaign && launchTable(launchCampaign),
  estimate: estimate && estimateTable(estimate),
  campaignPage: campaignPage && campaignPageTable(campaignPage),
};
const notes = { track: track && [trackNote(track.rows.find(isOurs))] };
for (const [name, rows] of Object.entries(tables)) {
  if (rows) {
    text = replacePart(
      text,
      name,
      [table(rows), ...(notes[name] ?? []), origin(read(name))].join('\n\n'),
    );
  }
}
fs.writeFileSync(page, text);

function trackNote({ requests, lists, leastLists, singleReadsPerTask }) {
  const single = Math.round(singleReadsPerTask * track.tasks);
  return `The broker's requests: ${number(lists)} lists (one every ${
    track.intervalSeconds
  } s: ${number(leastLists)}), ${number(single)} single reads, ${number(
    requests - lists - single,
  )} of GraphQL for pull requests. ${
    track.intervalSeconds
  } s for every task by GETs: ${number(
    track.rows.find(row => !isOurs(row)).requestsNeeded,
  )} requests.`;
}

function submitTable({ latency, throughput }) {
  return [
    ['what', 'p50', 'p99'],
    [
      'from the submission to its POST at GitHub',
      `${latency.p50Ms} ms`,
      `${latency.p99Ms} ms`,
    ],
    [
      'from the submission to its answer',
      `${latency.answerP50Ms} ms`,
      `${latency.answerP99Ms} ms`,
    ],
    [
      `submissions a second, ${throughput.concurrency} at once`,
      throughput.perSecond,
      '–',
    ],
  ];
}

function queueTable({ engine, idle, memory, takeover }) {
  const { enqueue, admission, readings } = engine;
  return [
    ['what', 'measured', 'against'],
    [
      `${number(enqueue.tasks)} tasks in one transaction`,
      `${number(Math.round(enqueue.oneTransactionMs))} ms`,
      [
        ...(enqueue.bareSqlMs
          ? [
              `${enqueue.ratioToBareSql} × bare SQL (${number(
                Math.round(enqueue.bareSqlMs),
              )} ms)`,
            ]
          : []),
        `${enqueue.ratio} × faster than one by one`,
      ].join(', '),
    ],
    [
      `admission with ${number(admission.queued)} queued, p50 / p99`,
      `${admission.p50Ms} / ${admission.p99Ms} ms`,
      `${number(admission.admitted)} admitted`,
    ],
    [
      `fairness between ${admission.owners} owners (Jain)`,
      admission.jain,
      'one of them has half of the queue',
    ],
    [
      `a reading in a batch of ${readings.batch}`,
      `${readings.batchMsPerReading} ms`,
      `${readings.ratio} × faster than by itself`,
    ],
    [
      `memory with ${number(memory.queued)} queued`,
      `${memory.moreMiB} MiB more`,
      `idle: ${memory.idleMiB} MiB`,
    ],
    [
      'an idle replica, transactions a minute',
      number(idle.transactionsPerMinute),
      `${idle.cpuPercent} % of a core`,
    ],
    [
      'requests a minute of an idle identity',
      idle.requestsPerMinuteAndIdentity,
      '–',
    ],
    [
      'takeover of launches after `kill -9`',
      `${takeover.seconds} s`,
      `lease of ${takeover.leaseSeconds} s`,
    ],
  ];
}

function auditTable({ page, rows, ...chain }) {
  return [
    ['what', 'p50 / p99', 'bare SQL', 'ratio of p99'],
    ...rows.map(({ question, p50, p99 }) => [
      `${page} events: ${question}`,
      `${p50.restMs} / ${p99.restMs} ms`,
      `${p50.sqlMs} / ${p99.sqlMs} ms`,
      p99.ratio,
    ]),
    ...['seal', 'verify', 'export'].map(verb => [
      `${verb} ${number(chain.events)} events`,
      `${number(chain[`${verb}PerSecond`])} a second`,
      '–',
      '–',
    ]),
  ];
}

function policyTable({ task, preview }) {
  return [
    ['what', 'measured', 'reach'],
    [
      `${task.checks} checks of one task, median / p99`,
      `${task.medianMs} / ${task.p99Ms} ms`,
      '5 ms',
    ],
    [
      `dry runs of ${number(preview.targets)} targets, ${
        preview.atOnce
      } at once, ${number(preview.questions)} answers of ${
        preview.answerMs
      } ms`,
      `${preview.seconds} s`,
      '10 s',
    ],
  ];
}

function launchTable(run) {
  return [
    ['tasks', 'with', 'time', 'of the optimum', 'refused', 'launched'],
    ...run.rows.map(row => [
      number(row.tasks),
      row.who,
      `${number(Math.round(row.seconds))} s of ${number(
        Math.round(row.optimumSeconds),
      )} s`,
      row.shareOfOptimum ? `${row.shareOfOptimum} %` : 'not done',
      number(row.rejected),
      number(row.launched),
    ]),
  ];
}

function campaignPageTable({ rows: [large, small] }) {
  const line = (what, name, reach) => [
    what,
    `${number(large[name].least)} / ${number(large[name].p50)} ms`,
    `${number(small[name].least)} / ${number(small[name].p50)} ms`,
    round(large[name].p50 / small[name].p50, 2),
    reach,
  ];
  return [
    [
      'until',
      `${number(large.targets)} targets: least / p50`,
      `${number(small.targets)} targets`,
      'ratio of p50',
      'reach',
    ],
    line('the first paint of the portal', 'paint', '1 s'),
    line('targets are shown, from the list of campaigns', 'open', '1 s'),
    line('targets are shown, the whole portal anew', 'reload', '–'),
    line('a status has narrowed them', 'filter', '300 ms'),
    line('a word has narrowed them', 'text', '300 ms'),
  ];
}

function estimateTable(run) {
  const [few, many] = [...new Set(run.rows.map(({ targets }) => targets))];
  const pairs = run.rows.filter(({ targets }) => targets === few);
  return [
    [
      'credits of a task',
      'tasks in the history',
      `${few} targets: below p50, below p90, p90 over used`,
      `${many} targets`,
    ],
    ...pairs.map(row => [
      row.distribution,
      number(row.history),
      ...[few, many].map(targets => {
        const { belowP50, belowP90, p90OverUsed } = run.rows.find(
          each =>
            each.distribution === row.distribution &&
            each.history === row.history &&
            each.targets === targets,
        );
        return `${belowP50} %, ${belowP90} %, ${p90OverUsed}`;
      }),
    ]),
  ];
}

function campaignsTable(run) {
  return [
    ['what', 'measured', 'by itself', 'ratio', 'reach'],
    [
      `planning ${number(run.targets)} targets`,
      `${run.planSeconds} s`,
      `${run.judgeSeconds} s to judge, ${run.insertSeconds} s to store`,
      run.overParts,
      '20 s',
    ],
    ['its first rows', `${number(run.firstRowsMs)} ms`, '–', '–', '1 s'],
    ['memory over idle', `${run.overIdleMiB} MiB`, '–', '–', '300 MB'],
    [
      `looking at ${number(run.campaigns)} campaigns of ${number(
        run.each,
      )} targets, none of whose gates opens`,
      `${run.lookSeconds} s`,
      `${run.sqlSeconds} s of SQL`,
      run.overSql,
      '2 s',
    ],
  ];
}

function pullsTable(run) {
  return [
    ['what', 'measured', 'bound', 'ratio', 'reach'],
    [
      `oldest reading of ${number(run.pulls)} open pull requests`,
      `${run.oldestSeconds} s`,
      `${run.leastRoundSeconds} s at 100 points a minute`,
      run.oldestOverLeast,
      '120 s',
    ],
    [
      'all readings, p50 and p99',
      `${run.ageP50Seconds} and ${run.ageP99Seconds} s`,
      '–',
      '–',
      '–',
    ],
    ['GraphQL points a minute', run.pointsPerMinute, '–', '–', '100'],
    [
      `from a webhook to the signal for open pages, p50, p99 and longest of ${number(
        run.webhooks,
      )}`,
      `${run.webhookP50Ms}, ${run.webhookP99Ms} and ${run.webhookMaxMs} ms, ${run.lost} lost`,
      '–',
      '–',
      '2 s',
    ],
  ];
}
function escalationTable(run) {
  return [
    ['what', 'measured', 'bare SQL', 'ratio', 'reach'],
    [
      `a look at ${number(run.tasks)} tasks, nothing new`,
      `${run.refreshSeconds} s`,
      `${run.sqlSeconds} s`,
      run.ratio,
      '5 s',
    ],
    [
      'the first look, which notes them all',
      `${run.firstSeconds} s`,
      '–',
      '–',
      '–',
    ],
    [
      `${number(run.told)} that are overdue`,
      `${number(run.toldPerSecond)} told a second`,
      '–',
      '–',
      '–',
    ],
  ];
}

/** As Prettier writes it. */
function table(rows) {
  const cells = rows.map(row => row.map(String));
  const widths = cells[0].map((_, column) =>
    Math.max(3, ...cells.map(row => row[column].length)),
  );
  const line = row =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [
    line(cells[0]),
    line(widths.map(width => '-'.repeat(width))),
    ...cells.slice(1).map(line),
  ].join('\n');
}

function origin({ command, machine, rows, speed }) {
  const speeds = [
    ...new Set([speed, ...(rows ?? []).map(row => row.speed)]),
  ].filter(Boolean);
  const clock = speeds.length
    ? ` A clock ${speeds.join(' and ')} times as fast as ours.`
    : '';
  const { cores, cpu, memoryGiB, node, date, loadBefore } = machine;
  const busy =
    loadBefore > 0.5
      ? ` The machine was at work on other things: its load was ${loadBefore} before the run.`
      : '';
  return `\`${command}\`, ${date}, ${cores} cores (${cpu}), ${memoryGiB} GiB, Node.js ${node}.${clock}${busy}`;
}

function replacePart(whole, name, part) {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = whole.indexOf(begin);
  const to = whole.indexOf(end);
  if (from < 0 || to < 0) {
    throw new Error(`docs/benchmarks.md has no part ${name}`);
  }
  return `${whole.slice(0, from + begin.length)}\n\n${part}\n\n${whole.slice(
    to,
  )}`;
}
