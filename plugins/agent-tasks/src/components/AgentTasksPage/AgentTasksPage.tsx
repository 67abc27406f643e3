import { Route, Routes } from 'react-router-dom';
import { AuditPage } from '../AuditPage';
import { BypassPage } from '../BypassPage';
import { CampaignPage } from '../CampaignPage';
import { CampaignsPage } from '../CampaignsPage';
import { IdentitiesPage } from '../IdentitiesPage';
import { Frame, FrameContext } from '../PageFrame/FrameContext';
import { PlannerPage } from '../PlannerPage';
import { ProvenancePage } from '../ProvenancePage';
import { ReviewsPage } from '../ReviewsPage';
import { ScheduleFormPage } from '../ScheduleFormPage';
import { SchedulePage } from '../SchedulePage';
import { SchedulesPage } from '../SchedulesPage';
import { SeamlessTheme } from '../SeamlessTheme';
import { TaskPage } from '../TaskPage';
import { TemplatePage } from '../TemplatePage';
import { TemplatesPage } from '../TemplatesPage';
import { TasksPage } from './TasksPage';

/**
 * The pages of the plugin. `frame` says who draws the page's header: the app of
 * the new frontend system does it around a plugin's pages, a legacy app does
 * not.
 */
export function AgentTasksPage(props: { frame?: Frame } = {}) {
  const { frame = 'standalone' } = props;
  return (
    <SeamlessTheme>
      <FrameContext.Provider value={frame}>
        <Routes>
          <Route path="/" element={<TasksPage />} />
          <Route path="/reviews" element={<ReviewsPage />} />
          <Route path="/campaigns" element={<CampaignsPage />} />
          <Route path="/campaigns/new" element={<PlannerPage />} />
          <Route path="/campaigns/:id" element={<CampaignPage />} />
          <Route path="/campaigns/:id/edit" element={<PlannerPage />} />
          <Route path="/schedules" element={<SchedulesPage />} />
          <Route path="/schedules/new" element={<ScheduleFormPage />} />
          <Route path="/schedules/:id" element={<SchedulePage />} />
          <Route path="/schedules/:id/edit" element={<ScheduleFormPage />} />
          <Route path="/templates" element={<TemplatesPage />} />
          <Route
            path="/templates/:namespace/:name"
            element={<TemplatePage />}
          />
          <Route path="/identities" element={<IdentitiesPage />} />
          <Route path="/audit" element={<AuditPage />} />
          <Route path="/provenance" element={<ProvenancePage />} />
          <Route path="/bypass" element={<BypassPage />} />
          <Route path="/:id" element={<TaskPage />} />
        </Routes>
      </FrameContext.Provider>
    </SeamlessTheme>
  );
}
