import type { AgentTaskSession } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  Duration,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';

/** GitHub's sessions of one attempt. */
export function SessionsTable(props: { sessions: AgentTaskSession[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table
        size="small"
        aria-label={t('sessions.label')}
        sx={{
          lineHeight: 1.45,
          '& th': { color: 'text.secondary' },
          '& th, & td': { px: 1, whiteSpace: 'nowrap', lineHeight: 1.45 },
          '& td:first-of-type': { whiteSpace: 'normal', minWidth: 180 },
        }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('sessions.session')}</TableCell>
            <TableCell>{t('sessions.state')}</TableCell>
            <TableCell>{t('sessions.model')}</TableCell>
            <TableCell>{t('sessions.started')}</TableCell>
            <TableCell align="right">{t('sessions.took')}</TableCell>
            <TableCell align="right">{t('table.credits')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.sessions.map((session, index) => (
            <TableRow key={session.id} sx={{ verticalAlign: 'top' }}>
              <TableCell>
                {session.name ??
                  t('sessions.unnamed', { number: String(index + 1) })}
                {session.error && (
                  <Box sx={{ color: 'error.main', overflowWrap: 'anywhere' }}>
                    {session.error}
                  </Box>
                )}
              </TableCell>
              <TableCell>{t(`agentState.${session.state}`)}</TableCell>
              <TableCell>{session.model ?? '–'}</TableCell>
              <TableCell>
                <RelativeTime at={session.createdAt} />
              </TableCell>
              <TableCell align="right">
                <Duration
                  since={session.createdAt}
                  until={session.completedAt}
                />
              </TableCell>
              <TableCell align="right">
                <Credits credits={session.credits} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
