import type { Knex } from 'knex';

/** What is used of `pg`'s client, which knex does not type. */
export type RawConnection = {
  query(sql: string): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): void;
  on(event: 'end', listener: () => void): void;
  on(
    event: 'notification',
    listener: (message: { payload?: string }) => void,
  ): void;
  removeAllListeners(): void;
  end(): Promise<void>;
};

/** A connection as Knex makes them, outside of its pool. */
export async function openRawConnection(knex: Knex): Promise<RawConnection> {
  return await knex.client.acquireRawConnection();
}
