// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('campaign_targets', table => {
    table
      .boolean('opted_out')
      .notNullable()
      .defaultTo(false)
      .comment('Its owner has left it out');
    table
      .timestamp('deferred_until', { useTz: true })
      .comment('It does not start before');
    table.string('deferred_by', 500).comment('Entity reference');
    table.timestamp('deferred_at', { useTz: true });
    table.text('deferred_reason');
  });
  await knex.schema.alterTable('campaigns', table => {
    table
      .jsonb('kept_decisions')
      .comment('What owners had said of targets that are planned anew, by key');
  });
  await knex.schema.createTable('campaign_reminders', table => {
    table.comment('Who was reminded of the due date of a campaign');
    table
      .uuid('campaign_id')
      .notNullable()
      .references('campaigns.id')
      .onDelete('CASCADE');
    table
      .timestamp('due_at', { useTz: true })
      .notNullable()
      .comment('The date at that time');
    table
      .bigInteger('before_ms')
      .notNullable()
      .comment('Before the due date; 0 once it has passed');
    table.string('owner_ref', 500).notNullable();
    table.primary(['campaign_id', 'due_at', 'before_ms', 'owner_ref']);
    table.integer('targets').notNullable().comment('That had not ended then');
    table.timestamp('told_at', { useTz: true }).notNullable();
  });
  await knex.raw(
    `create index campaign_targets_repository_idx on campaign_targets
     (lower(repository_name), lower(repository_owner), lower(host))`,
  );
  await knex.raw(
    `create index campaign_targets_owner_idx on campaign_targets
     (lower(owner_ref))`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // nobody is left who knows how to tell it
  await knex('outbox').where({ kind: 'campaign-reminder' }).delete();
  await knex.schema.dropTable('campaign_reminders');
  await knex.raw('drop index campaign_targets_owner_idx');
  await knex.raw('drop index campaign_targets_repository_idx');
  await knex.schema.alterTable('campaigns', table => {
    table.dropColumn('kept_decisions');
  });
  await knex.schema.alterTable('campaign_targets', table => {
    table.dropColumn('deferred_reason');
    table.dropColumn('deferred_at');
    table.dropColumn('deferred_by');
    table.dropColumn('deferred_until');
    table.dropColumn('opted_out');
  });
};
