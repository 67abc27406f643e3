// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('agent_task_attempts', table => {
    table
      .jsonb('custom_agent_file')
      .comment(
        "Repository, path and blob SHA of the custom agent's file at the intent, where GitHub showed it",
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('agent_task_attempts', table => {
    table.dropColumn('custom_agent_file');
  });
};
