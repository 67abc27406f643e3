export * from './createTask';
export * from './getRepositoryTask';
export * from './getUser';
export * from './GitHubClient';
export * from './GitHubError';
export * from './listRepositoryTasks';
export * from './mapTask';
export * from './readAnswerFacts';
