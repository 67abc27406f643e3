import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

const MOST_NAMES = 3;

/** Teams, and where there is none, logins; the first ones of many. */
export function ReviewerNames(props: { teams: string[]; people: string[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const all = props.teams.length ? props.teams : props.people;
  const names = all.slice(0, MOST_NAMES).join(', ');
  return (
    <>
      {all.length > MOST_NAMES
        ? t('campaignReviewers.names', {
            names,
            value: String(all.length - MOST_NAMES),
          })
        : names}
    </>
  );
}
