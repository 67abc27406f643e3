import { Client } from 'pg';

/**
 * Somebody who may do everything in the broker's database, and hides it better
 * than most: no trigger sees the edit.
 */
export class DatabaseAdministrator {
  /** The action of an event, before anybody touched it. */
  async actionOf(position: number): Promise<string> {
    const [{ action }] = await this.#query(
      'select action from audit_events where position = $1',
      [position],
    );
    return action;
  }

  async rewriteAction(position: number, action: string): Promise<void> {
    await this.#query(
      'update audit_events set action = $2 where position = $1',
      [position, action],
    );
  }

  async #query(sql: string, values: unknown[]) {
    const port = Number(process.env.DEMO_POSTGRES_PORT);
    const client = new Client({
      host: process.env.POSTGRES_HOST ?? '127.0.0.1',
      port: port || Number(process.env.POSTGRES_PORT ?? 5432),
      user: process.env.POSTGRES_USER ?? 'postgres',
      password: process.env.POSTGRES_PASSWORD ?? 'postgres',
      database: 'backstage_plugin_agent-tasks',
    });
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      const { rows } = await client.query(sql, values);
      return rows;
    } finally {
      await client.end();
    }
  }
}
