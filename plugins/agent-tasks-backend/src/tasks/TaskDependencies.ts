import type { Knex } from 'knex';
import type { ApprovalTimes } from '../approvals/askApproval';
import type { FindGitHubTask } from '../launcher/findGitHubTask';
import type { RequesterTokens } from '../identities/RequesterTokens';
import type { SubmissionLimits } from '../limits/SubmissionLimits';
import type { PolicyEngine } from '../policy/PolicyEngine';
import type { TemplateService } from '../templates/TemplateService';
import type { RequestResolver } from './RequestResolver';
import type { TaskReviewer } from './TaskReviewer';

/** What the operations on tasks work with. */
export type TaskDependencies = {
  approvals: ApprovalTimes;
  database: Knex;
  findGitHubTask: FindGitHubTask;
  policy: PolicyEngine;
  resolver: RequestResolver;
  reviewer: TaskReviewer;
  templates: Pick<TemplateService, 'recordUse' | 'hold'>;
  /** Tokens that requesters lend; none are taken without. */
  requesterTokens?: RequesterTokens;
  /** What requests could pass together; nothing unless given. */
  limits?: SubmissionLimits;
  /** Called after a commit that made a task ready to be admitted. */
  onQueued: () => void;
};
