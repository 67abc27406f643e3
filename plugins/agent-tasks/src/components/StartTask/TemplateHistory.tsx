import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

/** How a template has done in 90 days; unknown is said as unknown. */
export function TemplateHistory(props: {
  history: AgentTaskTemplate['history'];
}) {
  const { settled, succeeded, medianCredits } = props.history;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (settled === 0) {
    return <span>{t('history.none')}</span>;
  }
  return (
    <span title={t('history.period')}>
      {t('history.succeeded', {
        succeeded: String(succeeded),
        settled: String(settled),
      })}
      {medianCredits !== undefined &&
        ` · ${t('history.median', { credits: medianCredits.toFixed(1) })}`}
    </span>
  );
}
