import { agentTaskCampaignReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  useCampaign,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { campaignRouteRef } from '../../routes';
import { ScheduleLink } from '../ScheduleLink';

/** The campaign that a task belongs to; its name alone is the reader's to see. */
export function CampaignLink(props: { id: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { allowed } = usePermission({
    permission: agentTaskCampaignReadPermission,
  });
  return allowed ? <Named id={props.id} /> : <>{t('facts.someCampaign')}</>;
}

function Named(props: { id: string }) {
  const { id } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  const { value } = useCampaign(id);
  return (
    <>
      <Link to={campaignLink({ id })}>
        {value?.title ?? t('facts.someCampaign')}
      </Link>
      {value?.scheduleId && (
        <>
          {', '}
          {t('campaign.runOf')} <ScheduleLink id={value.scheduleId} named />
        </>
      )}
    </>
  );
}
