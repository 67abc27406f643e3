// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('task_waits', table => {
    table.comment('What each task on its way waits for, and who was told');
    table
      .uuid('task_id')
      .primary()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table.string('kind').notNullable().comment('See openapi.yaml, WaitKind');
    table
      .timestamp('since', { useTz: true })
      .notNullable()
      .comment('When it began to wait for that');
    table
      .timestamp('overdue_at', { useTz: true })
      .comment('End of its service level; empty where there is none');
    table
      .timestamp('due_at', { useTz: true })
      .comment('When the next rung is told; empty once all were');
    table
      .integer('level')
      .notNullable()
      .defaultTo(0)
      .comment('Rungs of the ladder that were told');
    table
      .jsonb('told')
      .notNullable()
      .defaultTo('[]')
      .comment('Entity references of who was told');
    table
      .string('attended_by')
      .comment('Who has acknowledged, snoozed or taken it over');
    table
      .timestamp('attended_at', { useTz: true })
      .comment('When that was done');
    table
      .timestamp('snoozed_until', { useTz: true })
      .comment('Nobody is told before');
    table.string('taken_by').comment('Whose step it is by now');
    table.index(['due_at'], 'task_waits_due_idx');
    table.index(['kind'], 'task_waits_kind_idx');
  });
  await knex.raw(
    `create index agent_tasks_on_way_idx on agent_tasks (id)
     where phase not in ('done', 'done-without-change', 'withdrawn')`,
  );
  await knex.schema.createTable('keeper_runs', table => {
    table.comment('Work that one replica does for all, and when it began last');
    table.string('name').primary().comment('Which');
    table
      .timestamp('began_at', { useTz: true })
      .notNullable()
      .comment('Latest begin');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('keeper_runs');
  await knex.raw('drop index agent_tasks_on_way_idx');
  await knex.schema.dropTable('task_waits');
};
