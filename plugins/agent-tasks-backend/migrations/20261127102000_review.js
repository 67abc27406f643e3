// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table.string('head_sha').comment('Latest commit of the branch');
    table
      .string('mergeable')
      .comment('mergeable, conflicting or unknown, once read');
    table
      .boolean('workflows_waiting')
      .notNullable()
      .defaultTo(false)
      .comment('Workflows wait for "Approve and run"');
    table
      .jsonb('requested_reviewers')
      .notNullable()
      .defaultTo('[]')
      .comment('Logins, and teams as organization/team, whose review is asked');
    table
      .jsonb('reviews')
      .notNullable()
      .defaultTo('[]')
      .comment('Latest review of each person: login, state and commit');
  });

  await knex.schema.createTable('pull_routes', table => {
    table.comment(
      'What the broker has done to bring a pull request into review, a row each',
    );
    table.uuid('task_id').notNullable().comment('Task');
    table.string('database_id').notNullable().comment("GitHub's database id");
    table.primary(['task_id', 'database_id']);
    table
      .foreign(['task_id', 'database_id'])
      .references(['task_id', 'database_id'])
      .inTable('pull_requests')
      .onDelete('CASCADE');
    table.uuid('lease_id').comment('Replica that is at it');
    table.timestamp('lease_until', { useTz: true }).comment('End of its lease');
    table
      .text('seen')
      .comment('Facts of the latest look; others make it due again');
    table
      .timestamp('due_at', { useTz: true })
      .comment('Next look where no fact changes');
    table
      .string('waits_for')
      .comment('checks, capacity, reviewer or permission');
    table.timestamp('labelled_at', { useTz: true }).comment('Labels were set');
    table
      .timestamp('comment_intent_at', { useTz: true })
      .comment('Committed before the comment is written');
    table
      .timestamp('commented_at', { useTz: true })
      .comment('Comment is there');
    table
      .timestamp('ready_intent_at', { useTz: true })
      .comment("Its place within the owner's limit is taken");
    table.timestamp('ready_at', { useTz: true }).comment('Was marked ready');
    table
      .jsonb('asked')
      .notNullable()
      .defaultTo('[]')
      .comment('Logins and teams that the broker has asked for a review');
    table
      .jsonb('asked_again')
      .notNullable()
      .defaultTo('{}')
      .comment('Login to the commit for which a review was asked for again');
    table
      .jsonb('refused')
      .notNullable()
      .defaultTo('[]')
      .comment('Logins and teams that GitHub does not take as reviewers');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('In a row; waits grow with it');
    table.text('last_error').comment('Latest error');
    table.index(['due_at'], 'pull_routes_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pull_routes');
  await knex.schema.alterTable('pull_requests', table => {
    table.dropColumn('head_sha');
    table.dropColumn('mergeable');
    table.dropColumn('workflows_waiting');
    table.dropColumn('requested_reviewers');
    table.dropColumn('reviews');
  });
};
