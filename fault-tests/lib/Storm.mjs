import { setTimeout as sleep } from 'node:timers/promises';
import { Armoury } from './Armoury.mjs';
import { Fleet, LEASE_MS, TOKEN } from './Fleet.mjs';
import { isSettled } from './judge.mjs';
import { migrateToLaterVersion } from './laterVersion.mjs';
import { planStorm } from './planStorm.mjs';
import { submitTask } from './submitTasks.mjs';

/** Requests that wait for an answer at the same time. */
const CONCURRENCY = 4;
/** Frozen for long enough that another has taken over and looked. */
const FREEZE_MS = 2 * LEASE_MS + 2_000;
/** Points that are rare may want more work than was planned. */
const EXTRA_PAUSE_MS = 800;
/** Between two attempts at a blow that nobody felt. */
const EXTRA_TURNS = 10;
const MOST_EXTRA_MS = 300_000;
const START_MS = 120_000;
/** For the last task to settle once nothing goes wrong any more. */
const CALM_MS = 150_000;
const LATE = /took longer than its lease/;

/**
 * One run: replicas under load while blows are dealt, and what is left
 * afterwards.
 */
export class Storm {
  #plan;
  #armoury;
  #say;
  #fleet;
  #over = new AbortController();
  #submissions = [];
  #counts = {};
  #gitHubFaults = [];

  /** @param {{ seed: number, tasks: number, say: (line: string) => void }} options */
  constructor({ seed, tasks, say }) {
    this.#plan = planStorm({ seed, tasks });
    this.#armoury = new Armoury(this.#plan.arms);
    this.#say = say;
  }

  /** @param {{ replicas: number }} options */
  async run({ replicas }) {
    const startedAt = Date.now();
    return await Fleet.with(
      {
        replicas,
        onAnnouncement: (replica, told) => this.#onAnnouncement(replica, told),
        onLine: line => this.#onLine(line),
      },
      async fleet => {
        this.#fleet = fleet;
        try {
          await this.#blow();
          await this.#calm();
          return await this.#conclude(startedAt);
        } finally {
          this.#over.abort();
        }
      },
    );
  }

  async #blow() {
    const { github, database, replicas } = this.#fleet;
    const [first, ...others] = replicas;
    await first.start({ chain: [], rare: [] });
    // a later version migrates while this one serves, starts and dies
    await migrateToLaterVersion(database);
    await Promise.all(this.#plan.faults.map(rule => github.addFault(rule)));
    // the first one has done its part, and comes back armed
    first.kill();
    [first, ...others].forEach(replica => this.#keepUp(replica));
    await this.#until(
      () => replicas.every(replica => replica.standing),
      START_MS,
    );
    this.#say('The storm begins');
    await Promise.all([this.#submitAll(), this.#dealBlows()]);
    await this.#submitExtra();
  }

  /** Replaces a process that died, as an orchestrator does. */
  async #keepUp(replica) {
    while (!this.#over.signal.aborted) {
      if (!replica.alive) {
        await replica.start(this.#armoury.deal(replica.slot));
      }
      await sleep(50);
    }
  }

  async #dealBlows() {
    const startedAt = Date.now();
    for (const blow of this.#plan.blows) {
      await sleep(Math.max(0, startedAt + blow.atMs - Date.now()));
      await this.#deal(blow);
    }
  }

  async #deal(blow) {
    const { database } = this.#fleet;
    switch (blow.kind) {
      case 'kill':
        (await this.#target(blow))?.kill();
        this.#note('blow: kill');
        break;
      case 'freeze':
        await this.#freeze(blow);
        this.#note('blow: freeze');
        break;
      case 'postgres':
        this.#note(
          blow.signal === 'SIGQUIT'
            ? 'blow: PostgreSQL crash'
            : 'blow: PostgreSQL restart',
        );
        await this.#fleet.restartPostgres(blow);
        break;
      case 'disconnect':
        this.#note('blow: all connections cut');
        await database.disconnect();
        break;
      default:
        this.#note(`blow: GitHub ${blow.rule.effect.type}`);
        await this.#trouble(blow);
    }
  }

