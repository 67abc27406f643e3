export * from './agentTasksServiceMock';
