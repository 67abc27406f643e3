/** Who the broker itself is on timelines and on the audit trail. */
export const BROKER = 'plugin:agent-tasks';