  async #freeze(blow) {
    const target = await this.#target(blow);
    target?.freeze();
    setTimeout(() => target?.thaw(), blow.ms);
  }

  /** A replica that stands; on a slow machine one may have to be waited for. */
  async #target({ slot }) {
    const standing = () =>
      this.#fleet.replicas.filter(replica => replica.standing);
    await this.#until(() => standing().length > 0, START_MS);
    return standing()[Math.floor(slot * standing().length)];
  }

  #onAnnouncement(replica, { arm, what }) {
    if (what === 'passed') {
      return;
    }
    this.#armoury.reach(arm);
    this.#note(`deliberate: ${arm.split(':')[0]}`);
    this.#say(`replica ${replica.slot} · ${arm}`);
    if (arm.startsWith('freeze:')) {
      replica.frozen = true;
      setTimeout(() => replica.thaw(), FREEZE_MS);
    }
    if (arm.startsWith('stall:')) {
      this.#fleet.database
        .disconnect({ onlyOpen: true })
        .then(count => this.#note('open transactions cut', count));
    }
  }

  #onLine(line) {
    if (LATE.test(line)) {
      this.#note('late writers that wrote nothing');
    }
  }

  async #submitAll() {
    const queue = [...this.#plan.submissions];
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await sleep(next.pauseMs * CONCURRENCY);
        await this.#submit(next);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    this.#say('Everything is submitted');
  }

  /** Work for the points that nobody has reached yet, and for unfelt blows. */
  async #submitExtra() {
    const [like] = this.#plan.submissions;
    const deadline = Date.now() + MOST_EXTRA_MS;
    for (let i = 0; Date.now() < deadline; i++) {
      const unfelt = await this.#unfelt();
      if (!this.#armoury.missing.length && !unfelt.length) {
        return;
      }
      if (i % EXTRA_TURNS === EXTRA_TURNS - 1) {
        await Promise.all(
          this.#plan.blows
            .filter(({ id }) => unfelt.includes(id))
            .map(blow => this.#trouble(blow)),
        );
      }
      this.#submit({ ...like, key: `${like.key}-extra-${i}` }).catch(() => {});
      await sleep(EXTRA_PAUSE_MS);
    }
  }

  async #trouble({ id, rule, forMs }) {
    await this.#fleet.github.addFault({ ...rule, id, forMs });
  }

  /** What GitHub was to do wrong and nobody has met yet. */
  async #unfelt() {
    const faults = await this.#fleet.github.listFaults();
    return faults.filter(({ hits }) => hits === 0).map(({ id }) => id);
  }

  async #submit({ key, repository }) {
    const submission = { key };
    this.#submissions.push(submission);
    submission.id = await submitTask(
      { key, repository },
      {
        github: this.#fleet.github,
        token: TOKEN,
        urls: () => this.#fleet.replicas.map(replica => replica.url),
        signal: this.#over.signal,
      },
    );
  }

  /** Everything works again; what is under way comes to its end. */
  async #calm() {
    const { github, database, replicas } = this.#fleet;
    this.#gitHubFaults = await github.listFaults();
    await github.clearFaults();
    this.#say('The storm is over');
    await this.#until(
      async () =>
        replicas.every(replica => replica.standing) &&
        this.#submissions.every(({ id }) => id) &&
        (await database.tasks()).every(isSettled),
      CALM_MS,
    );
  }

  async #until(holds, timeoutMs) {
    const deadline = Date.now() + timeoutMs;
    while (!(await holds()) && Date.now() < deadline) {
      await sleep(500);
    }
  }

  async #conclude(startedAt) {
    const { github, database, replicas } = this.#fleet;
    return {
      submissions: this.#submissions,
      rows: await database.tasks(),
      gitHubTasks: await github.listTasks(),
      counts: this.#counts,
      armoury: this.#armoury,
      lives: replicas.reduce((sum, replica) => sum + replica.lives, 0),
      gitHubFaults: this.#gitHubFaults,
      seconds: Math.round((Date.now() - startedAt) / 1_000),
    };
  }

  #note(what, times = 1) {
    this.#counts[what] = (this.#counts[what] ?? 0) + times;
  }
}
