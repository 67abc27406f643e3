import type {
  CampaignVersionChange,
  CampaignVersionRequest,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { appendCampaignEvent } from '../../database/operations/campaigns/appendCampaignEvent';
import { findCampaign } from '../../database/operations/campaigns/findCampaign';
import { listRemainingTargets } from '../../database/operations/campaigns/listRemainingTargets';
import { listTargets } from '../../database/operations/campaigns/listTargets';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';
import { setVerdicts } from '../../database/operations/campaigns/setVerdicts';
import { addMissingOutcomes } from '../../database/operations/outcomes/addMissingOutcomes';
import { databaseTime } from '../../database/operations/sqlTime';
import type { CampaignRow, CampaignTargetRow } from '../../database/rows';
import { optional } from '../../json/optional';
import { createRefusal } from '../../refusals/Refusal';
import type { CampaignTask } from '../../tasks/submitTask';
import type { Caller } from '../../tasks/TaskService';
import type { TemplateWithIncludes } from '../../templates/TemplateContent';
import type { TemplateService } from '../../templates/TemplateService';
import { inParallel } from '../../tracker/inParallel';
import { auditCampaign } from '../auditCampaign';
import { readEntities } from '../targets/findTargets';
import { JudgedRequest, judgeRequest } from '../targets/judgeRequest';
import type { JudgeDependencies } from '../targets/judgeTargets';
import { loadCampaignTask } from '../waves/loadCampaignTask';
import { requireAction } from '../requireAction';
import { requireCampaign } from '../requireCampaign';
import { sameTemplate } from './sameTemplate';
import { frozenRequest } from '../targets/targetRequest';
import { toTarget } from '../toCampaign';
import { versionProblems } from './versionProblems';

/** Targets that are judged at once; of more it is known when they start. */
const MOST_JUDGED = 500;
/** They ask database and GitHub together. */
const PARALLEL = 25;
const MOST_LISTED = 20;

type JudgedRow = JudgedRequest & { id: string };

/** What a change of version works with. */
export type CampaignVersionChangerOptions = JudgeDependencies & {
  catalog: CatalogService;
  templates: Pick<TemplateService, 'find' | 'describe' | 'recordUse'>;
  /** Called after a commit that made something due. */
  onChanged: () => void;
};

/**
 * Gives a campaign the version of its template that the catalog has, for the
 * targets that have no task yet. Tasks keep the version that they were made
 * from, which is in their rows.
 *
 * Whoever submits a target holds the campaign and compares what it is about to
 * use with what the campaign has: what is submitted after the answer is made
 * from the new version, on any replica.
 */
export class CampaignVersionChanger {
  static create(
    options: CampaignVersionChangerOptions,
  ): CampaignVersionChanger {
    return new CampaignVersionChanger(options);
  }

  private constructor(
    private readonly options: CampaignVersionChangerOptions,
  ) {}

  async change(
    id: string,
    request: CampaignVersionRequest,
    caller: Caller,
  ): Promise<CampaignVersionChange> {
    const { database } = this.options;
    const campaign = requireCampaign(await findCampaign(database, id));
    requireAction(campaign, 'changeVersion');
    const [{ used }, template] = await Promise.all([
      loadCampaignTask(database, campaign),
      this.#current(campaign, request, caller),
    ]);
    if (isSame(template, used)) {
      throw conflict(
        'version-unchanged',
        `The campaign uses the current version, ${template.version}, already.`,
      );
    }
    const remaining = await listRemainingTargets(database, id);
    const judged = await this.#judge(
      campaign,
      template,
      remaining.slice(0, MOST_JUDGED),
      caller,
    );
    const change = {
      from: {
        ref: used.version.template_ref,
        title: used.version.title,
        version: used.version.version,
        digest: used.version.digest,
      },
      to: {
        ref: template.ref,
        title: template.title,
        version: template.version,
        digest: template.digest,
      },
      targets: remaining.length,
      judged: judged.length,
      verdicts: countVerdicts(judged),
      items: await this.#listed(id, judged),
    };
    if (!request.dryRun) {
      await this.#store(
        campaign,
        { template, judged, change, reason: request.reason },
        caller,
      );
    }
    return change;
  }

  /** What the catalog has of the template, where a campaign may use it. */
  async #current(
    { template_ref: ref }: CampaignRow,
    { digest }: CampaignVersionRequest,
    { credentials }: Caller,
  ): Promise<TemplateWithIncludes> {
    const { templates } = this.options;
    const template = await templates.find(ref, { credentials });
    if (!template) {
      throw createRefusal('not-found', [
        {
          code: 'template-not-found',
          message: `There is no template '${ref}' that you may read.`,
          field: 'template',
        },
      ]);
    }
    if (digest !== undefined && digest !== template.digest) {
      throw conflict(
        'template-changed',
        `The template is at version ${template.version} by now; look at it again.`,
      );
    }
    const problems: Reason[] = [
      ...template.missingIncludes.map(name => ({
        code: 'include-not-found',
        message: `The template begins with '${name}', which is no include that you may read.`,
        nextStep: 'Ask the owner of the template to correct spec.includes.',
        field: 'template',
      })),
      ...versionProblems(await templates.describe(template)),
    ];
    if (problems.length) {
      throw createRefusal('invalid', problems);
    }
    return template;
  }

  async #judge(
    campaign: CampaignRow,
    template: TemplateWithIncludes,
    rows: CampaignTargetRow[],
    caller: Caller,
  ): Promise<JudgedRow[]> {
    const { catalog, templates } = this.options;
    const [entities, templateVersions] = await Promise.all([
      readEntities(
        catalog,
        [...new Set(rows.flatMap(({ entity_ref: ref }) => ref ?? []))],
        { credentials: caller.credentials },
      ),
      templates.describe(template),
    ]);
    return await inParallel(rows, PARALLEL, async row => ({
      id: row.id,
      ...(await judgeRequest(
        this.options,
        frozenRequest(campaign, {
          parameters: row.parameters,
          ...optional('entityRef', row.entity_ref),
          ...optional('repoUrl', row.repository_url),
        }),
        { template, templateVersions, ...found(row, entities) },
        caller,
      )),
    }));
  }

  /** What is refused first, then a few others with their prompts. */
  async #listed(
    campaignId: string,
    judged: JudgedRow[],
  ): Promise<CampaignVersionChange['items']> {
    const isRefused = ({ verdict }: JudgedRow) => verdict === 'refused';
    const some = [
      ...judged.filter(isRefused),
      ...judged.filter(row => !isRefused(row)),
    ].slice(0, MOST_LISTED);
    const { rows } = await listTargets(this.options.database, {
      campaignId,
      ids: some.map(({ id }) => id),
      limit: MOST_LISTED,
    });
    const rowOf = new Map(rows.map(row => [row.id, row]));
    return some.flatMap(({ id, ...said }) => {
      const row = rowOf.get(id);
      return row ? [{ target: toTarget(row), ...said }] : [];
    });
  }

  async #store(
    seen: CampaignRow,
    what: {
      template: TemplateWithIncludes;
      judged: JudgedRow[];
      change: CampaignVersionChange;
      reason?: string;
    },
    caller: Caller,
  ): Promise<void> {
    const { database, templates } = this.options;
    const { template, judged, change, reason } = what;
    const { id } = seen;
    await database.transaction(async tx => {
      const campaign = requireCampaign(await lockCampaign(tx, id));
      requireAction(campaign, 'changeVersion');
      if (
        !sameTemplate(campaign, seen) ||
        campaign.planning_id !== seen.planning_id
      ) {
        throw conflict(
          'campaign-changed',
          'The campaign has changed; try again.',
        );
      }
      const used = await templates.recordUse(template, tx);
      const { length: targets } = await listRemainingTargets(tx, id);
      const data = {
        from: change.from.version,
        to: change.to.version,
        targets,
        ...(reason && { reason }),
      };
      await auditCampaign(tx, {
        verb: 'version',
        campaign,
        caller,
        details: {
          ...data,
          fromDigest: change.from.digest,
          toDigest: change.to.digest,
        },
      });
      await tx('campaigns')
        .where({ id })
        .update({
          template_version_id: used.version.id,
          include_ids: JSON.stringify(
            used.includes.map(include => include.id),
          ) as never,
          ...(campaign.state === 'running' && {
            due_look_at: databaseTime(tx) as unknown as Date,
          }),
        });
      await setVerdicts(
        tx,
        id,
        judged.map(({ id: targetId, verdict, reasons }) => ({
          id: targetId,
          verdict,
          reasons,
        })),
      );
      if (template.spec.outcome) {
        await addMissingOutcomes(tx, id);
      }
      await appendCampaignEvent(tx, {
        campaignId: id,
        kind: 'version-changed',
        actor: caller.actor,
        data,
      });
    });
    this.options.onChanged();
  }
}

function isSame(
  template: TemplateWithIncludes,
  { version, includes }: CampaignTask['used'],
): boolean {
  const digests = [template, ...template.includes].map(({ digest }) => digest);
  const pinned = [version, ...includes].map(({ digest }) => digest);
  return (
    digests.length === pinned.length &&
    digests.every((digest, index) => digest === pinned[index])
  );
}

function found(
  { entity_ref: entityRef }: CampaignTargetRow,
  entities: Map<string, Entity>,
) {
  return entityRef === null
    ? {}
    : { found: { entityRef, entity: entities.get(entityRef) } };
}

function countVerdicts(judged: JudgedRow[]): CampaignVersionChange['verdicts'] {
  const counts: CampaignVersionChange['verdicts'] = {};
  for (const { verdict } of judged) {
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

function conflict(code: string, message: string): Error {
  return createRefusal('conflict', [{ code, message }]);
}
