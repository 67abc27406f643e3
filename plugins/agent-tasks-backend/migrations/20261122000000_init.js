// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('template_versions', table => {
    table.comment('Every distinct content of a template, never changed');
    table.uuid('id').primary().comment('Generated');
    table.string('template_ref').notNullable().comment('Entity reference');
    table
      .string('digest')
      .notNullable()
      .comment('sha256: of the canonical content');
    table.string('version').notNullable().comment('Semantic version, as read');
    table.string('title').notNullable().comment('Title for people');
    table.jsonb('content').notNullable().comment('The canonical content');
    table
      .timestamp('first_seen_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('When the content was first read');
    table.unique(['template_ref', 'digest']);
  });

  await knex.schema.createTable('agent_tasks', table => {
    table.comment('What was asked for, and where it stands');
    table.uuid('id').primary().comment('Generated');
    table
      .bigIncrements('seq', { primaryKey: false })
      .comment('Order of submission');
    table.string('idempotency_key').comment("The caller's key for a repeat");
    table
      .string('request_digest')
      .notNullable()
      .comment('sha256: of the request, to tell a repeat from a reused key');
    table.text('title').notNullable().comment('Title for people');
    table.string('entity_ref').comment('Entity that the work is for');
    table.string('host').notNullable().comment('GitHub host');
    table.string('repository_owner').notNullable().comment('Owner on GitHub');
    table.string('repository_name').notNullable().comment('Name on GitHub');
    table
      .text('repository_url')
      .notNullable()
      .comment('Page of the repository');
    table.string('owner_ref').comment('Owner in the catalog at submission');
    table.string('tier').comment('Tier in the catalog at submission');
    table
      .string('migration_target')
      .comment('Migration target in the catalog at submission');
    table
      .uuid('template_version_id')
      .references('template_versions.id')
      .comment('Version that the prompt was rendered from');
    table.string('template_ref').comment('Entity reference of the template');
    table
      .jsonb('parameters')
      .notNullable()
      .comment('Parameters with defaults applied');
    table.string('ticket').comment('Change ticket');
    table.string('model').comment('Model asked for');
    table.string('custom_agent').comment('Custom agent asked for');
    table.string('base_ref').comment('Branch to start from');
    table
      .boolean('create_pull_request')
      .notNullable()
      .comment('Whether GitHub opens a pull request');
    table.text('prompt').notNullable().comment('Rendered, without marker');
    table
      .string('prompt_digest')
      .notNullable()
      .comment('sha256: of the prompt');
    table.string('requested_by').notNullable().comment('User or service');
    table.string('source').notNullable().comment('portal, scaffolder or api');
    table.jsonb('decision').notNullable().comment('Latest policy decision');
    table
      .boolean('as_requester')
      .notNullable()
      .defaultTo(false)
      .comment("Launched with the requester's own token");
    table
      .integer('priority')
      .notNullable()
      .defaultTo(0)
      .comment('Higher first; from 10 on somebody waits for it');
    table
      .uuid('campaign_id')
      .comment('Campaign that the task belongs to, where there is one');
    table.string('launch_state').notNullable().comment('See transitions.ts');
    table.string('agent_state').comment("GitHub's state, verbatim");
    table.string('pull_state').comment('draft, open, merged or closed');
    table
      .boolean('pull_pending')
      .notNullable()
      .defaultTo(false)
      .comment('GitHub names a pull request that was not read yet');
    table
      .boolean('held')
      .notNullable()
      .defaultTo(false)
      .comment('The outcome stayed unknown, a person decides');
    table.string('phase').notNullable().comment('Computed, see phaseOf');
    table
      .timestamp('phase_since', { useTz: true })
      .notNullable()
      .comment('Start of the phase');
    table
      .timestamp('not_before', { useTz: true })
      .comment('Asked for by the requester');
    table
      .timestamp('due_at', { useTz: true })
      .notNullable()
      .comment('Not launched or reconciled before');
    table.string('identity_id').comment('Identity of the current attempt');
    table
      .timestamp('admitted_at', { useTz: true })
      .comment('Admitted, its job is in the queue');
    table.uuid('lease_id').comment('Worker that may write the launch outcome');
    table.timestamp('lease_until', { useTz: true }).comment('End of the lease');
    table
      .integer('attempt_number')
      .notNullable()
      .defaultTo(0)
      .comment('Latest attempt, 0 before the first');
    table.string('github_task_id').comment('Of the latest attempt');
    table.text('github_task_url').comment('As GitHub gave it');
    table.string('head_ref').comment("The agent's branch");
    table.string('failure_class').comment('See failures.ts');
    table.text('failure_message').comment('What happened');
    table
      .decimal('credits_nano', 30, 0)
      .comment('AI credits in nano units, all attempts');
    table
      .decimal('premium_requests', 20, 4)
      .comment('Premium requests, all attempts');
    table
      .timestamp('github_updated_at', { useTz: true })
      .comment("GitHub's updated_at of the latest reading applied");
    table.timestamp('read_at', { useTz: true }).comment('Latest reading');
    table
      .timestamp('next_look_at', { useTz: true })
      .comment('When the tracker reads the task by itself');
    table
      .timestamp('launched_at', { useTz: true })
      .comment('Accepted by GitHub');
    table.timestamp('settled_at', { useTz: true }).comment('Settled at GitHub');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Submitted');
    table
      .timestamp('updated_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Latest change');

    table.unique(['requested_by', 'idempotency_key']);
    table.unique(['seq']);
    table.index(['tier', 'seq'], 'agent_tasks_tier_idx');
    table.index(['phase', 'phase_since'], 'agent_tasks_phase_age_idx');
    table.index(['phase_since', 'seq'], 'agent_tasks_phase_since_idx');
    table.index(['entity_ref', 'seq'], 'agent_tasks_entity_idx');
    table.index(['owner_ref', 'seq'], 'agent_tasks_owner_idx');
    table.index(['phase', 'seq'], 'agent_tasks_phase_idx');
    table.index(
      ['host', 'repository_owner', 'repository_name'],
      'agent_tasks_repository_idx',
    );
    table.index(['template_ref', 'seq'], 'agent_tasks_template_idx');
    table.index(['github_task_id'], 'agent_tasks_github_task_idx');
  });
  // what admission counts and takes turns by; GitHub's names ignore case
  await knex.raw(
    `alter table agent_tasks
       add column queue_org text collate "C" not null generated always as (lower(host || '/' || repository_owner)) stored,
       add column queue_repository text collate "C" not null generated always as (lower(host || '/' || repository_owner || '/' || repository_name)) stored,
       add column fairness_key text collate "C" not null generated always as (coalesce('campaign:' || campaign_id::text, owner_ref, requested_by)) stored`,
  );
  for (const [column, comment] of [
    ['queue_org', 'host/owner in lower case'],
    ['queue_repository', 'host/owner/name in lower case'],
    ['fairness_key', 'Campaign, else owner, else requester: they take turns'],
  ]) {
    await knex.raw(`comment on column agent_tasks.${column} is '${comment}'`);
  }
  // the queues are small parts of a table that keeps everything
  await knex.raw(
    `create index agent_tasks_queued_idx on agent_tasks (priority desc, due_at, seq) where launch_state = 'queued' and admitted_at is null`,
  );
  await knex.raw(
    `create index agent_tasks_lane_idx on agent_tasks (queue_org, fairness_key, priority, due_at, seq) where launch_state = 'queued' and admitted_at is null`,
  );
  await knex.raw(
    `create index agent_tasks_admitted_idx on agent_tasks (lease_until) where launch_state = 'queued' and admitted_at is not null`,
  );
  // the same condition stands in operations/admission/countActive.ts
  await knex.raw(
    `create index agent_tasks_active_idx on agent_tasks (queue_org, queue_repository, owner_ref) where (launch_state = 'queued' and admitted_at is not null) or launch_state = 'launching' or (launch_state = 'launch_unknown' and not held) or (launch_state = 'launched' and settled_at is null)`,
  );
  await knex.raw(
    `create index agent_tasks_in_launch_idx on agent_tasks (lease_until) where launch_state in ('launching', 'launch_unknown')`,
  );
  await knex.raw(
    `create index agent_tasks_next_look_idx on agent_tasks (next_look_at) where next_look_at is not null`,
  );
  await knex.raw(
    `create index agent_tasks_followed_idx on agent_tasks (identity_id, agent_state) where launch_state = 'launched'`,
  );

  // the counts of a page's filters; few distinct keys make it a small index
  await knex.raw(
    `create index agent_tasks_facets_idx on agent_tasks (phase, template_ref, owner_ref, tier)`,
  );
  // the credits of a month are summed without a look at the rows
  await knex.raw(
    `create index agent_tasks_created_idx on agent_tasks (created_at) include (credits_nano)`,
  );
  // GitHub's names ignore case
  await knex.raw(
    `create index agent_tasks_repository_name_idx on agent_tasks (lower(repository_owner), lower(repository_name), seq)`,
  );
  // the same expressions stand in operations/tasks/taskFilters.ts and
  // taskOrder.ts: an index on an expression serves that expression alone
  await knex.raw(
    `create index agent_tasks_attention_idx on agent_tasks ((case phase when 'needs-attention' then 3 when 'awaiting-approval' then 3 when 'running' then 2 when 'launching' then 2 when 'queued' then 2 when 'in-review' then 2 else 1 end), seq)`,
  );
  await knex.raw(
    `create index agent_tasks_title_idx on agent_tasks (title, seq)`,
  );
  await knex.raw(
    `create index agent_tasks_text_idx on agent_tasks using gin (to_tsvector('simple', translate(title || ' ' || repository_owner || ' ' || repository_name || ' ' || coalesce(entity_ref, '') || ' ' || coalesce(template_ref, '') || ' ' || coalesce(ticket, ''), '/:-_.#', '      ')))`,
  );

  await knex.schema.createTable('agent_task_attempts', table => {
    table.comment('One GitHub task for one of ours');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table.integer('number').notNullable().comment('1 for the first');
    table.uuid('marker').notNullable().unique().comment('A line of the prompt');
    table.string('identity_id').notNullable().comment('Identity that launches');
    table
      .string('outcome')
      .notNullable()
      .comment('pending, accepted, not-accepted, not-sent or unknown');
    table
      .timestamp('intent_at', { useTz: true })
      .notNullable()
      .comment('Committed before the POST');
    table.timestamp('sent_at', { useTz: true }).comment('The POST left');
    table.integer('http_status').comment('Of the answer to the POST');
    table.string('failure_class').comment('See failures.ts');
    table.text('failure_message').comment('What happened');
    table.string('github_task_id').comment("GitHub's id");
    table.text('github_task_url').comment('As GitHub gave it');
    table.string('agent_state').comment("GitHub's state, verbatim");
    table.timestamp('settled_at', { useTz: true }).comment('Settled at GitHub');
    table.decimal('credits_nano', 30, 0).comment('AI credits in nano units');
    table.decimal('premium_requests', 20, 4).comment('Premium requests');
    table
      .jsonb('sessions')
      .notNullable()
      .defaultTo('[]')
      .comment('As last read');
    table.primary(['task_id', 'number']);
    table.index(['github_task_id'], 'agent_task_attempts_github_task_idx');
  });

  await knex.schema.createTable('pull_requests', table => {
    table.comment('Pull requests that attempts opened, as last read');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table.integer('attempt_number').notNullable().comment('Attempt');
    table.string('database_id').notNullable().comment("GitHub's database id");
    table.string('global_id').comment("GitHub's node id");
    table.integer('number').comment('Number, once read');
    table.text('url').comment('Page of the pull request');
    table.text('title').comment('Title');
    table.string('state').comment('draft, open, merged or closed');
    table.boolean('is_draft').comment('Draft');
    table.string('checks').comment('none, pending, success or failure');
    table
      .string('review_decision')
      .comment('none, review-required, approved or changes-requested');
    table.string('head_ref').comment('Branch');
    table.integer('additions').comment('Lines added');
    table.integer('deletions').comment('Lines removed');
    table.integer('changed_files').comment('Files changed');
    table.timestamp('merged_at', { useTz: true }).comment('Merged');
    table.string('merge_commit').comment('Merge commit');
    table
      .timestamp('github_updated_at', { useTz: true })
      .comment("GitHub's updated_at of the latest reading applied");
    table.timestamp('read_at', { useTz: true }).comment('Latest reading');
    table
      .timestamp('next_look_at', { useTz: true })
      .comment('When it is read next; empty once it is merged or closed');
    table.primary(['task_id', 'database_id']);
    table.index(['global_id'], 'pull_requests_global_id_idx');
  });
  await knex.raw(
    `create index pull_requests_next_look_idx on pull_requests (next_look_at) where next_look_at is not null`,
  );

  await knex.schema.createTable('requester_tokens', table => {
    table.comment('Tokens that requesters lend, until their task was launched');
    table
      .uuid('task_id')
      .primary()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table.text('sealed').notNullable().comment('The token, encrypted');
  });

  await knex.schema.createTable('task_timeline', table => {
    table.comment('The story of a task, written with each change');
    table.bigIncrements('id').comment('Order');
    table
      .uuid('task_id')
      .notNullable()
      .references('agent_tasks.id')
      .onDelete('CASCADE')
      .comment('Task');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When');
    table
      .string('kind')
      .notNullable()
      .comment('See openapi.yaml, TimelineEntry');
    table.string('actor').notNullable().comment('Who');
    table.jsonb('data').notNullable().comment('Evidence');
    table.index(['task_id', 'id'], 'task_timeline_task_idx');
  });

  await knex.schema.createTable('audit_events', table => {
    table.comment('Who did what, written before its effect');
    table.bigIncrements('id').comment('Order');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('When');
    table.string('action').notNullable().comment('What, e.g. task.submit');
    table.string('actor').notNullable().comment('User or service');
    table.string('result').notNullable().comment('allowed or refused');
    table.uuid('task_id').comment('Task, where there is one');
    table.string('entity_ref').comment('Entity');
    table.string('repository').comment('host/owner/name');
    table.string('template_digest').comment('Digest of the template version');
    table.string('ticket').comment('Change ticket');
    table.string('identity_id').comment('Identity');
    table.jsonb('details').notNullable().comment('Decision, before and after');
    table.index(['task_id', 'id'], 'audit_events_task_idx');
    table.index(['at'], 'audit_events_at_idx');
  });

  await knex.schema.createTable('outbox', table => {
    table.comment('Committed facts that are to be told; deleted once told');
    table.bigIncrements('id').comment('Order');
    table
      .string('kind')
      .notNullable()
      .comment('What is told, e.g. task-changed');
    table.uuid('task_id').comment('Task');
    table.string('entity_ref').comment('Entity');
    table.jsonb('payload').notNullable().comment('Ids and facts, no secrets');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'))
      .comment('Committed');
  });

  await knex.schema.createTable('identity_states', table => {
    table.comment('What all replicas know of an identity');
    table.string('identity_id').primary().comment('Id in configuration');
    table.string('login').comment("The token's user");
    table.bigInteger('user_id').comment("The token's user");
    table
      .timestamp('paused_until', { useTz: true })
      .comment('No request before');
    table.string('pause_reason').comment('Why it is paused');
    table
      .integer('failures_in_row')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Requests that GitHub left without an answer; pauses grow with it',
      );
    table
      .boolean('quarantined')
      .notNullable()
      .defaultTo(false)
      .comment('Token was rejected');
    table
      .string('token_digest')
      .comment('sha256: of the token that was quarantined');
    table.string('quarantine_code').comment('Why, see quarantines.ts');
    table
      .timestamp('quarantined_at', { useTz: true })
      .comment('Since when it is in quarantine');
    table
      .timestamp('token_expires_at', { useTz: true })
      .comment('End of the token, of the refresh token where there is one');
    table
      .timestamp('expiry_warned_for', { useTz: true })
      .comment('End that administrators were warned of');
    table
      .integer('expiry_warned_days')
      .comment('Latest warning: 14, 7 or 1 days ahead');
    table.integer('rate_limit').comment('Primary limit, requests an hour');
    table.integer('rate_remaining').comment('Primary limit, as last heard');
    table.timestamp('rate_reset_at', { useTz: true }).comment('Primary limit');
    table
      .timestamp('points_minute', { useTz: true })
      .comment('Minute that points_now counts');
    table
      .integer('points_now')
      .notNullable()
      .defaultTo(0)
      .comment('Points of the secondary limit used in that minute');
    table
      .integer('points_before')
      .notNullable()
      .defaultTo(0)
      .comment('Points used in the minute before it');
    table.text('last_error').comment('Latest error');
    table.timestamp('last_error_at', { useTz: true }).comment('Latest error');
    table.timestamp('last_used_at', { useTz: true }).comment('Latest answer');
    table.uuid('sweep_lease_id').comment('Replica that sweeps');
    table
      .timestamp('sweep_lease_until', { useTz: true })
      .comment('End of its lease');
    table
      .timestamp('sweep_due_at', { useTz: true })
      .comment('Next sweep of settled and waiting tasks');
    table
      .timestamp('full_sweep_due_at', { useTz: true })
      .comment('Next sweep over all states');
    table
      .timestamp('watermark', { useTz: true })
      .comment('Everything updated before is committed');
    table
      .timestamp('full_watermark', { useTz: true })
      .comment('The same, over all states');
    table
      .timestamp('swept_at', { useTz: true })
      .comment('Latest complete sweep');
    table.string('etag').comment("Of the sweep's first page");
  });

  await knex.schema.createTable('identity_tokens', table => {
    table.comment('User tokens of GitHub Apps, which are refreshed');
    table.string('identity_id').primary().comment('Id in configuration');
    table
      .string('seed_digest')
      .notNullable()
      .comment('sha256: of the configured refresh token it all began with');
    table
      .jsonb('used_seeds')
      .notNullable()
      .comment('Digests of all that were begun with, newest last');
    table
      .text('sealed')
      .notNullable()
      .comment('Access and refresh token, encrypted together');
    table
      .timestamp('access_expires_at', { useTz: true })
      .comment('End of the access token');
    table
      .timestamp('refresh_expires_at', { useTz: true })
      .comment('End of the refresh token, once GitHub has named it');
    table
      .integer('generation')
      .notNullable()
      .defaultTo(0)
      .comment('Grows with every pair; what a refresh is conditional on');
    table
      .timestamp('refresh_started_at', { useTz: true })
      .comment('A refresh was sent, and its answer is not stored');
    table
      .timestamp('refresh_lease_until', { useTz: true })
      .comment('A replica refreshes until then');
    table
      .timestamp('refresh_due_at', { useTz: true })
      .comment('Not tried again before');
    table
      .integer('refresh_failures')
      .notNullable()
      .defaultTo(0)
      .comment('In a row; waits grow with it');
    table
      .timestamp('refreshed_at', { useTz: true })
      .comment('Latest refresh that succeeded');
    table
      .timestamp('rejected_at', { useTz: true })
      .comment('Latest refresh because GitHub rejected the access token');
  });

  await knex.schema.createTable('launch_ledger', table => {
    table.comment(
      'Launches within the windows of GitHub, one budget for all replicas',
    );
    table.bigIncrements('id').comment('Order');
    table.string('identity_id').notNullable().comment('Identity');
    table.uuid('task_id').notNullable().comment('Task');
    table
      .text('fairness_key')
      .notNullable()
      .comment('Whose turn it was, see agent_tasks');
    table
      .boolean('interactive')
      .notNullable()
      .comment('Somebody waited for it; one in ten places is for the rest');
    table.timestamp('at', { useTz: true }).notNullable().comment('Admitted');
    table
      .timestamp('sent_at', { useTz: true })
      .comment('The POST left; its place in the window counts from here');
    table.index(['identity_id', 'sent_at'], 'launch_ledger_sent_idx');
    table.index(['task_id'], 'launch_ledger_task_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'launch_ledger',
    'identity_tokens',
    'identity_states',
    'outbox',
    'audit_events',
    'task_timeline',
    'requester_tokens',
    'pull_requests',
    'agent_task_attempts',
    'agent_tasks',
    'template_versions',
  ]) {
    await knex.schema.dropTable(table);
  }
};
