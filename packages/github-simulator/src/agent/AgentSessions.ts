import { Random } from '../state/Random';
import { AgentSession, AgentTask, AgentTaskState } from '../state/types';
import { World } from '../state/World';
import { titleOf } from './titleOf';

/** A billion nano units are one AI credit. */
const NANO_PER_CREDIT = 1e9;
const CREDITS_PER_MINUTE = 1.5;
const SHORTEST_MINUTES = 0.2;

/** The sessions of tasks: each task has its last one's state. */
export class AgentSessions {
  constructor(
    private readonly world: World,
    private readonly random: Random,
    private readonly defaultModel: () => string,
  ) {}

  /** The first session starts: GitHub gives the task its human name. */
  begin(id: string): AgentTask {
    return this.world.tasks.update(id, this.now(), task => ({
      state: 'in_progress',
      name: titleOf(task.prompt),
      sessions: [...task.sessions, this.create(task, task.prompt)],
    }));
  }

  ensureBegun(id: string): AgentTask {
    const task = this.world.tasks.get(id);
    return task?.sessions.length ? task : this.begin(id);
  }

  /** One more session joins the task. */
  resume(id: string, prompt: string): void {
    this.world.tasks.update(id, this.now(), task => ({
      state: 'in_progress',
      sessions: [...task.sessions, this.create(task, prompt)],
    }));
  }

  /** The last session ends, and tells what it has used. */
  end(id: string, state: AgentTaskState, errorMessage?: string): AgentTask {
    this.ensureBegun(id);
    const now = this.now();
    return this.world.tasks.update(id, now, task => ({
      state,
      sessions: withLast(task.sessions, last => {
        const minutes = Math.max(
          SHORTEST_MINUTES,
          (now - last.createdAt) / 60_000,
        );
        const credits = this.random.spread(minutes * CREDITS_PER_MINUTE, 0.2);
        return {
          ...last,
          state,
          updatedAt: now,
          completedAt: now,
          errorMessage,
          usageNano: Math.round(credits * NANO_PER_CREDIT),
        };
      }),
    }));
  }

  pause(id: string, state: 'waiting_for_user' | 'idle'): void {
    this.ensureBegun(id);
    this.setState(id, state);
  }

  setState(id: string, state: AgentTaskState): void {
    const now = this.now();
    this.world.tasks.update(id, now, task => ({
      state,
      sessions: withLast(task.sessions, last => ({
        ...last,
        state,
        updatedAt: now,
      })),
    }));
  }

  private create(task: AgentTask, prompt: string): AgentSession {
    const now = this.now();
    return {
      id: this.random.uuid(),
      name: titleOf(prompt),
      userId: task.creatorId,
      state: 'in_progress',
      prompt,
      headRef: task.branch,
      baseRef: task.baseRef,
      model: task.model ?? this.defaultModel(),
      createdAt: now,
      updatedAt: now,
    };
  }

  private now(): number {
    return this.world.clock.now();
  }
}

function withLast(
  sessions: readonly AgentSession[],
  change: (last: AgentSession) => AgentSession,
): AgentSession[] {
  return sessions.map((session, index) =>
    index === sessions.length - 1 ? change(session) : session,
  );
}
