import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
});

/** The share of tasks that ended well in 90 days; unknown is said as unknown. */
export function SuccessRate(props: { history: AgentTaskTemplate['history'] }) {
  const { settled, succeeded } = props.history;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <span title={t('history.period')}>
      {settled === 0
        ? t('templates.noHistory')
        : t('templates.successRate', {
            rate: percent.format(succeeded / settled),
            settled: String(settled),
          })}
    </span>
  );
}
