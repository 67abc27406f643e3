// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('approval_requests', table => {
    table.comment('Approvals that were asked for, and what was to be approved');
    table.uuid('id').primary().comment('Generated');
    table
      .bigIncrements('seq', { primaryKey: false })
      .comment('Order in which they were asked for');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table
      .string('state')
      .notNullable()
      .comment('open, approved, rejected, expired or withdrawn');
    table
      .string('prompt_digest')
      .notNullable()
      .comment('sha256: of the prompt without its marker');
    table
      .string('template_digest')
      .comment('sha256: of the template version, none for a free prompt');
    table
      .string('decision_digest')
      .notNullable()
      .comment('sha256: of the decision that asked for it');
    table
      .jsonb('needs')
      .notNullable()
      .comment('Who has to agree: code, count and references, by reason');
    table
      .specificType('approvers', 'text[]')
      .notNullable()
      .comment('References of all who may approve');
    table
      .string('asked_by')
      .notNullable()
      .comment('Who submitted or retried the task; may not approve');
    table
      .timestamp('asked_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When');
    table
      .timestamp('expires_at', { useTz: true })
      .notNullable()
      .comment('Not waited for any longer');
    table
      .timestamp('remind_at', { useTz: true })
      .comment('Due time of the reminder, none once it was sent');
    table
      .timestamp('reminded_at', { useTz: true })
      .comment('When the approvers were reminded');
    table
      .timestamp('closed_at', { useTz: true })
      .comment('When it stopped being open');
    table.string('closed_by').comment('Who approved last, rejected, withdrew');
    table.index(['task_id', 'seq'], 'approval_requests_task_idx');
  });
  // one that is waited for at most, whoever asks
  await knex.raw(
    "create unique index approval_requests_open_idx on approval_requests (task_id) where state = 'open'",
  );
  await knex.raw(
    "create index approval_requests_due_idx on approval_requests (least(remind_at, expires_at)) where state = 'open'",
  );
  await knex.raw(
    "create index approval_requests_waiting_idx on approval_requests (seq) where state = 'open'",
  );
  await knex.raw(
    "create index approval_requests_approvers_idx on approval_requests using gin (approvers) where state = 'open'",
  );

  await knex.schema.createTable('approvals', table => {
    table.comment('What single approvers have said');
    table.bigIncrements('id').comment('Order');
    table
      .uuid('request_id')
      .notNullable()
      .references('approval_requests.id')
      .onDelete('CASCADE')
      .comment('What was asked');
    table.string('approver').notNullable().comment('User');
    table.string('verdict').notNullable().comment('approved or rejected');
    table
      .specificType('approver_refs', 'text[]')
      .notNullable()
      .comment('References among the approvers that the user acted for');
    table.text('comment').comment("The approver's words");
    table
      .string('prompt_digest')
      .notNullable()
      .comment('sha256: of the prompt that the approver has read');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When');
    table.unique(['request_id', 'approver'], {
      indexName: 'approvals_approver_idx',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('approvals');
  await knex.schema.dropTable('approval_requests');
};
