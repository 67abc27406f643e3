// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('template_versions', table => {
    // what was there before launches as it did
    table
      .string('status')
      .notNullable()
      .defaultTo('approved')
      .comment(
        'draft, approved, deprecated or revoked; the one thing that changes, see templateStatus.ts',
      );
    table
      .string('author_ref')
      .comment('Who changed the content last, where the entity says so');
    table
      .string('same_version_as')
      .comment(
        'Digest of the content that had this version number before, where one had',
      );
  });

  await knex.schema.createTable('template_status_changes', table => {
    table.comment('Every move of a template version through its life');
    table.bigIncrements('id').comment('Order');
    table
      .uuid('version_id')
      .notNullable()
      .references('template_versions.id')
      .onDelete('CASCADE')
      .comment('Version');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When');
    table.string('actor').notNullable().comment('User or service');
    table.string('from_status').notNullable().comment('Before');
    table.string('to_status').notNullable().comment('After');
    table.text('reason').notNullable().comment('As given');
    table.index(['version_id', 'id'], 'template_status_changes_version_idx');
  });

  await knex.schema.createTable('template_heads', table => {
    table.comment('What the catalog had when a template was last read');
    table.string('template_ref').primary().comment('Entity reference');
    table
      .uuid('version_id')
      .notNullable()
      .references('template_versions.id')
      .onDelete('CASCADE')
      .comment('Version');
    table
      .timestamp('changed_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When another version was first seen there');
  });
  await knex.raw(
    `insert into template_heads (template_ref, version_id, changed_at)
     select distinct on (template_ref) template_ref, id, first_seen_at
     from template_versions order by template_ref, first_seen_at desc`,
  );

  await knex.schema.createTable('task_includes', table => {
    table.comment('Includes that prompts were rendered with');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table.integer('position').notNullable().comment('Place in the prompt');
    table
      .uuid('version_id')
      .notNullable()
      .references('template_versions.id')
      .comment('Version of the include');
    table.primary(['task_id', 'position']);
    table.index(['version_id'], 'task_includes_version_idx');
  });

  // drift, uses and revocation ask for the tasks of a version
  await knex.raw(
    `create index agent_tasks_template_version_idx on agent_tasks (template_version_id, phase)`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index agent_tasks_template_version_idx');
  for (const table of [
    'task_includes',
    'template_heads',
    'template_status_changes',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('template_versions', table => {
    table.dropColumns('status', 'author_ref', 'same_version_as');
  });
};
