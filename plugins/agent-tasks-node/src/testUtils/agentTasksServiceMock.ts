import { NotImplementedError } from '@backstage/errors';
import type { AgentTasksService } from '../AgentTasksService';

/**
 * A broker for tests: methods that are not given throw `NotImplementedError`,
 * so that a test sees a call it did not expect.
 *
 * @public
 */
export function agentTasksServiceMock(
  methods: Partial<AgentTasksService> = {},
): AgentTasksService {
  const missing = (name: string) => async () => {
    throw new NotImplementedError(`The test gives no '${name}'`);
  };
  return {
    submitTask: missing('submitTask'),
    previewTask: missing('previewTask'),
    listTasks: missing('listTasks'),
    getTaskFacets: missing('getTaskFacets'),
    getTask: missing('getTask'),
    retryTask: missing('retryTask'),
    withdrawTask: missing('withdrawTask'),
    listApprovals: missing('listApprovals'),
    approveTask: missing('approveTask'),
    rejectTask: missing('rejectTask'),
    listTemplates: missing('listTemplates'),
    listTemplateVersions: missing('listTemplateVersions'),
    listIdentities: missing('listIdentities'),
    ...methods,
  };
}
