import {
  agentTasksTranslationRef,
  useAgentTaskTemplates,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { filterOf, takesNames, WorkDraft } from './work';
import { useTargetCount } from './useTargetCount';

const format = new Intl.NumberFormat();

/** The work as somebody would say it. */
export function WorkSentence(props: { draft: WorkDraft }) {
  const { draft } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value: templates } = useAgentTaskTemplates({});
  const { value: count } = useTargetCount(filterOf(draft));
  const template = templates?.find(({ ref }) => ref === draft.template);
  const [first] = draft.waves;
  const beginning = () => {
    if (first && takesNames(first.select)) {
      return `${t(`planner.selects.${first.select}`)} ${first.value}`;
    }
    switch (first?.select) {
      case 'count':
        return t('campaign.targetsOf', {
          count: Number(first.value) || 0,
          value: first.value,
        });
      case 'percent':
        return `${first.value} %`;
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
