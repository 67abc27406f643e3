import { ScheduledJob, VirtualClock } from '../clock';
import { AgentOutcome } from './AgentBehaviour';

/** What an agent is going to do with a task. */
export interface AgentPlan {
  outcome: AgentOutcome;
  message?: string;
  workMs: number;
}

interface Running {
  plan: AgentPlan;
  job?: ScheduledJob;
  turn: Promise<unknown>;
}

/** The next step of each task; steps of one task run one after the other. */
export class AgentTurns {
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly usual: () => AgentPlan,
  ) {}

  add(id: string, plan: AgentPlan): void {
    this.running.set(id, { plan, turn: Promise.resolve() });
  }

  planOf(id: string): AgentPlan {
    return this.of(id).plan;
  }

  later(id: string, ms: number, step: () => Promise<void>): void {
    this.of(id).job = this.clock.schedule(ms, () => this.inTurn(id, step));
  }

  /** Takes the place of the step that waits, also of one that comes meanwhile. */
  async instead(id: string, step: () => Promise<void>): Promise<void> {
    const running = this.of(id);
    running.job?.cancel();
    await this.inTurn(id, async () => {
      running.job?.cancel();
      await step();
    });
  }

  private inTurn(id: string, step: () => Promise<void>): Promise<void> {
    const running = this.of(id);
    const turn = running.turn.then(step);
    running.turn = turn.catch(() => {});
    return turn;
  }

  private of(id: string): Running {
    let running = this.running.get(id);
    if (!running) {
      running = { plan: this.usual(), turn: Promise.resolve() };
      this.running.set(id, running);
    }
    return running;
  }
}
