/**
 * What a later version's migration does to the database while replicas of this
 * version go on, start and die on it: it adds, and takes nothing away.
 */
export async function migrateToLaterVersion(database) {
  await database.query(`
    begin;
    alter table agent_tasks add column later_column text;
    alter table agent_task_attempts
      add column later_flag boolean not null default false;
    create table later_table (id bigint primary key, task_id uuid);
    create index later_idx on agent_tasks (later_column);
    insert into knex_migrations (name, batch, migration_time)
      values ('29991231000000_later.js', 999, now());
    commit;`);
}
