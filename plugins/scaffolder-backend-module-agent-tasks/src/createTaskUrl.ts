import type { RootConfigService } from '@backstage/backend-plugin-api';

/** Makes addresses of task pages in the portal, from `app.baseUrl`. */
export function createTaskUrl(config: RootConfigService) {
  const baseUrl = config.getString('app.baseUrl').replace(/\/$/, '');
  return (taskId: string) => `${baseUrl}/agent-tasks/${taskId}`;
}
