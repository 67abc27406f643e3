// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaigns', table => {
    table.comment('One change in many repositories, in waves');
    table.uuid('id').primary();
    table
      .specificType('seq', 'bigint generated always as identity')
      .notNullable()
      .unique()
      .comment('Order of creation');
    table.string('title', 200).notNullable();
    table.text('description');
    table
      .string('owner_ref', 500)
      .notNullable()
      .comment('Entity reference of who answers for it');
    table
      .string('state', 20)
      .notNullable()
      .comment('See campaignStates.ts, its only writer');
    table.timestamp('state_since', { useTz: true }).notNullable();
    table.text('state_reason').comment('Why it is paused or stopped');
    table.string('created_by', 500).notNullable().comment('Entity reference');
    table
      .string('idempotency_key', 255)
      .comment('Of its creation; a repeat finds it');
    table.unique(['created_by', 'idempotency_key']);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table
      .string('started_by', 500)
      .comment('Entity reference of who asks for its tasks');
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.timestamp('due_at', { useTz: true }).comment('Wanted end');
    table.string('template_ref', 500).notNullable();
    table
      .uuid('template_version_id')
      .notNullable()
      .references('template_versions.id')
      .comment('What its tasks are made from');
    table
      .jsonb('include_ids')
      .notNullable()
      .defaultTo('[]')
      .comment('Versions of the includes, in their order');
    table
      .jsonb('request')
      .notNullable()
      .comment('What was asked for: targets, waves, parameters');
    table
      .integer('max_open_per_owner')
      .comment('Most unfinished tasks of an owner, of all campaigns');
    table.uuid('planning_id').comment('The planning whose word counts');
    table
      .timestamp('planning_until', { useTz: true })
      .comment('The replica that plans is alive until then');
    table.integer('planning_done').notNullable().defaultTo(0);
    table.integer('planning_total').comment('Once it is known');
    table.text('planning_problem').comment('Why it could not be planned');
    table.uuid('lease_id').comment('Replica that moves it on');
    table.timestamp('lease_until', { useTz: true }).comment('End of its lease');
    table
      .timestamp('due_look_at', { useTz: true })
      .comment('Next look; empty where none is needed');
    table
      .jsonb('recall')
      .comment('What was asked for when it was recalled, the latest');
    table.index(['owner_ref'], 'campaigns_owner_idx');
  });
  await knex.raw(
    `create index campaigns_look_idx on campaigns (due_look_at)
     where due_look_at is not null`,
  );
  await knex.schema.createTable('campaign_waves', table => {
    table.comment('Parts of a campaign that start together');
    table
      .uuid('campaign_id')
      .notNullable()
      .references('campaigns.id')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table.primary(['campaign_id', 'number']);
    table.string('title', 100);
    table.jsonb('select').notNullable().comment('Targets that it takes');
    table.jsonb('gate').comment('What has to hold before the next one');
    table
      .string('state', 20)
      .notNullable()
      .comment('waiting, open, held, passed or stopped');
    table.timestamp('opened_at', { useTz: true });
    table.timestamp('passed_at', { useTz: true });
    table.string('confirmed_by', 500).comment('Who has confirmed its gate');
    table
      .boolean('overridden')
      .notNullable()
      .defaultTo(false)
      .comment('Its gate was opened whatever its conditions say');
  });
  await knex.schema.createTable('campaign_targets', table => {
    table.comment('Repositories or components of a campaign');
    table.uuid('id').primary();
    table
      .uuid('campaign_id')
      .notNullable()
      .references('campaigns.id')
      .onDelete('CASCADE');
    table.integer('position').notNullable().comment('In the order of starting');
    table.unique(['campaign_id', 'position']);
    table
      .string('target_key', 800)
      .notNullable()
      .comment('Repository, and component where each has a task');
    table.unique(['campaign_id', 'target_key']);
    table.integer('wave').comment('Empty where it takes no part');
    table.string('host', 253).comment('Of the repository, where there is one');
    table.string('repository_owner', 100);
    table.string('repository_name', 100);
    table.text('repository_url');
    table.string('entity_ref', 500).comment('That the prompt is about');
    table
      .jsonb('entity_refs')
      .notNullable()
      .comment('Those that it stands for');
    table.string('owner_ref', 500);
    table.string('tier', 100);
    table.string('system_ref', 500);
    table.integer('csv_row').comment('Row of the file, from 1 on');
    table.jsonb('parameters').notNullable();
    table
      .string('verdict', 20)
      .notNullable()
      .comment('allowed, needs-approval, refused or unknown');
    table.jsonb('reasons').notNullable().comment('Why it is refused, or waits');
    table
      .integer('open_tasks')
      .notNullable()
      .defaultTo(0)
      .comment('Unfinished tasks of others in the repository, when planned');
    table.string('excluded_by', 500).comment('Who has left it out');
    table.timestamp('excluded_at', { useTz: true });
    table.text('excluded_reason');
    table
      .uuid('task_id')
      .unique()
      .references('agent_tasks.id')
      .comment('Its task, once it has one');
    table
      .string('recall_state', 20)
      .comment('pending, done, not-stopped or failed');
    table.text('recall_message');
    table.integer('recall_failures').notNullable().defaultTo(0);
    table.index(
      ['campaign_id', 'wave', 'position'],
      'campaign_targets_wave_idx',
    );
  });
  await knex.raw(
    `create index campaign_targets_entity_idx on campaign_targets
     using gin (entity_refs)`,
  );
  await knex.schema.createTable('campaign_events', table => {
    table.comment('The story of a campaign');
    table.bigIncrements('id');
    table
      .uuid('campaign_id')
      .notNullable()
      .references('campaigns.id')
      .onDelete('CASCADE');
    table.timestamp('at', { useTz: true }).notNullable();
    table.string('kind', 40).notNullable();
    table.string('actor', 500).notNullable();
    table.jsonb('data').notNullable();
    table.index(['campaign_id', 'id'], 'campaign_events_campaign_idx');
  });
  await knex.schema.createTable('campaign_snapshots', table => {
    table.comment('Targets by status over time');
    table
      .uuid('campaign_id')
      .notNullable()
      .references('campaigns.id')
      .onDelete('CASCADE');
    table.timestamp('at', { useTz: true }).notNullable();
    table.primary(['campaign_id', 'at']);
    table.jsonb('counts').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaign_snapshots');
  await knex.schema.dropTable('campaign_events');
  await knex.schema.dropTable('campaign_targets');
  await knex.schema.dropTable('campaign_waves');
  await knex.schema.dropTable('campaigns');
};
