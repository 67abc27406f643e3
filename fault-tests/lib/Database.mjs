import pg from 'pg';

const RETRY_MS = 200;

/**
 * The broker's database as an administrator sees it. Every call has its own
 * connection, and waits for a server that is just restarting.
 */
export class Database {
  constructor(connectionString) {
    this.connectionString = new URL(connectionString);
    this.connectionString.pathname = '/backstage_plugin_agent-tasks';
  }

  async query(sql, values, { attempts = 150 } = {}) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(sql, values);
      } catch (error) {
        // classes 08 and 57: the connection, or the server's own end
        const gone = !error.code || /^(E|08|57)/.test(error.code);
        if (!gone || attempt >= attempts) {
          throw error;
        }
        await new Promise(resolve => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #once(sql, values) {
    const client = new pg.Client({
      connectionString: this.connectionString.href,
    });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }

  /**
   * Cuts connections, as a failover does.
   *
   * @param {{ onlyOpen?: boolean }} [which] - those in the middle of a
   *   transaction that has written something
   * @returns how many
   */
  async disconnect({ onlyOpen = false } = {}) {
    const [{ count }] = await this.query(
      `select count(pg_terminate_backend(pid))::int as count
       from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         ${onlyOpen ? 'and backend_xid is not null' : ''}`,
    );
    return count;
  }

  async tasks() {
    return await this.query(
      `select task.*, marker, attempts, accepted, launches from agent_tasks task
       left join agent_task_attempts attempt
         on attempt.task_id = task.id and attempt.number = task.attempt_number
       left join lateral (
         select count(*)::int as attempts,
           count(*) filter (where outcome = 'accepted')::int as accepted
         from agent_task_attempts where task_id = task.id
       ) counts on true
       left join lateral (
         select count(*)::int as launches from task_timeline
         where task_id = task.id and kind = 'launched'
       ) story on true
       order by seq`,
    );
  }

  /** How many tasks stand where. */
  async countStates() {
    return await this.query(
      `select launch_state, phase, held, count(*)::int as count
       from agent_tasks group by 1, 2, 3 order by 4 desc`,
    );
  }
}
