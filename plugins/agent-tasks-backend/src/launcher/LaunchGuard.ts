import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TaskRow } from '../database/rows';

/**
 * Evaluates policy again right before a launch. Anything but `allow` keeps the
 * task from GitHub: `deny` ends it, `needs-approval` lets it wait for people who
 * have not agreed to this content yet; an error means that it cannot be said now, and is asked
 * again later.
 */
export type LaunchGuard = (task: TaskRow) => Promise<PolicyDecision>;
