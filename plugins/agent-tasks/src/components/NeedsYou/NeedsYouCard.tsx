import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NeedsYou } from './NeedsYou';

/** {@link NeedsYou} in a card, for a home page that draws none around it. */
export function NeedsYouCard() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <InfoCard title={t('needsYou.title')}>
      <NeedsYou />
    </InfoCard>
  );
}
