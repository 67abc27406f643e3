import type { components } from '@octokit/openapi-types';
import { isoTime } from '../../clock';
import { CommitInfo } from '../../git/parseGit';
import { CommitStatus, WorkflowRun } from '../../state/types';
import { World } from '../../state/World';
import { presentAccount } from './presentAccount';
import { presentMinimalRepository } from './presentRepository';
import { Urls } from './Urls';

type Schemas = components['schemas'];

function addresses(world: World, urls: Urls, run: WorkflowRun) {
  const fullName = world.fullName(world.repository(run.repositoryId));
  return {
    api: `${urls.api}/repos/${fullName}`,
    web: `${urls.web}/${fullName}`,
  };
}

function conclusion(run: WorkflowRun) {
  return run.status === 'completed' ? run.conclusion ?? null : null;
}

export function presentCheckRun(
  world: World,
  urls: Urls,
  run: WorkflowRun,
): Schemas['check-run'] {
  const { api, web } = addresses(world, urls, run);
  const url = `${api}/check-runs/${run.checkId}`;
  return {
    id: run.checkId,
    node_id: run.checkNodeId,
    name: run.name,
    head_sha: run.sha,
    external_id: '',
    url,
    html_url: `${web}/actions/runs/${run.id}`,
    details_url: `${web}/actions/runs/${run.id}`,
    status: run.status,
    conclusion: conclusion(run),
    started_at: isoTime(run.createdAt),
    completed_at: run.status === 'completed' ? isoTime(run.updatedAt) : null,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: null,
    pull_requests: [],
  };
}

export function presentSimpleCommit(
  commit: CommitInfo,
): Schemas['simple-commit'] {
  const { author, committer } = commit;
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: isoTime(committer.at),
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

export function presentCheckSuite(
  world: World,
  urls: Urls,
  run: WorkflowRun,
  commit: CommitInfo,
): Schemas['check-suite'] {
  const { api } = addresses(world, urls, run);
  const url = `${api}/check-suites/${run.suiteId}`;
  return {
    id: run.suiteId,
    node_id: run.suiteNodeId,
    head_branch: run.branch,
    head_sha: run.sha,
    status: run.status,
    conclusion: conclusion(run),
    url,
    before: commit.parents[0] ?? null,
    after: run.sha,
    pull_requests: [],
    app: null,
    repository: presentMinimalRepository(
      world,
      urls,
      world.repository(run.repositoryId),
    ),
    created_at: isoTime(run.createdAt),
    updated_at: isoTime(run.updatedAt),
    head_commit: presentSimpleCommit(commit),
    latest_check_runs_count: 1,
    check_runs_url: `${url}/check-runs`,
  };
}

export function presentWorkflowRun(
  world: World,
  urls: Urls,
  run: WorkflowRun,
  commit: CommitInfo,
): Schemas['workflow-run'] {
  const { api, web } = addresses(world, urls, run);
  const url = `${api}/actions/runs/${run.id}`;
  const repository = presentMinimalRepository(
    world,
    urls,
    world.repository(run.repositoryId),
  );
  const actor = presentAccount(urls, world.account(run.actorId));
  return {
    id: run.id,
    node_id: run.nodeId,
    name: run.name,
    path: run.path,
    head_branch: run.branch,
    head_sha: run.sha,
    run_number: run.runNumber,
    run_attempt: 1,
    event: run.event,
    display_title: run.name,
    status: run.status,
    conclusion: conclusion(run),
    workflow_id: run.runNumber,
    check_suite_id: run.suiteId,
    check_suite_node_id: run.suiteNodeId,
    pull_requests: [],
    created_at: isoTime(run.createdAt),
    updated_at: isoTime(run.updatedAt),
    run_started_at: isoTime(run.createdAt),
    actor,
    triggering_actor: actor,
    url,
    html_url: `${web}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.suiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${api}/actions/workflows/${run.runNumber}`,
    head_commit: presentSimpleCommit(commit),
    repository,
    head_repository: repository,
  };
}

export function presentStatus(
  urls: Urls,
  fullName: string,
  status: CommitStatus,
): Schemas['simple-commit-status'] {
  return {
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    context: status.context,
    description: status.description ?? null,
    target_url: status.targetUrl ?? null,
    avatar_url: `${urls.web}/_avatars/${status.creatorId}`,
    url: `${urls.api}/repos/${fullName}/statuses/${status.sha}`,
    created_at: isoTime(status.createdAt),
    updated_at: isoTime(status.updatedAt),
  };
}
