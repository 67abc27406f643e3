import { EventEmitter } from 'node:events';
import {
  Account,
  Comment,
  Issue,
  Pull,
  Repository,
  Review,
  Team,
  WorkflowRun,
} from './types';

/** What happened, as the webhooks tell it. */
export interface SimulatorEventMap {
  push: {
    repository: Repository;
    ref: string;
    before: string;
    after: string;
    sender: Account;
  };
  pull_request: {
    action: string;
    repository: Repository;
    pull: Pull;
    sender: Account;
    before?: string;
    requestedReviewer?: Account;
    requestedTeam?: Team;
    label?: string;
  };
  pull_request_review: {
    action: 'submitted' | 'dismissed';
    repository: Repository;
    pull: Pull;
    review: Review;
    sender: Account;
  };
  issue_comment: {
    action: 'created';
    repository: Repository;
    issue: Issue;
    comment: Comment;
    sender: Account;
  };
  check_suite: {
    action: 'requested' | 'completed';
    repository: Repository;
    run: WorkflowRun;
    sender: Account;
  };
  workflow_run: {
    action: 'requested' | 'in_progress' | 'completed';
    repository: Repository;
    run: WorkflowRun;
    sender: Account;
  };
  repository: {
    action: 'created' | 'deleted' | 'edited' | 'archived';
    repository: Repository;
    sender: Account;
  };
}

export type SimulatorEventName = keyof SimulatorEventMap;

/** An emitter that knows the shape of each event. */
export class SimulatorEvents {
  private readonly emitter = new EventEmitter();

  on<N extends SimulatorEventName>(
    name: N,
    listener: (event: SimulatorEventMap[N]) => void,
  ): void {
    this.emitter.on(name, listener);
  }

  emit<N extends SimulatorEventName>(
    name: N,
    event: SimulatorEventMap[N],
  ): void {
    this.emitter.emit(name, event);
  }
}
