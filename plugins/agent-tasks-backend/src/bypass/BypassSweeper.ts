import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  ClaimedBypassSweep,
  claimBypassSweep,
} from '../database/operations/bypass/claimBypassSweep';
import { closeExplained } from '../database/operations/bypass/closeExplained';
import { finishBypassSweep } from '../database/operations/bypass/finishBypassSweep';
import { followAdoptedPulls } from '../database/operations/bypass/followAdoptedPulls';
import { insertFindings } from '../database/operations/bypass/insertFindings';
import { keepBypassSweep } from '../database/operations/bypass/keepBypassSweep';
import { nextBypassDue } from '../database/operations/bypass/nextBypassDue';
import { refreshFindings } from '../database/operations/bypass/refreshFindings';
import type { GitHubClient } from '../github/GitHubClient';
import { listUpdatedTasks } from '../github/listUpdatedTasks';
import type {
  Identity,
  IdentityRegistry,
} from '../identities/IdentityRegistry';
import type { ReadFailures } from '../tracker/ReadFailures';
import { READ_TIMEOUT_MS } from '../tracker/readTask';
import { chooseSpareIdentity } from './chooseSpareIdentity';
import { explainPage } from './explainPage';

/**
 * Looks through the agent tasks of a governed repository, everybody's, for
 * those that no intent of ours explains.
 *
 * One replica at a time, one repository at a time, under a lease in its row;
 * every page is committed with its watermark, so that a look that ended early
 * goes on where it was. It waits whenever an identity has less than half of its
 * budget left.
 *
 * Not promised: that a bypass is seen before its work is done, or at all where
 * no identity can read the repository. This finds, and stops nobody.
 */

/** A dead replica's look is another's after this time. */
const BYPASS_LEASE_MS = 120_000;

/** Lists lag behind, clocks differ, and GitHub's times are whole seconds. */
const OVERLAP_MS = 5 * 60_000;

/** Until the next try where an identity had no room, or GitHub did not answer. */
const RETRY_MS = 5 * 60_000;

/** A repository that neither catalog nor tasks have named for so long is left alone. */
const GOVERNED_MS = 24 * 3_600_000;
const GOVERNED_INTERVALS = 3;

/** What the sweeper is made of. */
export type BypassSweeperOptions = {
  knex: Knex;
  logger: LoggerService;
  identities: Pick<IdentityRegistry, 'findFor'>;
  client: (identityId: string) => GitHubClient;
  failures: ReadFailures;
  bypass: AgentTasksConfig['bypass'];
  /** Told after a commit that found something. */
  onFound: () => void;
};

/** Why a look ends before it is complete. */
class EndedEarly extends Error {}
class LeaseLostError extends Error {}

/** Makes the looks that are due. */
export class BypassSweeper {
  private readonly governedWithinMs: number;

  constructor(private readonly options: BypassSweeperOptions) {
    this.governedWithinMs = Math.max(
      GOVERNED_INTERVALS * options.bypass.intervalMs,
      GOVERNED_MS,
    );
  }

  /** @returns milliseconds until a repository is due, if any is known. */
  async nextDue(): Promise<number | undefined> {
    return await nextBypassDue(this.options.knex, this.governedWithinMs);
  }

