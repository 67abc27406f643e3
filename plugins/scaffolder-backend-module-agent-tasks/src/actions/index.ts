export { createCampaignAction } from './createCampaign';
export { createLaunchCopilotAgentAction } from './launchCopilotAgent';
export { createSubmitAgentTaskAction } from './submitAgentTask';
export { createSubmitManyAction } from './submitMany';
