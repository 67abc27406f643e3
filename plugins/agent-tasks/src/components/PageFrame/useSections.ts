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

/** The sections that the reader may see. */
export function useSections(): {
  id: SectionName;
  label: string;
  href: string;
}[] {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tasksLink = useRouteRef(rootRouteRef);
  const reviewsLink = useRouteRef(reviewsRouteRef);
  const campaignsLink = useRouteRef(campaignsRouteRef);
  const campaigns = usePermission({
    permission: agentTaskCampaignReadPermission,
  });
  const schedulesLink = useRouteRef(schedulesRouteRef);
  const schedules = usePermission({
    permission: agentTaskScheduleReadPermission,
  });
  const templatesLink = useRouteRef(templatesRouteRef);
  const provenanceLink = useRouteRef(provenanceRouteRef);
  const bypassLink = useRouteRef(bypassRouteRef);
  const identitiesLink = useRouteRef(identitiesRouteRef);
  const { allowed: mayReadBypass } = usePermission({
    permission: agentTaskBypassReadPermission,
  });
  const { allowed } = usePermission({
    permission: agentTaskIdentityReadPermission,
  });
  const auditLink = useRouteRef(auditRouteRef);
  const audit = usePermission({ permission: agentTaskAuditReadPermission });
  const templates = usePermission({
    permission: agentTaskTemplateReadPermission,
  });
  return [
    { id: 'tasks', label: t('sections.tasks'), href: tasksLink() },
    { id: 'reviews', label: t('sections.reviews'), href: reviewsLink() },
    ...(campaigns.allowed
      ? [
          {
            id: 'campaigns' as const,
            label: t('sections.campaigns'),
            href: campaignsLink(),
          },
        ]
      : []),
    ...(schedules.allowed
      ? [
          {
            id: 'schedules' as const,
            label: t('sections.schedules'),
            href: schedulesLink(),
          },
        ]
      : []),
    ...(templates.allowed
      ? [
          {
            id: 'templates' as const,
            label: t('sections.templates'),
            href: templatesLink(),
          },
        ]
      : []),
    {
      id: 'provenance',
      label: t('sections.provenance'),
      href: provenanceLink(),
    },
    ...(mayReadBypass
      ? [
          {
            id: 'bypass' as const,
            // a tab is one line
            label: t('sections.bypass').replaceAll(' ', '\u00a0'),
            href: bypassLink(),
          },
        ]
      : []),
    ...(allowed
      ? [
          {
            id: 'identities' as const,
            label: t('sections.identities'),
            href: identitiesLink(),
          },
        ]
      : []),
    ...(audit.allowed
      ? [
          {
            id: 'audit' as const,
            label: t('sections.audit'),
            href: auditLink(),
          },
        ]
      : []),
  ];
}
