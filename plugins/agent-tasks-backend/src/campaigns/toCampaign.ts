import { optional } from '../json/optional';
import { targetRepository } from './targets/targetRepository';
import type {
  Campaign,
  CampaignCounts,
  CampaignTarget,
  CampaignTargetStatus,
  CampaignWave,
  FailureClass,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TargetCount } from '../database/operations/campaigns/countTargets';
import type { ListedTarget } from '../database/operations/campaigns/targetQuery';
import type { StoredWaveFacts } from '../database/operations/campaigns/loadWaveFacts';
import type {
  CampaignRow,
  CampaignWaveRow,
  TemplateVersionRow,
} from '../database/rows';
import { campaignActions } from './campaignStates';
import { judgeGate } from './waves/judgeGate';

/** What belongs to a campaign when it is shown. */
export type CampaignParts = {
  template: Pick<TemplateVersionRow, 'title' | 'version' | 'digest'>;
  waves: CampaignWaveRow[];
  counts: TargetCount[];
  factsOf: (wave: number) => StoredWaveFacts;
  estimate?: Campaign['estimate'];
  launchMinutes?: number;
};

/** A campaign as its page and lists show it. */
export function toCampaign(row: CampaignRow, parts: CampaignParts): Campaign {
  const { template, counts } = parts;
  const waves = parts.waves.map(wave => toWave(wave, parts));
  const taking = counts.filter(
    ({ status }) => !['excluded', 'refused'].includes(status),
  );
  const targets = sum(taking);
  const interrupted =
    row.state === 'planning' &&
    row.planning_problem === null &&
    (row.planning_until === null || row.planning_until.getTime() < Date.now());
  const waitsFor = waitOf(row, waves, byStatus(counts).deferred);
  return {
    id: row.id,
    title: revealHidden(row.title),
    ...optional('description', row.description),
    owner: row.owner_ref,
    state: row.state,
    stateSince: row.state_since.toISOString(),
    ...optional('stateReason', row.state_reason),
    ...optional('waitsFor', waitsFor),
    createdBy: row.created_by,
    ...optional('scheduleId', row.schedule_id),
    createdAt: row.created_at.toISOString(),
    ...optional('startedBy', row.started_by),
    ...optional('startedAt', row.started_at?.toISOString()),
    ...optional('endedAt', row.ended_at?.toISOString()),
    ...optional('dueAt', row.due_at?.toISOString()),
    template: {
      ref: row.template_ref,
      title: revealHidden(template.title),
      version: template.version,
      digest: template.digest,
    },
    request: row.request,
    ...(row.state === 'planning' && {
      planning: {
        done: row.planning_done,
        ...optional('total', row.planning_total),
        interrupted,
        ...optional('problem', row.planning_problem),
      },
    }),
    targets,
    counts: byStatus(counts),
    verdicts: counted(counts, ({ verdict }) => verdict),
    ...optional('estimate', parts.estimate),
    ...optional('launchMinutes', parts.launchMinutes),
    waves,
    actions: campaignActions({
      state: row.state,
      targets,
      openWave: waves.some(({ state }) => state === 'open' || state === 'held'),
    }),
  };
}

/** Targets by status. */
export function byStatus(
  counts: { status: string; count: number }[],
): CampaignCounts {
  return counted(counts, ({ status }) => status);
}

/** A target as lists show it. */
export function toTarget(row: ListedTarget): CampaignTarget {
  return {
    id: row.id,
    position: row.position,
    ...optional('wave', row.wave),
    ...optional('repository', targetRepository(row)),
    entityRefs: row.entity_refs,
    ...optional('owner', row.owner_ref),
    ...optional('tier', row.tier),
    ...optional('system', row.system_ref),
    ...optional('row', row.csv_row),
    parameters: row.parameters,
    verdict: row.verdict,
    reasons: row.reasons,
    status: row.status as CampaignTargetStatus,
    ...(row.excluded_at !== null && {
      excluded: {
        by: row.excluded_by ?? '',
        at: row.excluded_at.toISOString(),
        ...optional('reason', row.excluded_reason),
        ...(row.opted_out && { optedOut: true }),
      },
    }),
    ...(row.deferred_until !== null && {
      deferred: {
        until: row.deferred_until.toISOString(),
        by: row.deferred_by ?? '',
        at: (row.deferred_at ?? new Date(0)).toISOString(),
        ...optional('reason', row.deferred_reason),
      },
    }),
    ...(row.open_tasks > 0 && { openTasks: row.open_tasks }),
    ...(row.task_id !== null &&
      row.phase !== null && {
        task: {
          id: row.task_id,
          phase: row.phase as Phase,
          phaseSince: (row.phase_since ?? new Date(0)).toISOString(),
          ...optional('templateVersion', row.task_version),
          ...optional('failureClass', row.failure_class as FailureClass | null),
          ...(row.pull_number !== null &&
            row.pull_url !== null && {
              pullRequest: { number: row.pull_number, url: row.pull_url },
            }),
        },
      }),
    ...(row.outcome !== null && {
      outcome: {
        outcome: row.outcome,
        ...optional('checkedAt', row.outcome_checked_at?.toISOString()),
        ...optional('nextCheckAt', row.outcome_due_at?.toISOString()),
        results: row.outcome_results ?? [],
      },
    }),
    ...(row.recall_state !== null && {
      recall: {
        state: row.recall_state,
        ...optional('message', row.recall_message),
      },
    }),
  };
}

function toWave(row: CampaignWaveRow, parts: CampaignParts): CampaignWave {
  const own = parts.counts.filter(({ wave }) => wave === row.number);
  const { conditions } = judgeGate(row.gate ?? undefined, {
    ...parts.factsOf(row.number),
    confirmed: row.confirmed_by !== null,
  });
  return {
    number: row.number,
    ...optional('title', row.title),
    select: row.select,
    ...optional('gate', row.gate),
    state: row.state,
    targets: sum(own.filter(({ status }) => status !== 'excluded')),
    counts: byStatus(own),
    conditions,
    ...optional('openedAt', row.opened_at?.toISOString()),
    ...optional('passedAt', row.passed_at?.toISOString()),
    ...optional('passedBy', row.confirmed_by),
  };
}

function waitOf(
  { state, state_reason: why }: CampaignRow,
  waves: CampaignWave[],
  deferred = 0,
): string | undefined {
  const held = waves.find(wave => wave.state === 'held');
  const open = waves.find(wave => wave.state === 'open');
  if (state === 'paused') {
    return why ? `Paused: ${why}` : 'Paused; somebody has to resume it.';
  }
  if (state !== 'running') {
    return undefined;
  }
  if (held) {
    return `Wave ${held.number} does not meet its gate; somebody has to decide.`;
  }
  const missing = open?.conditions.filter(({ met }) => !met);
  if (!open && deferred > 0) {
    return `Waits for the date of what owners have put off: ${deferred} of its targets.`;
  }
  if (!open || !missing?.length) {
    return undefined;
  }
  return missing.length === 1 && missing[0].kind === 'confirmation'
    ? `Wave ${open.number} waits for somebody to confirm its gate.`
    : `Wave ${open.number} waits for its outcomes.`;
}

function counted<T extends { count: number }>(
  rows: T[],
  nameOf: (row: T) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    counts[nameOf(row)] = (counts[nameOf(row)] ?? 0) + row.count;
  }
  return counts;
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
