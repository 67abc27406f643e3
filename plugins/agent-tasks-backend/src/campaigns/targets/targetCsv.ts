import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CsvForm } from '../../exports/writeExport';

/** A campaign's targets as lines of a CSV, one each. */
export const targetCsv: CsvForm<CampaignTarget> = {
  columns: [
    'position',
    'wave',
    'repository',
    'components',
    'owner',
    'tier',
    'system',
    'status',
    'policy',
    'reasons',
    'parameters',
    'left out by',
    'left out because',
    'task',
    'since',
    'failure class',
    'pull request',
    'taken back',
    'row of the file',
    'goal',
    'template version',
  ],
  toRecords: target => [
    {
      position: target.position,
      wave: target.wave,
      repository:
        target.repository &&
        `${target.repository.host}/${target.repository.owner}/${target.repository.name}`,
      components: target.entityRefs.join(' '),
      owner: target.owner,
      tier: target.tier,
      system: target.system,
      status: target.status,
      policy: target.verdict,
      reasons: target.reasons.map(({ message }) => message).join(' '),
      parameters: JSON.stringify(target.parameters),
      'left out by': target.excluded?.by,
      'left out because': target.excluded?.reason,
      task: target.task?.id,
      since: target.task?.phaseSince,
      'failure class': target.task?.failureClass,
      'pull request': target.task?.pullRequest?.url,
      'taken back': target.recall?.state,
      'row of the file': target.row,
      goal: target.outcome?.outcome,
      'template version': target.task?.templateVersion,
    },
  ],
};
