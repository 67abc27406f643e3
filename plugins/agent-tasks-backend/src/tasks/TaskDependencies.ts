import type { Knex } from 'knex';
import type { PolicyEngine } from '../policy/PolicyEngine';
import type { TemplateService } from '../templates/TemplateService';
import type { RequestResolver } from './RequestResolver';
import type { TaskReviewer } from './TaskReviewer';

/** What the operations on tasks work with. */
export type TaskDependencies = {
  database: Knex;
  policy: PolicyEngine;
  resolver: RequestResolver;
  reviewer: TaskReviewer;
  templates: Pick<TemplateService, 'record'>;
  /** Called after a commit that made a task ready to be admitted. */
  onQueued: () => void;
};
