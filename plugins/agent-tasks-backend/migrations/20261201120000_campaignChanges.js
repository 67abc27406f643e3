// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('campaign_targets', table => {
    table
      .string('added_by', 500)
      .comment('Who has added it after the planning; empty for those planned');
    table.timestamp('added_at', { useTz: true });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('campaign_targets', table => {
    table.dropColumn('added_by');
    table.dropColumn('added_at');
  });
};
