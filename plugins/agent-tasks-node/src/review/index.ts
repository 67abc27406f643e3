export * from './agentTasksReviewExtensionPoint';
export * from './PullRequestAssigner';
