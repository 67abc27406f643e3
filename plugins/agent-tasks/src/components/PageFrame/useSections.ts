import {
  agentTaskAuditReadPermission,
  agentTaskBypassReadPermission,
  agentTaskCampaignReadPermission,
  agentTaskIdentityReadPermission,
  agentTaskScheduleReadPermission,
  agentTaskTemplateReadPermission,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  auditRouteRef,
  bypassRouteRef,
  campaignsRouteRef,
  identitiesRouteRef,
  provenanceRouteRef,
  reviewsRouteRef,
  rootRouteRef,
  schedulesRouteRef,
  templatesRouteRef,
} from '../../routes';

/** The plugin's pages that are reached without a task. */
export type SectionName =
  | 'tasks'
  | 'reviews'
  | 'campaigns'
  | 'schedules'
  | 'templates'
  | 'provenance'
  | 'bypass'
  | 'identities'
  | 'audit';

type Section = { id: SectionName; label: string; href: string };

/**
 * The sections that the reader may see; none until all of that is known, so
 * that nothing moves under a pointer.
 */
export function useSections(): Section[] {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tasksLink = useRouteRef(rootRouteRef);
  const reviewsLink = useRouteRef(reviewsRouteRef);
  const campaignsLink = useRouteRef(campaignsRouteRef);
  const schedulesLink = useRouteRef(schedulesRouteRef);
  const templatesLink = useRouteRef(templatesRouteRef);
  const provenanceLink = useRouteRef(provenanceRouteRef);
  const bypassLink = useRouteRef(bypassRouteRef);
  const identitiesLink = useRouteRef(identitiesRouteRef);
  const auditLink = useRouteRef(auditRouteRef);
  const campaigns = usePermission({
    permission: agentTaskCampaignReadPermission,
  });
  const schedules = usePermission({
    permission: agentTaskScheduleReadPermission,
  });
  const templates = usePermission({
    permission: agentTaskTemplateReadPermission,
  });
  const bypass = usePermission({ permission: agentTaskBypassReadPermission });
  const identities = usePermission({
    permission: agentTaskIdentityReadPermission,
  });
  const audit = usePermission({ permission: agentTaskAuditReadPermission });

  const everybody = { loading: false, allowed: true };
  const sections: [SectionName, () => string, typeof everybody][] = [
    ['tasks', tasksLink, everybody],
    ['reviews', reviewsLink, everybody],
    ['campaigns', campaignsLink, campaigns],
    ['schedules', schedulesLink, schedules],
    ['templates', templatesLink, templates],
    ['provenance', provenanceLink, everybody],
    ['bypass', bypassLink, bypass],
    ['identities', identitiesLink, identities],
    ['audit', auditLink, audit],
  ];
  if (sections.some(([, , { loading }]) => loading)) {
    return [];
  }
  return sections
    .filter(([, , { allowed }]) => allowed)
    .map(([id, link]) => ({
      id,
      // a tab is one line
      label: t(`sections.${id}`).replaceAll(' ', '\u00a0'),
      href: link(),
    }));
}
