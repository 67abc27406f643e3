export * from './agentTasksTranslationRef';
