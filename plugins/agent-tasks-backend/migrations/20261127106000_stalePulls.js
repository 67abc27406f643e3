// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pull_routes', table => {
    table
      .jsonb('assigned')
      .notNullable()
      .defaultTo('[]')
      .comment('Extensions that have assigned it to something');
    table
      .timestamp('warning_intent_at', { useTz: true })
      .comment('Committed before a warning is written; empty once it is there');
    table
      .timestamp('warned_at', { useTz: true })
      .comment("GitHub's date of the latest warning");
    table
      .integer('warnings')
      .notNullable()
      .defaultTo(0)
      .comment('Warnings that are there');
    table
      .timestamp('close_at', { useTz: true })
      .comment('Closed then, unless something happens after the warning');
    table
      .timestamp('closed_at', { useTz: true })
      .comment('Was closed by the broker');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pull_routes', table => {
    table.dropColumn('assigned');
    table.dropColumn('warning_intent_at');
    table.dropColumn('warned_at');
    table.dropColumn('warnings');
    table.dropColumn('close_at');
    table.dropColumn('closed_at');
  });
};
