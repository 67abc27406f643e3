// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `create index campaign_targets_repository_idx on campaign_targets
     (lower(repository_name), lower(repository_owner), lower(host))`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index campaign_targets_repository_idx');
};
