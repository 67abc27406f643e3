import type {
  CampaignRecall,
  CampaignRecallRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { appendAudit } from '../../database/operations/audit/appendAudit';
import {
  listRecalls,
  RecallTarget,
} from '../../database/operations/campaigns/listRecalls';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';
import { moveCampaign } from '../../database/operations/campaigns/moveCampaign';
import { updateTarget } from '../../database/operations/campaigns/updateTarget';
import type { CampaignRow } from '../../database/rows';
import type { GitHubClient } from '../../github/GitHubClient';
import {
  addComment,
  closePull,
  findComment,
  findRevert,
  makeDraft,
  openRevert,
} from '../../github/reviewWrites';
import { BROKER } from '../../launcher/actor';
import { takePlace } from '../../review/takePlace';
import { planRecall, RecallStep } from './planRecall';

const MOST_AT_ONCE = 20;
const AGAIN_MS = 15_000;
/** After so many, a person has to look. */
const MOST_FAILURES = 5;

const NOT_STOPPED =
  'The agent is at work, and GitHub has no call that stops it: stop it on its page there.';

/**
 * Takes back what a campaign has done. Each step is written down before it is
 * sent, and may be taken twice: a closed pull request stays closed, and
 * comments and reverts are looked for before they are made.
 */
export class CampaignRecaller {
  static create(options: {
    database: Knex;
    logger: LoggerService;
    /** @throws NotFoundError where the identity is not configured any more */
    client: (identityId: string) => GitHubClient;
    /** Told after commits that wrote something to tell. */
    onChanged: () => void;
  }): CampaignRecaller {
    return new CampaignRecaller(options);
  }

  private constructor(
    private readonly options: {
      database: Knex;
      logger: LoggerService;
      client: (identityId: string) => GitHubClient;
      onChanged: () => void;
    },
  ) {}

  /** What a recall would do now, in numbers. */
  async count(
    campaign: Pick<CampaignRow, 'id'>,
    request: CampaignRecallRequest,
  ): Promise<
    Omit<CampaignRecall, 'notStopped' | 'campaign'> & { notStopped: string[] }
  > {
    const targets = await listRecalls(this.options.database, {
      campaignId: campaign.id,
      wave: request.wave,
    });
    const counts = { withdraws: 0, closes: 0, drafts: 0, reverts: 0 };
    const notStopped: string[] = [];
    for (const target of targets) {
      if (target.unsent) {
        counts.withdraws++;
        continue;
      }
      const { step, stopped } = planRecall(request, target, target.pull);
      if (step) {
        counts[
          ({ close: 'closes', draft: 'drafts', revert: 'reverts' } as const)[
            step
          ]
        ]++;
      }
      if (!stopped) {
        notStopped.push(target.id);
      }
    }
    return { ...counts, notStopped };
  }

  /** @returns milliseconds until the next look, undefined once it is done. */
  async run(
    campaign: CampaignRow,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { database } = this.options;
    const { recall } = campaign;
    if (!recall) {
      return undefined;
    }
    const pending = await listRecalls(database, {
      campaignId: campaign.id,
      pending: true,
      limit: MOST_AT_ONCE,
    });
    let waits = false;
    for (const target of pending) {
      if (signal.aborted) {
        return 0;
      }
      waits = !(await this.recall(campaign, recall, target, signal)) || waits;
    }
    if (pending.length) {
      this.options.onChanged();
      return waits ? AGAIN_MS : 0;
    }
    await database.transaction(async tx => {
      const locked = await lockCampaign(tx, campaign.id);
      if (locked) {
        await moveCampaign(tx, {
          campaign: locked,
          move: 'finish-recall',
          patch: { state_reason: locked.state_reason },
          event: { kind: 'recalled', actor: BROKER },
        });
      }
    });
    return undefined;
  }

  /** @returns whether nothing is left to do with it. */
  private async recall(
    campaign: CampaignRow,
    request: CampaignRecallRequest,
    target: RecallTarget,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { database, logger, client } = this.options;
    const { step, stopped } = planRecall(request, target, target.pull);
    const end = async (message?: string) => {
      await updateTarget(database, target, {
        recall_state: stopped ? 'done' : 'not-stopped',
        recall_message:
          [...(stopped ? [] : [NOT_STOPPED]), message ?? []]
            .flat()
            .join(' ')
            .trim() || null,
      });
      return true;
    };
    if (!step) {
      return await end();
    }
    try {
      const github = client(target.identityId ?? '');
      if (!(await this.begin(campaign, target, step, github))) {
        return false;
      }
      return await end(
        await this.send(campaign, request, target, step, github, signal),
      );
    } catch (error) {
      logger.warn(`Task ${target.task_id} was not taken back, later: ${error}`);
      const failures = target.recall_failures + 1;
      await updateTarget(database, target, {
        recall_failures: failures,
        recall_message: error instanceof Error ? error.message : String(error),
        ...(failures >= MOST_FAILURES && { recall_state: 'failed' }),
      });
      return failures >= MOST_FAILURES;
    }
  }

  private async begin(
    campaign: CampaignRow,
    target: RecallTarget,
    step: RecallStep,
    github: GitHubClient,
  ): Promise<boolean> {
    return await this.options.database.transaction(async tx => {
      const place = await takePlace(tx, github.identity, target.task_id ?? '', {
        urgent: true,
      });
      if (!place) {
        return false;
      }
      await appendAudit(tx, {
        action: `campaign.recall-${step}`,
        actor: BROKER,
        result: 'allowed',
        task_id: target.task_id,
        identity_id: target.identityId,
        details: {
          campaignId: campaign.id,
          pullRequest: target.pull?.number ?? null,
        },
      });
      return true;
    });
  }

  private async send(
    campaign: CampaignRow,
    request: CampaignRecallRequest,
    target: RecallTarget,
    step: RecallStep,
    github: GitHubClient,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { pull } = target;
    const address = {
      owner: target.repository_owner ?? '',
      name: target.repository_name ?? '',
      number: pull?.number ?? 0,
    };
    const options = { signal };
    const mark = `<!-- agent-tasks:recall:${campaign.id}:${target.id} -->`;
    const why = `The campaign that this change belongs to was recalled: ${oneLine(
      request.reason,
    )}`;
    if (step === 'revert') {
      return (
        (await findRevert(github, address, pull?.head_ref ?? '', options)) ??
        (await openRevert(github, pull?.global_id ?? '', why, options))
      );
    }
    if (!(await findComment(github, address, mark, options))) {
      await addComment(github, address, `${mark}\n${why}`, options);
    }
    if (step === 'close') {
      await closePull(github, address, options);
    } else {
      await makeDraft(github, pull?.global_id ?? '', options);
    }
    return undefined;
  }
}

/** People's words mention and link nobody. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[`@#<>[\]]/g, '')
    .trim();
}
