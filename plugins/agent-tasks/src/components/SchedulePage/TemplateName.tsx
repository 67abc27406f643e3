import { agentTaskTemplateReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useAgentTaskTemplates } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { useTemplateLink } from '../../hooks/useTemplateLink';

/** A template by its title, leading to its page for those who may see it. */
export function TemplateName(props: { templateRef: string }) {
  const { templateRef } = props;
  const templateLink = useTemplateLink();
  const { value } = useAgentTaskTemplates({});
  const { allowed } = usePermission({
    permission: agentTaskTemplateReadPermission,
  });
  const title =
    value?.find(({ ref }) => ref === templateRef)?.title ?? templateRef;
  return allowed && /^[^:]+:[^/]+\/.+$/.test(templateRef) ? (
    <Link to={templateLink(templateRef)}>{title}</Link>
  ) : (
    <>{title}</>
  );
}
