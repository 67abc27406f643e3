import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTaskListLink, useTemplateLink } from '../../hooks/useTemplateLink';
import { SuccessRate } from './SuccessRate';
import { TemplateStatusChip } from './TemplateStatusChip';

const columns = [
  'template',
  'status',
  'version',
  'uses',
  'success',
  'owner',
] as const;

/** One line a template, includes after what is launched. */
export function TemplatesTable(props: { templates: AgentTaskTemplate[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const templates = [...props.templates].sort(
    (a, b) =>
      Number(a.type === 'include') - Number(b.type === 'include') ||
      a.title.localeCompare(b.title),
  );
  return (
    <Table
      size="small"
      aria-label={t('templates.label')}
      sx={{
        minWidth: 720,
        '& th': { color: 'text.secondary', whiteSpace: 'nowrap' },
        '& td': { verticalAlign: 'top' },
        '& tr:last-child td': { borderBottom: 0 },
      }}
    >
      <TableHead>
        <TableRow>
          {columns.map(name => (
            <TableCell key={name}>{t(`templates.column.${name}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {templates.map(template => (
          <TemplateLine key={template.ref} template={template} />
        ))}
      </TableBody>
    </Table>
  );
}

function TemplateLine(props: { template: AgentTaskTemplate }) {
  const { template } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const templateLink = useTemplateLink();
  const taskListLink = useTaskListLink();
  const under =
    template.type === 'include' ? t('templates.include') : template.description;
  return (
    <TableRow>
      <TableCell sx={{ maxWidth: 420 }}>
        <Link to={templateLink(template.ref)}>{template.title}</Link>
        {under && (
          <Box
            sx={{
              color: 'text.secondary',
              fontSize: '0.8125rem',
              lineHeight: 1.5,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {under}
          </Box>
        )}
      </TableCell>
      <TableCell>
        <TemplateStatusChip status={template.status} />
      </TableCell>
      <TableCell>
        {template.version}
        {template.sameVersionAs && (
          <Box sx={{ display: 'flex', gap: 0.5, fontSize: '0.8125rem' }}>
            <WarningIcon
              aria-hidden
              sx={{ fontSize: 16, mt: '2px', color: 'warning.main' }}
            />
            {t('templates.notMoved')}
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {template.uses ? (
          <Link to={taskListLink({ template: template.ref })}>
            {t('templates.uses', { count: template.uses })}
          </Link>
        ) : (
          t('templates.uses', { count: 0 })
        )}
      </TableCell>
      <TableCell>
        {template.type === 'template' && (
          <SuccessRate history={template.history} />
        )}
      </TableCell>
      <TableCell>
        {template.owner && (
          <EntityRefLink entityRef={template.owner} hideIcon />
        )}
      </TableCell>
    </TableRow>
  );
}
