// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaign_outcomes', table => {
    table.comment(
      'Whether targets have reached the goal that their template names',
    );
    table
      .uuid('target_id')
      .primary()
      .references('campaign_targets.id')
      .onDelete('CASCADE');
    table
      .string('outcome', 30)
      .notNullable()
      .comment('See judgeOutcome.ts, its only source');
    table
      .jsonb('results')
      .notNullable()
      .defaultTo('[]')
      .comment('What was seen since when; the latest last');
    table
      .jsonb('file')
      .comment('Etag of the file, and what it said; asked again with it');
    table.timestamp('checked_at', { useTz: true }).comment('Latest look');
    table
      .timestamp('merged_at', { useTz: true })
      .comment('The merge that was looked at');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Looks that failed, in a row');
    table
      .timestamp('due_at', { useTz: true })
      .comment('Next look; empty where none is needed');
    table.uuid('lease_id').comment('Look of a replica');
    table.timestamp('lease_until', { useTz: true }).comment('End of its lease');
  });
  await knex.raw(
    `create index campaign_outcomes_due_idx on campaign_outcomes (due_at)
     where due_at is not null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaign_outcomes');
};
