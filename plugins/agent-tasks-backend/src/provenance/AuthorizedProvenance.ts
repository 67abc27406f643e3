import {
  agentTaskReadPermission,
  ProvenancePage,
  ProvenanceQuery,
  ProvenanceRow,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TaskAuthorizer } from '../permissions/TaskAuthorizer';
import { visibleTo } from '../permissions/visibleTo';
import type { Caller, Visibility } from '../tasks/TaskService';
import type { ProvenanceService } from './ProvenanceService';
import type { ProvenanceQuestion } from './resolveFilters';

/** Decides who may: a task that the caller may not read is not counted either. */
export class AuthorizedProvenance {
  static create(options: AuthorizedProvenanceOptions): AuthorizedProvenance {
    return new AuthorizedProvenance(options);
  }

  private constructor(private readonly options: AuthorizedProvenanceOptions) {}

  async page(query: ProvenanceQuery, caller: Caller): Promise<ProvenancePage> {
    return await this.options.service.page(await this.#narrow(query, caller));
  }

  async rows(
    question: ProvenanceQuestion,
    caller: Caller,
  ): Promise<AsyncGenerator<ProvenanceRow>> {
    return await this.options.service.rows(
      await this.#narrow(question, caller),
    );
  }

  async #narrow<Q extends object>(
    query: Q,
    caller: Caller,
  ): Promise<Q & Visibility> {
    const [read] = await this.options.authorizer.authorize(
      [agentTaskReadPermission],
      caller.credentials,
    );
    return visibleTo(query, read);
  }
}

type AuthorizedProvenanceOptions = {
  service: ProvenanceService;
  authorizer: TaskAuthorizer;
};
