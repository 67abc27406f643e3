// @ts-check

/**
 * Columns that lists are filtered by, each with an index of its own in the
 * order of the list. The same order stands in operations/audit/listAuditEvents.ts.
 */
const filtered = [
  'actor',
  'on_behalf_of',
  'action',
  'result',
  'task_id',
  'entity_ref',
  'template_digest',
  'ticket',
  'identity_id',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('audit_events', table => {
    // generated, so that rows of any version have it
    table
      .specificType(
        'actor_kind',
        `varchar(16) generated always as (case when actor like 'user:%' then 'user' when actor like 'schedule:%' then 'schedule' else 'service' end) stored`,
      )
      .comment('user, service or schedule');
    table
      .string('on_behalf_of')
      .comment('For whom a service or schedule has acted');
    table.string('request_id').comment('Request that it came with');
    table.jsonb('before').comment('What was changed, before');
    table.jsonb('after').comment('What was changed, after');
    table
      .bigInteger('position')
      .comment('Place in the hash chain, in the order of sealing');
    table
      .specificType('hash', 'char(64)')
      .comment('SHA-256 of the hash before it and of this row');
    table.unique(['position'], { indexName: 'audit_events_position_idx' });
    table.dropIndex(['task_id', 'id'], 'audit_events_task_idx');
    table.dropIndex(['at'], 'audit_events_at_idx');
    table.index(['at', 'id'], 'audit_events_newest_idx');
  });
  for (const column of filtered) {
    await knex.raw(
      `create index audit_events_${column}_idx on audit_events (${column}, at, id) where ${column} is not null`,
    );
  }
  // the same expression stands in operations/audit/auditFilters.ts
  await knex.raw(
    `create index audit_events_repository_idx on audit_events (lower(substr(repository, strpos(repository, '/') + 1)), at, id) where repository is not null`,
  );
  await knex.raw(
    `create index audit_events_unsealed_idx on audit_events (id) where position is null`,
  );

  await knex.schema.createTable('audit_chain', table => {
    table.comment('The end of the hash chain of audit_events; one row');
    table.integer('id').primary().comment('1');
    table
      .bigInteger('position')
      .notNullable()
      .comment('Position of the latest sealed event; 0 before the first');
    table.specificType('hash', 'char(64)').notNullable().comment('Its hash');
    table.timestamp('sealed_at', { useTz: true }).comment('When it was sealed');
  });
  await knex.raw(
    'alter table audit_chain add constraint audit_chain_one_row check (id = 1)',
  );
  await knex.raw(
    `insert into audit_chain (id, position, hash) values (1, 0, repeat('0', 64))`,
  );

  await knex.schema.createTable('audit_checkpoints', table => {
    table.comment('Where the chain goes on after events were removed by age');
    table
      .bigInteger('position')
      .primary()
      .comment('Position of the latest event that was removed');
    table.specificType('hash', 'char(64)').notNullable().comment('Its hash');
    table.integer('events').notNullable().comment('How many were removed');
    table
      .timestamp('newest_at', { useTz: true })
      .notNullable()
      .comment('When the newest of them happened');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When they were removed');
  });

  await knex.schema.createTable('audit_anchors', table => {
    table.comment('Ends of the chain that were told outside of the database');
    table.bigInteger('position').primary().comment('Position');
    table.specificType('hash', 'char(64)').notNullable().comment('Its hash');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When it was taken');
    table
      .jsonb('told')
      .notNullable()
      .defaultTo('[]')
      .comment('Targets that have it: event, file, webhook');
    table
      .timestamp('due_at', { useTz: true })
      .comment('Next try to tell; empty once every target has it');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Tries that failed; waits grow with it');
    table.text('last_error').comment('Why the latest try failed');
    table.index(['at'], 'audit_anchors_at_idx');
  });
  await knex.raw(
    `create index audit_anchors_due_idx on audit_anchors (due_at) where due_at is not null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['audit_anchors', 'audit_checkpoints', 'audit_chain']) {
    await knex.schema.dropTable(table);
  }
  await knex.raw('drop index audit_events_repository_idx');
  await knex.raw('drop index audit_events_unsealed_idx');
  for (const column of filtered) {
    await knex.raw(`drop index audit_events_${column}_idx`);
  }
  await knex.schema.alterTable('audit_events', table => {
    table.dropIndex(['at', 'id'], 'audit_events_newest_idx');
    table.dropColumns(
      'actor_kind',
      'on_behalf_of',
      'request_id',
      'before',
      'after',
      'position',
      'hash',
    );
    table.index(['task_id', 'id'], 'audit_events_task_idx');
    table.index(['at'], 'audit_events_at_idx');
  });
};
