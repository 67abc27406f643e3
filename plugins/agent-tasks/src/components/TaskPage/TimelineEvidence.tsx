import type {
  AgentTaskTimelineEntry,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  GitHubLink,
  ReasonsList,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { People } from '../AttendTask';
import { decisionOf } from './decisionOf';
import { Digest } from './Digest';

/** Evidence that is a name and a value. */
const named = [
  'attempt',
  'identity',
  'ticket',
  'template',
  'status',
  'mergeCommit',
  'model',
  'headRef',
  'reason',
  'comment',
] as const;

/** What an entry of the story rests on. */
export function TimelineEvidence(props: {
  entry: AgentTaskTimelineEntry;
  /** Host of the repository. */
  host: string;
}) {
  const { entry, host } = props;
  const { data } = entry;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const decision = decisionOf(entry);
  const reasons = decision?.reasons ?? reasonsIn(data.reasons);
  const lines = [data.title, data.message].filter(isText);
  const pairs: [string, ReactNode][] = named.flatMap(name => {
    const value = data[name];
    return isText(value) || typeof value === 'number'
      ? [[t(`evidence.${name}`), value]]
      : [];
  });
  if (entry.kind === 'escalated' && Array.isArray(data.recipients)) {
    pairs.push([
      t('evidence.told'),
      <People refs={data.recipients.filter(isText)} />,
    ]);
  }
  if (Array.isArray(data.changed)) {
    pairs.push([t('evidence.changed'), data.changed.filter(isText).join(', ')]);
  }
  if (isText(data.until)) {
    pairs.push([t('evidence.until'), <RelativeTime at={data.until} />]);
  }
  if (isText(data.digest)) {
    pairs.push([t('evidence.digest'), <Digest digest={data.digest} />]);
  }
  return (
    <Box
      sx={{
        color: 'text.secondary',
        fontSize: '0.875rem',
        overflowWrap: 'anywhere',
      }}
    >
      {lines.map(line => (
        <div key={line}>{line}</div>
      ))}
      {decision?.result === 'allow' && (
        <div>{t('timeline.checks', { count: decision.checks.length })}</div>
      )}
      {pairs.length > 0 && (
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            '& > div': { display: 'flex', gap: 0.5, alignItems: 'baseline' },
            '& dt': { whiteSpace: 'nowrap' },
            '& dd': { m: 0, color: 'text.primary', overflowWrap: 'anywhere' },
          }}
        >
          {pairs.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </Box>
      )}
      {isText(data.url) && (
        <GitHubLink url={data.url} host={host}>
          {t('facts.openOnGithub')}
        </GitHubLink>
      )}
      {decision?.notes && (
        <Box sx={{ mt: 1 }}>
          <ReasonsList
            severity="info"
            title={t('timeline.notes')}
            reasons={decision.notes}
          />
        </Box>
      )}
      {reasons.length > 0 && (
        <Box sx={{ mt: 1 }}>
          <ReasonsList
            reasons={reasons}
            severity={
              decision?.result === 'needs-approval' ? 'warning' : 'error'
            }
          />
        </Box>
      )}
    </Box>
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function reasonsIn(value: unknown): Reason[] {
  return Array.isArray(value)
    ? value.filter(item => isText((item as Partial<Reason>)?.message))
    : [];
}
