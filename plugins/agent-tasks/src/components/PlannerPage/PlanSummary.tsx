import {
  agentTasksTranslationRef,
  useAgentTaskTemplates,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { filterOf, PlanDraft } from './plan';
import { useTargetCount } from './useTargetCount';

const format = new Intl.NumberFormat();

/** The plan as somebody would say it. */
export function PlanSummary(props: { draft: PlanDraft }) {
  const { draft } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value: templates } = useAgentTaskTemplates({});
  const { value: count } = useTargetCount(filterOf(draft));
  const template = templates?.find(({ ref }) => ref === draft.template);
  const [first] = draft.waves;
  const beginning = () => {
    switch (first?.select) {
      case 'count':
        return t('campaign.targetsOf', {
          count: Number(first.value) || 0,
          value: first.value,
        });
      case 'percent':
        return `${first.value} %`;
      case 'tiers':
        return `${t('planner.selects.tiers')} ${first.value}`;
      default:
        return t('planner.everything');
    }
  };
  return (
    <Typography sx={{ mb: 1 }}>
      {t('planner.sentence', {
        template: template?.title ?? t('planner.template'),
        targets:
          count === undefined
            ? t('planner.someTargets')
            : t('campaign.targetsOf', { count, value: format.format(count) }),
        waves: t('planner.wavesCount', { count: draft.waves.length || 1 }),
        first: beginning(),
      })}
    </Typography>
  );
}
