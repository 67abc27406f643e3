import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Db, fromKnex } from 'pg-boss';
import { openRawConnection, RawConnection } from '../database/rawConnection';

/** Between attempts to listen again: 1 s, doubled up to this. */
const MAX_RECONNECT_MS = 30_000;

/** pg-boss sends some transactions as one text of several statements. */
const opensTransaction = /^\s*begin\b/i;

/**
 * pg-boss on the plugin's own Knex: one pool, one configuration, one place
 * where a cloud's short-lived password is refreshed. Only the listener has a
 * connection of its own, made by Knex and outside of its pool.
 *
 * A notification is a hint that hastens the next fetch. None is promised:
 * polling goes on, and finds what a broken connection has missed.
 */
export function knexDatabase(options: {
  knex: Knex;
  logger: LoggerService;
}): Db {
  const { knex, logger } = options;
  return {
    executeSql: async (text, values) =>
      opensTransaction.test(text)
        ? await executeAlone(knex, text, values)
        : await fromKnex(knex).executeSql(text, values),
    listen: async (channel, onNotification, onReconnect) => {
      let closed = false;
      let connection: RawConnection | undefined;
      let timer: NodeJS.Timeout | undefined;
      let failures = 0;

      function drop(dropped: RawConnection) {
        if (connection !== dropped) {
          return;
        }
        connection = undefined;
        dropped.removeAllListeners();
        // an error after this has nobody to tell
        dropped.on('error', () => {});
        dropped.end().catch(() => {});
        reconnectLater();
      }

      async function connect() {
        const next = await openRawConnection(knex);
        if (closed) {
          await next.end();
          return;
        }
        connection = next;
        next.on('error', () => drop(next));
        next.on('end', () => drop(next));
        next.on('notification', ({ payload }) => {
          if (payload !== undefined) {
            onNotification(payload);
          }
        });
        await next.query(`listen ${channel}`);
        failures = 0;
        onReconnect();
      }

      function reconnectLater() {
        if (closed) {
          return;
        }
        const delay = Math.min(1000 * 2 ** failures++, MAX_RECONNECT_MS);
        timer = setTimeout(() => {
          connect().catch(error => {
            logger.debug(`Listening for jobs failed: ${error}`);
            if (connection) {
              drop(connection);
            } else {
              reconnectLater();
            }
          });
        }, delay);
        timer.unref();
      }

      await connect();
      return {
        close: async () => {
          closed = true;
          clearTimeout(timer);
          const last = connection;
          connection = undefined;
          last?.removeAllListeners();
          await last?.end();
        },
      };
    },
  };
}

/**
 * Runs a text that opens a transaction by itself. Where it fails half way, the
 * connection goes back to the pool without the broken transaction, which would
 * fail whoever gets it next.
 */
async function executeAlone(
  knex: Knex,
  text: string,
  values: unknown[] | undefined,
) {
  const connection = await knex.client.acquireConnection();
  const raw = (sql: string, bindings: readonly Knex.RawBinding[] = []) =>
    knex.raw(sql, bindings).connection(connection);
  try {
    return await fromKnex({
      raw: async (sql, bindings) =>
        await raw(sql, bindings as readonly Knex.RawBinding[]),
    }).executeSql(text, values);
  } catch (error) {
    // a connection that is gone has no transaction either
    await raw('rollback').catch(() => undefined);
    throw error;
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
