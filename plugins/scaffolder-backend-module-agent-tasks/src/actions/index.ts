export { createLaunchCopilotAgentAction } from './launchCopilotAgent';
export { createSubmitAgentTaskAction } from './submitAgentTask';
