/** How a session ends, or where it stops. @public */
export type AgentOutcome =
  /** Commits its work and, where asked, leaves a pull request for review. */
  | 'complete'
  /** Ends without a branch or pull request. */
  | 'no_change'
  | 'fail'
  | 'time_out'
  | 'cancel'
  /** Asks something and waits until somebody answers. */
  | 'wait_for_user'
  /** Ends its turn; the session stays alive. */
  | 'idle'
  /** Works on until the control API decides. */
  | 'hold';

/**
 * What becomes of tasks that match; the first rule that hits decides.
 *
 * @public
 */
export interface AgentRule {
  id?: string;
  match?: {
    /** `owner/name`, case ignored. */
    repository?: string;
    /** Login of the task's creator. */
    creator?: string;
  };
  /** Lets this many matching tasks pass first. Default 0. */
  after?: number;
  /** Applies to at most this many tasks. Default: no end. */
  times?: number;
  /** Applies to each n-th matching task only. Default 1. */
  every?: number;
  /** Share of matching tasks, 0 to 1. Default 1. */
  probability?: number;
  outcome: AgentOutcome;
  /** `session.error.message` of a task that fails or times out. */
  message?: string;
  queuedMs?: number;
  workMs?: number;
}

/**
 * How the agents behave where no rule says otherwise. All times are
 * milliseconds of the simulator's clock.
 *
 * @public
 */
export interface AgentBehaviour {
  /** From creation to the session's start. Default 20 s. */
  queuedMs: number;
  /** From the start to the end of the session. Default 4 min. */
  workMs: number;
  /** Both times vary by up to this share. Default 0.3. */
  jitter: number;
  /** GitHub ends a session after about an hour. Default 1 h. */
  sessionLimitMs: number;
  /** How long the repository's workflows run. Default 1 min. */
  workflowMs: number;
  /** The model of a task that names none. Default `auto`. */
  defaultModel: string;
  /** Models a task may ask for; undefined = any. */
  models?: string[];
  rules: AgentRule[];
}

/** GitHub's usual times, as published in its documentation and status pages. */
export const USUAL_BEHAVIOUR: AgentBehaviour = {
  queuedMs: 20_000,
  workMs: 240_000,
  jitter: 0.3,
  sessionLimitMs: 3_600_000,
  workflowMs: 60_000,
  defaultModel: 'auto',
  rules: [],
};
