import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LiveResult,
  StaleNotice,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useId } from 'react';
import { useSearchParams } from 'react-router-dom';
import { silentSince } from '../../silentSince';
import { AttemptsView } from './AttemptsView';
import { ParametersView } from './ParametersView';
import { PromptView } from './PromptView';
import { TaskFacts } from './TaskFacts';
import { TaskHeadline } from './TaskHeadline';
import { Timeline } from './Timeline';

const tabs = ['timeline', 'prompt', 'parameters', 'attempts'] as const;
type TabName = (typeof tabs)[number];

/** A task that is there, however old. */
export function TaskView(props: {
  task: AgentTaskDetail;
  live: LiveResult<AgentTaskDetail>;
}) {
  const { task, live } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tabsId = useId();
  const [params, setParams] = useSearchParams();
  const asked = params.get('tab') as TabName;
  const tab = tabs.includes(asked) ? asked : 'timeline';
  const silent = silentSince([task]);
  const views = {
    timeline: <Timeline task={task} />,
    prompt: <PromptView prompt={task.prompt} />,
    parameters: <ParametersView parameters={task.parameters} />,
    attempts: (
      <AttemptsView attempts={task.attempts} repository={task.repository} />
    ),
  };
  return (
    <Stack spacing={2}>
      {live.error && live.updatedAt && (
        <StaleNotice
          silent="backend"
          asOf={live.updatedAt}
          onTryNow={live.refresh}
        />
      )}
      {!live.error && silent && <StaleNotice silent="github" asOf={silent} />}
      <TaskHeadline task={task} onChanged={live.refresh} />
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'minmax(0, 1fr) 320px',
          },
          alignItems: 'start',
        }}
      >
        <Paper variant="outlined" sx={{ minWidth: 0 }}>
          <Tabs
            value={tab}
            variant="scrollable"
            scrollButtons={false}
            aria-label={t('taskPage.tabs.label')}
            onChange={(_, next: TabName) =>
              setParams(
                current => {
                  current.set('tab', next);
                  return current;
                },
                { replace: true },
              )
            }
            sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
          >
            {tabs.map(name => (
              <Tab
                key={name}
                value={name}
                id={`${tabsId}-${name}`}
                aria-controls={`${tabsId}-panel`}
                label={
                  name === 'attempts' && task.attempts.length > 1
                    ? t('taskPage.tabs.attemptsCount', {
                        value: String(task.attempts.length),
                      })
                    : t(`taskPage.tabs.${name}`)
                }
                sx={{
                  minWidth: 0,
                  letterSpacing: 'normal',
                  fontSize: '0.9rem',
                  color: 'text.secondary',
                }}
              />
            ))}
          </Tabs>
          <Box
            role="tabpanel"
            id={`${tabsId}-panel`}
            aria-labelledby={`${tabsId}-${tab}`}
            tabIndex={0}
            sx={{ p: { xs: 2, md: 3 } }}
          >
            {views[tab]}
          </Box>
        </Paper>
        <TaskFacts task={task} />
      </Box>
    </Stack>
  );
}
