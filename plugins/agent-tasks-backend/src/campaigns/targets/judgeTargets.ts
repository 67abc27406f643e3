import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { askTogether } from '../../database/askTogether';
import type { PlannedTarget } from '../../database/operations/campaigns/insertTargets';
import { countOpenPulls } from '../../database/operations/limits/countOpenPulls';
import type { CampaignRow } from '../../database/rows';
import type { PolicyEngine } from '../../policy/PolicyEngine';
import type { RequestResolver } from '../../tasks/RequestResolver';
import type { CampaignTask } from '../../tasks/submitTask';
import type { Caller } from '../../tasks/TaskService';
import { inParallel } from '../../tracker/inParallel';
import { judgeRequest } from './judgeRequest';
import type { MergedTarget } from './mergeTargets';
import { targetRequest } from './targetRequest';

/** They ask database and GitHub together. */
const PARALLEL = 25;

/** What targets are judged with. */
export type JudgeDependencies = {
  database: Knex;
  resolver: RequestResolver;
  policy: Pick<PolicyEngine, 'evaluate'>;
};

/** The campaign and its template. */
export type JudgedCampaign = { campaign: CampaignRow; task: CampaignTask };

/** A target with policy's word, before it has its place. */
export type JudgedTarget = Omit<PlannedTarget, 'position'>;

/**
 * Renders targets and asks policy about each as a submission of its task would
 * be judged now. Nothing is stored.
 */
export async function judgeTargets(
  deps: JudgeDependencies,
  judged: JudgedCampaign,
  targets: MergedTarget[],
  caller: Caller,
): Promise<JudgedTarget[]> {
  const countPulls = askTogether(
    (repositories: NonNullable<MergedTarget['repository']>[]) =>
      countOpenPulls(deps.database, repositories),
  );
  // of anybody, with a pull request or on their way to one
  const countTasks = async ({ repository }: MergedTarget) => {
    const pulls = repository && (await countPulls(repository));
    return pulls ? pulls.open + pulls.coming : 0;
  };
  return await inParallel(targets, PARALLEL, async target => ({
    ...(await judgeTarget(deps, judged, target, caller)),
    open_tasks: await countTasks(target),
  }));
}

async function judgeTarget(
  deps: JudgeDependencies,
  { campaign, task }: JudgedCampaign,
  target: MergedTarget,
  caller: Caller,
): Promise<Omit<JudgedTarget, 'open_tasks'>> {
  const { facts, repository } = target;
  const base = {
    id: randomUUID(),
    campaign_id: campaign.id,
    target_key: target.key,
    host: repository?.host ?? null,
    repository_owner: repository?.owner ?? null,
    repository_name: repository?.name ?? null,
    repository_url: repository?.url ?? null,
    entity_ref: facts?.entityRef ?? null,
    entity_refs: target.entityRefs,
    owner_ref: facts?.owner ?? null,
    tier: facts?.tier ?? null,
    system_ref: systemOf(facts?.entity) ?? null,
    csv_row: target.row ?? null,
    excluded_by: target.excluded ? campaign.created_by : null,
    excluded_at: target.excluded ? new Date() : null,
    excluded_reason: null,
  };
  const refused = (
    reasons: Reason[],
    parameters: JsonObject = target.parameters,
  ) => ({ ...base, parameters, verdict: 'refused' as const, reasons });
  if (target.problem) {
    return refused([target.problem]);
  }
  const asked = targetRequest(campaign, {
    facts,
    repository,
    overrides: target.parameters,
    template: task.known.template,
    requester: caller.actor,
  });
  if (asked.problems.length) {
    return refused(asked.problems, asked.parameters);
  }
  const { verdict, reasons } = await judgeRequest(
    deps,
    asked.request,
    {
      ...task.known,
      ...(facts && {
        found: { entityRef: facts.entityRef, entity: facts.entity },
      }),
    },
    caller,
  );
  return { ...base, parameters: asked.parameters, verdict, reasons };
}

function systemOf(
  entity: { relations?: { type: string; targetRef: string }[] } | undefined,
): string | undefined {
  return entity?.relations?.find(
    ({ type, targetRef }) =>
      type === 'partOf' && targetRef.startsWith('system:'),
  )?.targetRef;
}
