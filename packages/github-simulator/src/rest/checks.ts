import { nodeId } from '../state/nodeId';
import { GitHubError } from '../state/GitHubError';
import { CommitStatus, Repository, WorkflowRun } from '../state/types';
import { presentAccount } from './present/presentAccount';
import {
  presentCheckRun,
  presentCheckSuite,
  presentStatus,
  presentWorkflowRun,
} from './present/presentChecks';
import { presentMinimalRepository } from './present/presentRepository';
import { Call, RestDeps } from './Call';
import { resolveCommit } from './contents';
import { paginate } from './paging';
import { Route } from './route';

const STATES = ['error', 'failure', 'pending', 'success'] as const;

/** Commit statuses, check runs and suites, workflow runs. */
export function registerChecks(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;

  route(
    'repos/get-combined-status-for-ref',
    'get',
    '/repos/:owner/:repo/commits/:ref(*)/status',
    ['statuses', 'read'],
  )(async call => {
    const repository = call.repository();
    const sha = await resolveCommit(deps, repository, call.param('ref'));
    const fullName = world.fullName(repository);
    const latest = new Map<string, CommitStatus>();
    for (const status of world.statusesOf(repository.id, sha)) {
      latest.set(status.context, status);
    }
    const statuses = [...latest.values()];
    const has = (...states: string[]) =>
      statuses.some(({ state }) => states.includes(state));
    let state = 'pending';
    if (statuses.length) state = 'success';
    if (has('pending')) state = 'pending';
    if (has('error', 'failure')) state = 'failure';
    const api = `${urls.api}/repos/${fullName}/commits/${sha}`;
    return {
      status: 200,
      body: {
        state,
        statuses: statuses.map(one => presentStatus(urls, fullName, one)),
        sha,
        total_count: statuses.length,
        repository: presentMinimalRepository(world, urls, repository),
        commit_url: api,
        url: `${api}/status`,
      },
    };
  });

  route(
    'repos/create-commit-status',
    'post',
    '/repos/:owner/:repo/statuses/:sha',
    ['statuses', 'write'],
  )(async call => {
    const repository = call.repository('write');
    const sha = await resolveCommit(deps, repository, call.param('sha'));
    const text = call.text('state', { required: true });
    const state = STATES.find(known => known === text);
    if (!state) throw GitHubError.invalid({ field: 'state', code: 'invalid' });
    const id = world.nextId('other');
    const now = world.clock.now();
    const status: CommitStatus = {
      id,
      nodeId: nodeId('StatusContext', id),
      sha,
      context: call.text('context') ?? 'default',
      state,
      description: call.text('description'),
      targetUrl: call.text('target_url'),
      creatorId: call.actor().id,
      createdAt: now,
      updatedAt: now,
    };
    const key = `${repository.id}:${sha}`;
    world.statuses.set(key, [...world.statusesOf(repository.id, sha), status]);
    return {
      status: 201,
      body: {
        ...presentStatus(urls, world.fullName(repository), status),
        creator: presentAccount(urls, call.actor()),
      },
    };
  });

  route(
    'checks/list-for-ref',
    'get',
    '/repos/:owner/:repo/commits/:ref(*)/check-runs',
    ['checks', 'read'],
  )(async call => {
    const repository = call.repository();
    const sha = await resolveCommit(deps, repository, call.param('ref'));
    const runs = world.runsOf(repository.id, sha);
    const { page, headers } = paginate(call, urls.api, runs);
    return {
      status: 200,
      headers,
      body: {
        total_count: runs.length,
        check_runs: page.map(run => presentCheckRun(world, urls, run)),
      },
    };
  });

  route(
    'checks/list-suites-for-ref',
    'get',
    '/repos/:owner/:repo/commits/:ref(*)/check-suites',
    ['checks', 'read'],
  )(async call => {
    const repository = call.repository();
    const sha = await resolveCommit(deps, repository, call.param('ref'));
    const runs = world.runsOf(repository.id, sha);
    const { page, headers } = paginate(call, urls.api, runs);
    const commit = await commitOf(repository, sha);
    return {
      status: 200,
      headers,
      body: {
        total_count: runs.length,
        check_suites: page.map(run =>
          presentCheckSuite(world, urls, run, commit),
        ),
      },
    };
  });

  route(
    'actions/list-workflow-runs-for-repo',
    'get',
    '/repos/:owner/:repo/actions/runs',
    ['actions', 'read'],
  )(async call => {
    const repository = call.repository();
    const branch = call.query('branch');
    const status = call.query('status');
    const sha = call.query('head_sha');
    const runs = [...world.runs.values()]
      .filter(
        run =>
          run.repositoryId === repository.id &&
          (!branch || run.branch === branch) &&
          (!sha || run.sha === sha) &&
          (!status || run.status === status || run.conclusion === status),
      )
      .reverse();
    const { page, headers } = paginate(call, urls.api, runs);
    return {
      status: 200,
      headers,
      body: {
        total_count: runs.length,
        workflow_runs: await Promise.all(
          page.map(async run =>
            presentWorkflowRun(
              world,
              urls,
              run,
              await commitOf(repository, run.sha),
            ),
          ),
        ),
      },
    };
  });

  route(
    'actions/get-workflow-run',
    'get',
    '/repos/:owner/:repo/actions/runs/:run_id',
    ['actions', 'read'],
  )(async call => {
    const repository = call.repository();
    const run = find(call, repository);
    const commit = await commitOf(repository, run.sha);
    return {
      status: 200,
      body: presentWorkflowRun(world, urls, run, commit),
    };
  });

  route(
    'actions/approve-workflow-run',
    'post',
    '/repos/:owner/:repo/actions/runs/:run_id/approve',
    ['actions', 'write'],
  )(call => {
    find(call, call.repository('write'));
    // Seen at GitHub: runs that wait for "Approve and run" on an agent's
    // pull request can be approved on the page only.
    throw GitHubError.forbidden(
      'This run is not from a fork pull request and cannot be approved through the API.',
    );
  });

  route(
    'copilot/get-copilot-cloud-agent-configuration',
    'get',
    '/repos/:owner/:repo/copilot/cloud-agent/configuration',
    ['agent_tasks', 'read'],
  )(call => {
    const repository = call.repository();
    const {
      mcpServers,
      firewall = true,
      recommendedAllowlist = true,
      customAllowlist = [],
    } = repository.agentConfiguration;
    return {
      status: 200,
      body: {
        mcp_configuration: mcpServers ? { mcpServers } : null,
        enabled_tools: {
          codeql: true,
          copilot_code_review: true,
          secret_scanning: true,
          dependency_vulnerability_checks: true,
        },
        require_actions_workflow_approval: repository.requireWorkflowApproval,
        is_firewall_enabled: firewall,
        is_firewall_recommended_allowlist_enabled: recommendedAllowlist,
        custom_allowlist: customAllowlist,
        is_automations_enabled: true,
        require_write_access_for_automation_triggers: true,
      },
    };
  });

  function find(call: Call, repository: Repository): WorkflowRun {
    const run = world.runs.get(Number(call.param('run_id')));
    if (!run || run.repositoryId !== repository.id)
      throw GitHubError.notFound();
    return run;
  }

  async function commitOf(repository: Repository, sha: string) {
    const [commit] = await world.git.log(repository.id, sha, { limit: 1 });
    return commit;
  }
}
