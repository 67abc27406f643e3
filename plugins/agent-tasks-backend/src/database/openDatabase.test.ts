import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { openDatabase } from './openDatabase';

jest.setTimeout(60_000);

const directory = resolve(__dirname, '../../migrations');

describe('openDatabase', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

  it('brings the schema up, and down again', async () => {
    const knex = await databases.init('POSTGRES_18');
    const database = await openDatabase(mockServices.database({ knex }));
    await expect(database('agent_tasks').select('seq')).resolves.toEqual([]);
    const tables = () =>
      knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .whereNot('table_name', 'like', 'knex%')
        .pluck('table_name');
    expect(await tables()).toContain('audit_events');
    await knex.migrate.rollback({ directory }, true);
    expect(await tables()).toEqual([]);
    await openDatabase(mockServices.database({ knex }));
    expect(await tables()).toContain('audit_events');
  });

  it('lets replicas that start together bring it up once', async () => {
    const knex = await databases.init('POSTGRES_18');
    const replicas = [1, 2, 3].map(() => createKnex(knex.client.config));
    try {
      await Promise.all(
        replicas.map(replica =>
          openDatabase(mockServices.database({ knex: replica })),
        ),
      );
    } finally {
      await Promise.all(replicas.map(replica => replica.destroy()));
    }
    expect(await knex('knex_migrations').count({ count: '*' })).toEqual([
      { count: String(readdirSync(directory).length) },
    ]);
  });

  it('starts where a replica died while it migrated', async () => {
    const knex = await databases.init('POSTGRES_18');
    await openDatabase(mockServices.database({ knex }));
    await knex.migrate.down({ directory });
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    const database = await openDatabase(mockServices.database({ knex }));
    await expect(database('agent_tasks').select('seq')).resolves.toEqual([]);
  });

  it('starts after a later version has migrated', async () => {
    const knex = await databases.init('POSTGRES_18');
    await openDatabase(mockServices.database({ knex }));
    await knex('knex_migrations').insert({
      name: '29991231000000_later.js',
      batch: 2,
      migration_time: new Date(),
    });
    const database = await openDatabase(mockServices.database({ knex }));
    await expect(database('agent_tasks').select('seq')).resolves.toEqual([]);
  });

  it('leaves the schema alone where migrations are skipped', async () => {
    const knex = await databases.init('POSTGRES_18');
    await openDatabase({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    expect(await knex.schema.hasTable('agent_tasks')).toBe(false);
  });

  it('says what to set on a database that is not PostgreSQL', async () => {
    const knex = await databases.init('SQLITE_3');
    await expect(openDatabase(mockServices.database({ knex }))).rejects.toThrow(
      "agent-tasks works on PostgreSQL only, and the database is 'better-sqlite3': set backend.database.client (or backend.database.plugin.agent-tasks.client) to 'pg'",
    );
  });

  it('names the key where PostgreSQL does not answer', async () => {
    const knex = createKnex({
      client: 'pg',
      connection: 'postgresql://user:hunter2@127.0.0.1:1/none',
    });
    const problem = await openDatabase(mockServices.database({ knex })).catch(
      error => error.message,
    );
    await knex.destroy();
    expect(problem).toMatch(
      /^agent-tasks cannot reach PostgreSQL: check that it runs and that backend\.database\.connection names .* \(.*ECONNREFUSED.*\)$/,
    );
    expect(problem).not.toContain('hunter2');
  });
});
