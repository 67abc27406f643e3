// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('agent_tasks', table => {
    table
      .jsonb('attempt_plan')
      .comment(
        'What the attempt sends otherwise than the task says; see AttemptPlan',
      );
  });
  await knex.schema.alterTable('agent_task_attempts', table => {
    table
      .jsonb('plan')
      .comment('What it sent otherwise than the task says; see AttemptPlan');
  });
  await knex.schema.createTable('own_attempts', table => {
    table.comment('Attempts that the broker makes itself, by a rule');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table
      .integer('after_attempt')
      .notNullable()
      .comment('Attempt that it follows');
    table.primary(['task_id', 'after_attempt']);
    table
      .timestamp('lease_until', { useTz: true })
      .notNullable()
      .comment('A replica is at it until then');
    table
      .string('outcome')
      .comment('queued, refused or overtaken; empty until it is known');
    table.text('message').comment('Why it was refused');
  });
  await knex.raw(
    `create index agent_tasks_failed_idx on agent_tasks (phase_since)
     where phase = 'failed'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index agent_tasks_failed_idx');
  await knex.schema.dropTable('own_attempts');
  await knex.schema.alterTable('agent_task_attempts', table => {
    table.dropColumn('plan');
  });
  await knex.schema.alterTable('agent_tasks', table => {
    table.dropColumn('attempt_plan');
  });
};
