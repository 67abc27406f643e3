import type {
  AgentTaskTemplateVersion,
  TemplateDriftCounts,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useId } from 'react';
import { useSearchParams } from 'react-router-dom';
import { CurrentNotice } from './CurrentNotice';
import { DriftCounts } from './DriftCounts';
import { PreviewView } from './PreviewView';
import { TemplateFacts } from './TemplateFacts';
import { VersionDiff } from './VersionDiff';
import { VersionsView } from './VersionsView';

const tabs = ['versions', 'diff', 'preview'] as const;
type TabName = (typeof tabs)[number];

/** A template that is there. */
export function TemplateView(props: {
  versions: AgentTaskTemplateVersion[];
  current: AgentTaskTemplateVersion;
  drift: TemplateDriftCounts;
  onChanged(): void;
}) {
  const { versions, current, drift, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tabsId = useId();
  const [params, setParams] = useSearchParams();
  const asked = params.get('tab') as TabName;
  const tab = tabs.includes(asked) ? asked : 'versions';
  const views = {
    versions: <VersionsView versions={versions} onChanged={onChanged} />,
    diff: <VersionDiff versions={versions} />,
    preview: <PreviewView current={current} />,
  };
  return (
    <Stack spacing={2}>
      <CurrentNotice current={current} />
      <DriftCounts templateRef={current.ref} drift={drift} />
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'minmax(0, 1fr) 280px',
          },
          alignItems: 'start',
        }}
      >
        <Paper variant="outlined" sx={{ minWidth: 0 }}>
          <Tabs
            value={tab}
            variant="scrollable"
            scrollButtons={false}
            aria-label={t('template.tabs.label')}
            onChange={(_, next: TabName) =>
              setParams({ tab: next }, { replace: true })
            }
            sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
          >
            {tabs.map(name => (
              <Tab
                key={name}
                value={name}
                id={`${tabsId}-${name}`}
                aria-controls={`${tabsId}-panel`}
                label={t(`template.tabs.${name}`)}
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
        <TemplateFacts current={current} />
      </Box>
    </Stack>
  );
}