  /**
   * Looks through the repository that is due the longest.
   *
   * @returns false where none is due, or another replica is at it.
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const claimed = await claimBypassSweep(this.options.knex, {
      leaseId: randomUUID(),
      leaseMs: BYPASS_LEASE_MS,
      governedWithinMs: this.governedWithinMs,
    });
    if (!claimed) {
      return false;
    }
    await this.sweep(claimed, signal);
    return true;
  }

  private async sweep(claimed: ClaimedBypassSweep, signal: AbortSignal) {
    const { knex, logger, bypass, failures, client } = this.options;
    const end = { repository: claimed.repository, leaseId: claimed.lease_id };
    const identity = await this.spare(claimed);
    if (!identity) {
      await finishBypassSweep(knex, {
        ...end,
        dueInMs: Math.min(RETRY_MS, bypass.intervalMs),
        error: 'No identity has room to read it now.',
      });
      return;
    }
    try {
      await knex.transaction(tx =>
        closeExplained(tx, {
          host: claimed.host,
          owner: claimed.repository_owner,
          name: claimed.repository_name,
        }),
      );
      for (const archived of [false, true]) {
        await this.readList(claimed, identity, archived, signal);
      }
      failures.backoff.succeeded(identity.id);
      await finishBypassSweep(knex, { ...end, dueInMs: bypass.intervalMs });
    } catch (error) {
      if (error instanceof LeaseLostError) {
        logger.info(
          `Another replica looks through ${claimed.repository} by now`,
        );
        return;
      }
      const early = signal.aborted || error instanceof EndedEarly;
      const waitMs = early
        ? 0
        : await failures.note(client(identity.id), error);
      await finishBypassSweep(knex, {
        ...end,
        dueInMs: signal.aborted
          ? 0
          : Math.max(waitMs, Math.min(RETRY_MS, bypass.intervalMs)),
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private async readList(
    claimed: ClaimedBypassSweep,
    identity: Identity,
    archived: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, client, bypass, onFound } = this.options;
    const github = client(identity.id);
    const known = archived ? claimed.archived_watermark : claimed.watermark;
    let since = known
      ? new Date(known.getTime() - OVERLAP_MS)
      : new Date(claimed.now.getTime() - bypass.lookBackMs);
    // what may still be ours is looked at again, and all that came after it
    let holdAt: Date | undefined;
    let page = 1;
    for (;;) {
      const { tasks, hasMore } = await listUpdatedTasks(
        github,
        {
          owner: claimed.repository_owner,
          name: claimed.repository_name,
          since,
          archived,
          page,
        },
        { signal, timeoutMs: READ_TIMEOUT_MS },
      );
      const read = await explainPage(knex, {
        claimed,
        github,
        tasks,
        signal,
        keepLease: () => this.keep(knex, claimed),
      });
      const last = tasks.at(-1)?.updatedAt;
      holdAt ??= read.waits ? since : undefined;
      const watermark = holdAt ?? (hasMore && last ? last : claimed.now);
      const found = await knex.transaction(async tx => {
        await this.keep(tx, claimed, { watermark, archived });
        await refreshFindings(tx, claimed.host, read.known);
        await followAdoptedPulls(tx, read.adoptedIds);
        return await insertFindings(tx, read.findings);
      });
      if (found.length) {
        onFound();
      }
      if (!hasMore) {
        return;
      }
      if (last && last > since) {
        since = last;
        page = 1;
      } else {
        // a whole page of the same second
        page++;
      }
      if (!(await this.spare(claimed, [identity]))) {
        throw new EndedEarly('The identity has no room to read on now.');
      }
    }
  }

  private async spare(
    claimed: ClaimedBypassSweep,
    among?: Identity[],
  ): Promise<Identity | undefined> {
    const { knex, identities, failures } = this.options;
    const repository = {
      host: claimed.host,
      owner: claimed.repository_owner,
      name: claimed.repository_name,
    };
    return await chooseSpareIdentity(
      knex,
      among ?? identities.findFor(repository),
      failures.backoff,
    );
  }

  /** Extends the lease; in a transaction also its fence. */
  private async keep(
    db: Knex | Knex.Transaction,
    claimed: ClaimedBypassSweep,
    read: { watermark?: Date; archived: boolean } = { archived: false },
  ): Promise<void> {
    const kept = await keepBypassSweep(db, {
      repository: claimed.repository,
      leaseId: claimed.lease_id,
      leaseMs: BYPASS_LEASE_MS,
      ...read,
    });
    if (!kept) {
      throw new LeaseLostError();
    }
  }
}
