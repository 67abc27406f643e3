// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // lists that a permission narrows to a campaign
  await knex.raw(
    `create index agent_tasks_campaign_idx on agent_tasks (campaign_id, seq) where campaign_id is not null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(`drop index agent_tasks_campaign_idx`);
};
