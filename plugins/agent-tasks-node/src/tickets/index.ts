export * from './agentTasksTicketSystemExtensionPoint';
export * from './TicketSystem';
