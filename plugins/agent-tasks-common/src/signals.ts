/**
 * Signal channel on which the broker says which tasks have changed.
 *
 * A signal is a hint to fetch again, never the data: signals are lost while a
 * browser is disconnected, so fetch on connect and poll as a fallback.
 *
 * @public
 */
export const AGENT_TASKS_SIGNAL_CHANNEL = 'agent-tasks:tasks';

/**
 * Message on {@link AGENT_TASKS_SIGNAL_CHANNEL}.
 *
 * @public
 */
export type AgentTasksSignal = {
  /** Ids of the changed tasks. */
  taskIds: string[];
  /** References of the entities that these tasks belong to. */
  entityRefs: string[];
};
