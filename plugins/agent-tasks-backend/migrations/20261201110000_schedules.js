// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('schedules', table => {
    table.comment('Work that begins by itself at certain times');
    table.uuid('id').primary();
    table.string('title', 150).notNullable();
    table.text('description');
    table
      .string('owner_ref', 500)
      .notNullable()
      .comment('Entity reference of who answers for it');
    table
      .jsonb('request')
      .notNullable()
      .comment('What was asked for: times, rules, work');
    table
      .string('entity_ref', 500)
      .unique()
      .comment('Entity of the catalog that it is kept in');
    table
      .string('entity_digest', 71)
      .comment('Of what the entity said when it was taken over');
    table.boolean('enabled').notNullable();
    table
      .string('disabled_code', 20)
      .comment('See the contract; empty where it is enabled');
    table.text('disabled_message');
    table.string('disabled_by', 500);
    table.timestamp('disabled_at', { useTz: true });
    table.string('created_by', 500).notNullable().comment('Entity reference');
    table
      .string('idempotency_key', 255)
      .comment('Of its creation; a repeat finds it');
    table.unique(['created_by', 'idempotency_key']);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table
      .string('changed_by', 500)
      .notNullable()
      .comment('Who answers for what it does: cannot approve its tasks');
    table.timestamp('changed_at', { useTz: true }).notNullable();
    table
      .timestamp('next_at', { useTz: true })
      .comment('Planned time of the next run');
    table
      .timestamp('due_at', { useTz: true })
      .comment('The same, later by chance');
    table.uuid('lease_id').comment('Replica that moves it on');
    table.timestamp('lease_until', { useTz: true }).comment('End of its lease');
    table
      .timestamp('due_look_at', { useTz: true })
      .comment('Next look; empty where none is needed');
    table.index(['owner_ref'], 'schedules_owner_idx');
  });
  await knex.raw(
    `create index schedules_look_idx on schedules (due_look_at)
     where due_look_at is not null`,
  );
  await knex.schema.alterTable('campaigns', table => {
    table
      .uuid('schedule_id')
      .references('schedules.id')
      .onDelete('SET NULL')
      .comment('Schedule whose run it is');
    table.index(['schedule_id'], 'campaigns_schedule_idx');
  });
  await knex.schema.createTable('schedule_runs', table => {
    table.comment('Runs of schedules, also those that were left out');
    table.uuid('id').primary();
    table
      .specificType('seq', 'bigint generated always as identity')
      .notNullable()
      .unique()
      .comment('Order of creation');
    table
      .uuid('schedule_id')
      .notNullable()
      .references('schedules.id')
      .onDelete('CASCADE');
    table.timestamp('planned_at', { useTz: true }).notNullable();
    table.boolean('manual').notNullable().comment('Somebody has asked for it');
    table.string('asked_by', 500).comment('Who has, where somebody has');
    table
      .string('state', 20)
      .notNullable()
      .comment('waiting, planning, running, done, skipped, replaced or failed');
    table.text('reason').comment('Why it waits, was left out or has failed');
    table
      .timestamp('not_before', { useTz: true })
      .comment('End of the freeze that it waits for');
    table
      .uuid('campaign_id')
      .unique()
      .references('campaigns.id')
      .onDelete('SET NULL')
      .comment('What it does, once it has begun');
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.index(['schedule_id', 'seq'], 'schedule_runs_schedule_idx');
  });
  // one run a time, whatever clocks and replicas do
  await knex.raw(
    `create unique index schedule_runs_once_idx
     on schedule_runs (schedule_id, planned_at) where not manual`,
  );
  await knex.raw(
    `create index schedule_runs_open_idx on schedule_runs (schedule_id)
     where state in ('waiting', 'planning', 'running')`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('schedule_runs');
  await knex.schema.alterTable('campaigns', table => {
    table.dropColumn('schedule_id');
  });
  await knex.schema.dropTable('schedules');
};
