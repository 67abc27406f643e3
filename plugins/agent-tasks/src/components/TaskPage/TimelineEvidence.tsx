import type {
  AgentTaskDetail,
  AgentTaskTimelineEntry,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { ParameterValue } from './ParametersView';

/** Evidence that has a place of its own; everything else is named and shown. */
const placed = new Set([
  'state',
  'result',
  'number',
  'reasons',
  'message',
  'nextStep',
  'url',
  'credits',
]);

/** What an entry of the story rests on. */
export function TimelineEvidence(props: {
  entry: AgentTaskTimelineEntry;
  task: AgentTaskDetail;
}) {
  const { entry, task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { data, kind } = entry;
  const reasons = isReasons(data.reasons) ? data.reasons : undefined;
  const lines: ReactNode[] = [];
  if (typeof data.message === 'string') {
    lines.push(data.message);
  }
  if (typeof data.nextStep === 'string') {
    lines.push(t('reasons.next', { step: data.nextStep }));
  }
  if (kind === 'decided' && !reasons?.length) {
    lines.push(t('timeline.checks', { count: task.decision.checks.length }));
  }
  if (typeof data.credits === 'number') {
    lines.push(<Credits credits={data.credits} withUnit />);
  }
  if (typeof data.url === 'string' && /^https?:\/\//.test(data.url)) {
    lines.push(<Link to={data.url}>{t('facts.openOnGithub')}</Link>);
  }
  const others = Object.entries(data).filter(
    ([name, value]) =>
      !placed.has(name) && value !== undefined && value !== null,
  );
  if (lines.length === 0 && others.length === 0 && !reasons?.length) {
    return null;
  }
  return (
    <Box
      sx={{
        color: 'text.secondary',
        fontSize: '0.875rem',
        overflowWrap: 'anywhere',
        mt: 0.25,
      }}
    >
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
      {others.length > 0 && (
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            '& dt, & dd': { display: 'inline', m: 0 },
          }}
        >
          {others.map(([name, value]) => (
            <div key={name}>
              <dt>{humanize(name)}: </dt>
              <dd>
                <ParameterValue value={value} />
              </dd>
            </div>
          ))}
        </Box>
      )}
      {reasons && reasons.length > 0 && (
        <Box sx={{ mt: 1 }}>
          <ReasonsList
            reasons={reasons}
            severity={data.result === 'needs-approval' ? 'warning' : 'error'}
          />
        </Box>
      )}
    </Box>
  );
}

function isReasons(value: unknown): value is Reason[] {
  return (
    Array.isArray(value) &&
    value.every(item => typeof item?.message === 'string')
  );
}

/** `httpStatus` → `http status`: names of evidence that has no words yet. */
function humanize(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
