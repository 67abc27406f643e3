import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PolicyFinding } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** Another request was faster, and what policy had seen free is taken. */
export class LimitPassed extends Error {
  constructor(readonly findings: PolicyFinding[]) {
    super(findings.map(({ message }) => message).join(' '));
    this.name = 'LimitPassed';
  }

  /** The decision that policy would have taken a moment later. */
  decision(earlier: PolicyDecision): PolicyDecision {
    return {
      ...earlier,
      result: 'deny',
      reasons: this.findings.map(({ kind, ...reason }) => reason),
    };
  }
}
