import { AgentTask } from './types';

/**
 * Agent tasks with every earlier reading of each, so that a lagging list can
 * be answered with what was true some seconds ago.
 */
export class TaskStore {
  private readonly readings = new Map<string, AgentTask[]>();
  private readonly byRepository = new Map<number, string[]>();
  private readonly byCreator = new Map<number, string[]>();

  get size(): number {
    return this.readings.size;
  }

  add(task: AgentTask): void {
    this.readings.set(task.id, [task]);
    append(this.byRepository, task.repositoryId, task.id);
    append(this.byCreator, task.creatorId, task.id);
  }

  get(id: string): AgentTask | undefined {
    return this.readings.get(id)?.at(-1);
  }

  /** The task as it was at `at`; undefined if it did not exist yet. */
  getAsOf(id: string, at: number): AgentTask | undefined {
    return this.readings.get(id)?.findLast(task => task.updatedAt <= at);
  }

  update(
    id: string,
    now: number,
    change: (task: AgentTask) => Partial<AgentTask>,
  ): AgentTask {
    const readings = this.readings.get(id);
    const current = readings?.at(-1);
    if (!readings || !current) throw new Error(`No task ${id}`);
    const next = { ...current, ...change(current), updatedAt: now };
    readings.push(next);
    return next;
  }

  /** Moves a seeded task into the past; its earlier readings are forgotten. */
  backdate(
    id: string,
    times: Pick<AgentTask, 'createdAt' | 'updatedAt' | 'archivedAt'>,
  ): void {
    const current = this.get(id);
    if (!current) throw new Error(`No task ${id}`);
    const { createdAt, updatedAt } = times;
    const sessions = current.sessions.map(session => ({
      ...session,
      createdAt,
      updatedAt,
      completedAt: session.completedAt === undefined ? undefined : updatedAt,
    }));
    this.readings.set(id, [{ ...current, ...times, sessions }]);
  }

  all(): AgentTask[] {
    return this.pick([...this.readings.keys()]);
  }

  ofRepository(repositoryId: number, asOf?: number): AgentTask[] {
    return this.pick(this.byRepository.get(repositoryId) ?? [], asOf);
  }

  ofCreator(creatorId: number, asOf?: number): AgentTask[] {
    return this.pick(this.byCreator.get(creatorId) ?? [], asOf);
  }

  private pick(ids: string[], asOf?: number): AgentTask[] {
    const found: AgentTask[] = [];
    for (const id of ids) {
      const task = asOf === undefined ? this.get(id) : this.getAsOf(id, asOf);
      if (task) found.push(task);
    }
    return found;
  }
}

function append(index: Map<number, string[]>, key: number, id: string): void {
  const ids = index.get(key);
  if (ids) ids.push(id);
  else index.set(key, [id]);
}
