import type {
  AuditEvent,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Digest } from '../TaskPage/Digest';
import { changesOf } from './changesOf';

/** What an event rests on: what changed, why not, and the record itself. */
export function AuditDetails(props: { event: AuditEvent }) {
  const { event } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { details, hash, templateDigest } = event;
  const changes = changesOf(event);
  const reasons = reasonsIn(details);
  const facts: [string, ReactNode][] = [];
  for (const name of ['ticket', 'identity', 'requestId'] as const) {
    if (event[name]) {
      facts.push([t(`audit.fact.${name}`), event[name]]);
    }
  }
  if (typeof details.via === 'string') {
    facts.push([t('audit.fact.via'), details.via]);
  }
  if (templateDigest) {
    facts.push([
      t('audit.fact.templateDigest'),
      <Digest digest={templateDigest} />,
    ]);
  }
  if (hash) {
    facts.push([t('audit.fact.hash'), <code>{hash}</code>]);
  }
  return (
    <Stack spacing={1.5} sx={{ fontSize: '0.875rem' }}>
      {reasons.length > 0 && <ReasonsList reasons={reasons} />}
      {changes.length > 0 && (
        <Box
          component="table"
          aria-label={t('audit.changed')}
          sx={{
            width: 'fit-content',
            borderCollapse: 'collapse',
            '& th, & td': { textAlign: 'left', py: 0.25, pr: 3 },
            '& th': { fontWeight: 500, color: 'text.secondary' },
          }}
        >
          <thead>
            <tr>
              <th aria-label={t('audit.changed')} />
              <th>{t('audit.before')}</th>
              <th>{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before ?? t('audit.nothing')}</td>
                <td>{after ?? t('audit.nothing')}</td>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
      {facts.length > 0 && (
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'grid',
            gridTemplateColumns: 'max-content minmax(0, 1fr)',
            columnGap: 2,
            rowGap: 0.5,
            '& dt': { color: 'text.secondary' },
            '& dd': { m: 0, overflowWrap: 'anywhere' },
          }}
        >
          {facts.map(([name, value]) => [
            <dt key={`${name} name`}>{name}</dt>,
            <dd key={name}>{value}</dd>,
          ])}
        </Box>
      )}
      {Object.keys(details).length > 0 && (
        <details>
          <Typography
            component="summary"
            variant="body2"
            sx={{ cursor: 'pointer' }}
          >
            {t('audit.record')}
          </Typography>
          <Box
            component="pre"
            sx={{
              m: 0,
              mt: 1,
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
            }}
          >
            {JSON.stringify(details, undefined, 2)}
          </Box>
        </details>
      )}
    </Stack>
  );
}

function reasonsIn(details: AuditEvent['details']): Reason[] {
  const { decision } = details as { decision?: { reasons?: unknown } };
  const reasons = details.reasons ?? decision?.reasons;
  return Array.isArray(reasons)
    ? reasons.filter(item => typeof item?.message === 'string')
    : [];
}
