// @ts-check

// the condition of operations/admission/countActive.ts
const active = `(launch_state = 'queued' and admitted_at is not null) or launch_state = 'launching' or (launch_state = 'launch_unknown' and not held) or (launch_state = 'launched' and settled_at is null)`;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('credit_reservations', table => {
    table.comment('What tasks are expected to cost their owner in a month');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table
      .integer('after_attempt')
      .notNullable()
      .comment('Covers the attempts behind this one: 0 for the submission');
    table.string('owner_ref').notNullable().comment('Owner that pays');
    table.date('month').notNullable().comment('First day of the month, UTC');
    table
      .decimal('credits_nano', 30, 0)
      .notNullable()
      .comment('Expected AI credits in nano units, 0 where nothing is known');
    table
      .timestamp('reserved_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('When the place was taken');
    table.primary(['task_id', 'after_attempt']);
    table.index(['owner_ref', 'month'], 'credit_reservations_owner_idx');
  });

  // what counts against the open pull requests of a repository
  await knex.raw(
    `create index agent_tasks_open_pulls_idx on agent_tasks (queue_repository) where pull_state in ('draft', 'open')`,
  );
  await knex.raw(
    `create index agent_tasks_coming_pulls_idx on agent_tasks (queue_repository) where create_pull_request and pull_state is null and settled_at is null and launch_state in ('queued', 'launching', 'launch_unknown', 'launched')`,
  );

  // admission counts templates, too
  await knex.raw(`drop index agent_tasks_active_idx`);
  await knex.raw(
    `create index agent_tasks_active_idx on agent_tasks (queue_org, queue_repository, owner_ref, template_ref) where ${active}`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(`drop index agent_tasks_active_idx`);
  await knex.raw(
    `create index agent_tasks_active_idx on agent_tasks (queue_org, queue_repository, owner_ref) where ${active}`,
  );
  await knex.raw(`drop index agent_tasks_coming_pulls_idx`);
  await knex.raw(`drop index agent_tasks_open_pulls_idx`);
  await knex.schema.dropTable('credit_reservations');
};
