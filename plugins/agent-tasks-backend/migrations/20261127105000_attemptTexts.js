// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('agent_task_attempts', table => {
    table
      .text('prompt')
      .comment(
        'What it sent, where the task got other words since; else those of the task',
      );
    table.jsonb('parameters').comment('Of that prompt');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('agent_task_attempts', table => {
    table.dropColumn('prompt');
    table.dropColumn('parameters');
  });
};
