/*
 * The steps of the launch protocol, and the points between them. A point that
 * is never reached fails the test, so a statement that was renamed is noticed.
 *
 * `rare` points are only reached after something went wrong elsewhere: every
 * replica is armed with them until one has reached them.
 */

const CREATE = /^POST .*\/agents\/repos\/[^/]+\/[^/]+\/tasks$/;
const LIST = /^GET .*\/agents\/repos\/[^/]+\/[^/]+\/tasks$/;

const statement = (when, pattern) => seam =>
  seam.when === when &&
  seam.statement !== undefined &&
  pattern.test(seam.statement) &&
  (when === 'before' || seam.rows > 0);

/** The end of the transaction that had statements like all of these. */
const commit =
  (when, ...patterns) =>
  seam =>
    seam.when === when &&
    /^commit/i.test(seam.statement ?? '') &&
    patterns.every(pattern =>
      seam.transaction.some(text => pattern.test(text)),
    );

const request = (when, pattern) => seam =>
  seam.when === when && pattern.test(seam.request ?? '');

const SUBMITTED = [/^insert into "agent_tasks"/];
const ADMITTED = [/insert into launch_ledger/];
const INTENDED = [/^insert into "agent_task_attempts"/];
const ANSWERED = [
  /^update "agent_tasks"/,
  /^update "launch_ledger" set "sent_at"/,
];
const ONLY_ANSWERED = /for update skip locked/;
const RESOLVED = [/^update "agent_tasks"/, /^insert into "audit_events"/];

const withoutTakeover = seam => found =>
  seam(found) && !found.transaction.some(text => ONLY_ANSWERED.test(text));
const withoutSubmission = seam => found =>
  seam(found) &&
  !found.transaction.some(text =>
    /^insert into "(agent_tasks|agent_task_attempts)"/.test(text),
  );

/** @type {Record<string, { title: string, rare?: boolean, seam: (seam: import('./watchSeams.mjs').Seam) => boolean }>} */
export const points = {
  'request-not-committed': {
    title: 'the request was written and is not committed',
    seam: commit('before', ...SUBMITTED),
  },
  'request-committed': {
    title: 'the request is committed and was not answered',
    seam: commit('after', ...SUBMITTED),
  },
  'admission-not-committed': {
    title: 'tasks were admitted and nothing is committed',
    seam: commit('before', ...ADMITTED),
  },
  'admission-committed': {
    title: 'the admission and its jobs are committed',
    seam: commit('after', ...ADMITTED),
  },
  'job-fetched': {
    title: 'a worker took jobs and has not looked at them',
    seam: statement('after', /\bnext as\b.*\bstate = 'active'/is),
  },
  'intent-not-committed': {
    title: 'intent, marker and lease were written and are not committed',
    seam: commit('before', ...INTENDED),
  },
  'intent-committed': {
    title: 'intent, marker and lease are committed',
    seam: commit('after', ...INTENDED),
  },
  'lease-read': {
    title: 'the lease was read, and is checked once more before the POST',
    seam: statement('after', /extract\(epoch from lease_until/),
  },
  'post-leaving': {
    title: 'the last check has passed, and the POST is about to leave',
    seam: request('before', CREATE),
  },
  'post-on-its-way': {
    title: 'GitHub has the POST and has not answered',
    seam: request('during', CREATE),
  },
  'post-answered': {
    title: 'GitHub has answered, and nobody has read it',
    seam: request('after', CREATE),
  },
  'outcome-not-committed': {
    title: 'the outcome was written and is not committed',
    seam: withoutTakeover(commit('before', ...ANSWERED)),
  },
  'outcome-committed': {
    title: 'the outcome is committed, and the job is not completed',
    seam: withoutTakeover(commit('after', ...ANSWERED)),
  },
  'takeover-not-committed': {
    title: 'a dead replica’s launch was taken over, and it is not committed',
    rare: true,
    seam: commit('before', ONLY_ANSWERED, ...ANSWERED),
  },
  'takeover-committed': {
    title: 'the takeover is committed',
    rare: true,
    seam: commit('after', ONLY_ANSWERED, ...ANSWERED),
  },
  'look-claimed': {
    title: 'a look for an unknown launch is claimed',
    rare: true,
    seam: statement(
      'after',
      /^update "agent_tasks" set "lease_id".*skip locked/is,
    ),
  },
  'look-answered': {
    title: 'GitHub’s list for a look was read',
    rare: true,
    seam: request('after', LIST),
  },
  'verdict-not-committed': {
    title: 'what became of an unknown launch was written and is not committed',
    rare: true,
    seam: withoutSubmission(commit('before', ...RESOLVED)),
  },
  'verdict-committed': {
    title: 'what became of an unknown launch is committed',
    rare: true,
    seam: withoutSubmission(commit('after', ...RESOLVED)),
  },
};

/**
 * Where a replica is frozen until its lease has passed to another. After
 * `post-leaving` nothing can keep the POST back: it arrives late, while the
 * other still looks for it.
 */
export const freezePoints = ['lease-read', 'post-leaving', 'post-answered'];

/** Where the database goes away in the middle of a transaction. */
export const stallPoints = [
  'request-not-committed',
  'admission-not-committed',
  'intent-not-committed',
  'outcome-not-committed',
];

/** Everything that is done deliberately, as replicas take it: act and point. */
export const arms = {
  frequent: [
    ...freezePoints.map(name => `freeze:${name}`),
    ...stallPoints.map(name => `stall:${name}`),
    ...Object.keys(points)
      .filter(name => !points[name].rare)
      .map(name => `kill:${name}`),
  ],
  rare: Object.keys(points)
    .filter(name => points[name].rare)
    .map(name => `kill:${name}`),
};
