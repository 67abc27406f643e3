// @ts-check

/** Where tasks are asked about by where they came from; each newest first. */
const taskIndexes = {
  // the counts of everything, or of a time, without a look at the rows
  agent_tasks_provenance_idx:
    '(created_at, seq) include (repository_key, template_version_id, identity_id, models, pull_count, merged_count, credits_nano)',
  agent_tasks_version_idx:
    '(template_version_id, created_at, seq) include (repository_key, pull_count, merged_count, credits_nano) where template_version_id is not null',
  agent_tasks_identity_idx:
    '(identity_id, created_at, seq) include (repository_key, pull_count, merged_count, credits_nano) where identity_id is not null',
  agent_tasks_custom_agent_idx:
    '(custom_agent, created_at, seq) where custom_agent is not null',
  agent_tasks_ticket_idx: '(ticket, created_at, seq) where ticket is not null',
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('agent_tasks', table => {
    table
      .smallint('pull_count')
      .notNullable()
      .defaultTo(0)
      .comment('Pull requests of all attempts that were read');
    table
      .smallint('merged_count')
      .notNullable()
      .defaultTo(0)
      .comment('Those of them that were merged');
    table
      .specificType('session_models', 'text[]')
      .notNullable()
      .defaultTo('{}')
      .comment('Models that the sessions of all attempts say they ran with');
  });
  await knex.raw(
    `alter table agent_tasks
       add column models text[] not null generated always as (array_remove(array_append(session_models, model::text), null)) stored,
       add column repository_key bigint not null generated always as (hashtextextended(lower(host || '/' || repository_owner || '/' || repository_name), 0)) stored`,
  );
  for (const [column, comment] of [
    ['models', 'Asked for and ran with, what provenance is asked by'],
    ['repository_key', 'Hash of queue_repository: 8 bytes to count by'],
  ]) {
    await knex.raw(`comment on column agent_tasks.${column} is '${comment}'`);
  }
  await knex.raw(
    `update agent_tasks t set pull_count = p.pulls, merged_count = p.merged
     from (select task_id, count(*) as pulls, count(*) filter (where state = 'merged') as merged
       from pull_requests where number is not null group by task_id) p
     where p.task_id = t.id`,
  );
  await knex.raw(
    `update agent_tasks t set session_models = m.models
     from (select a.task_id, array_agg(distinct s->>'model' order by s->>'model') as models
       from agent_task_attempts a, jsonb_array_elements(a.sessions) s
       where s->>'model' is not null group by a.task_id) m
     where m.task_id = t.id`,
  );
  for (const [name, definition] of Object.entries(taskIndexes)) {
    await knex.raw(`create index ${name} on agent_tasks ${definition}`);
  }
  // back from a pull request or a merge commit, also from its first digits
  await knex.raw(
    `create index pull_requests_number_idx on pull_requests (number) where number is not null`,
  );
  await knex.raw(
    `create index pull_requests_merge_commit_idx on pull_requests (merge_commit text_pattern_ops) where merge_commit is not null`,
  );

  await knex.schema.createTable('bypass_sweeps', table => {
    table.comment(
      'Governed repositories, and how far their agent tasks were looked through',
    );
    table.text('repository').primary().comment('host/owner/name in lower case');
    table.string('host').notNullable().comment('GitHub host');
    table.string('repository_owner').notNullable().comment('Owner on GitHub');
    table.string('repository_name').notNullable().comment('Name on GitHub');
    table.string('entity_ref').comment('Entity that the catalog has for it');
    table.string('owner_ref').comment('Owner of the entity, who is notified');
    table
      .timestamp('governed_at', { useTz: true })
      .notNullable()
      .comment('Latest time that the repository was found to be governed');
    table
      .timestamp('due_at', { useTz: true })
      .notNullable()
      .comment('Not looked through before');
    table.uuid('lease_id').comment('Replica that looks through it');
    table.timestamp('lease_until', { useTz: true }).comment('End of the lease');
    table
      .timestamp('watermark', { useTz: true })
      .comment('Everything updated before was looked at');
    table
      .timestamp('archived_watermark', { useTz: true })
      .comment('The same, of archived tasks');
    table
      .timestamp('swept_at', { useTz: true })
      .comment('Latest complete look');
    table.text('last_error').comment('Why the latest look ended early');
    table.index(['due_at'], 'bypass_sweeps_due_idx');
  });

  await knex.schema.createTable('bypass_findings', table => {
    table.comment('Agent tasks at GitHub that no intent of ours explains');
    table.uuid('id').primary().comment('Generated');
    table
      .bigIncrements('seq', { primaryKey: false })
      .comment('Order of finding');
    table.string('host').notNullable().comment('GitHub host');
    table.string('repository_owner').notNullable().comment('Owner on GitHub');
    table.string('repository_name').notNullable().comment('Name on GitHub');
    table.string('entity_ref').comment('Entity of the repository');
    table.string('owner_ref').comment('Owner of the entity at the time');
    table.string('github_task_id').notNullable().comment("GitHub's id");
    table.text('github_task_url').comment('As GitHub gave it');
    table.string('creator_id').comment("GitHub's id of who created it");
    table.string('creator_login').comment('Login, where it is known');
    table.string('agent_state').comment("GitHub's state, verbatim");
    table
      .jsonb('pulls')
      .notNullable()
      .defaultTo('[]')
      .comment('Pull requests that GitHub names: databaseId, globalId');
    table
      .string('kind')
      .notNullable()
      .comment('no-intent, or marker-copied from a task of ours');
    table
      .uuid('marker_task_id')
      .comment('Task of ours whose marker its prompt carries');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .comment('Created at GitHub');
    table
      .timestamp('found_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('Found by the broker');
    table
      .string('status')
      .notNullable()
      .defaultTo('open')
      .comment('open, adopted or excused; a decision is final');
    table
      .uuid('adopted_task_id')
      .references('agent_tasks.id')
      .onDelete('SET NULL')
      .comment('Task of ours that it was adopted under');
    table.string('decided_by').comment('Who decided');
    table.timestamp('decided_at', { useTz: true }).comment('When');
    table.text('reason').comment('Why, in the words of who decided');
    table.unique(['seq']);
    table.unique(['host', 'github_task_id']);
    table.index(['status', 'seq'], 'bypass_findings_status_idx');
    table.index(['adopted_task_id'], 'bypass_findings_adopted_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bypass_findings');
  await knex.schema.dropTable('bypass_sweeps');
  await knex.raw('drop index pull_requests_merge_commit_idx');
  await knex.raw('drop index pull_requests_number_idx');
  for (const name of Object.keys(taskIndexes)) {
    await knex.raw(`drop index ${name}`);
  }
  await knex.schema.alterTable('agent_tasks', table => {
    table.dropColumns('models', 'repository_key');
    table.dropColumns('pull_count', 'merged_count', 'session_models');
  });
};
