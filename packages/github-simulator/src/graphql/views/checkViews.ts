import type { GraphQLResolveInfo } from 'graphql';
import { Repository, WorkflowRun } from '../../state/types';
import { connection, ConnectionArgs } from '../connection';
import { rollup } from '../rollup';
import { time, View } from './View';
import type { Views } from './Views';

/** A run as a suite of one check. */
export function checkSuiteView(views: Views, run: WorkflowRun): View {
  return {
    __typename: 'CheckSuite',
    id: run.suiteNodeId,
    databaseId: run.suiteId,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    createdAt: time(run.createdAt),
    updatedAt: time(run.updatedAt),
    url: runUrl(views, run),
    checkRuns: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection([run], args, info, views.checkRun),
  };
}

/** A run as its one check. */
export function checkRunView(views: Views, run: WorkflowRun): View {
  return {
    __typename: 'CheckRun',
    id: run.checkNodeId,
    databaseId: run.checkId,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: time(run.createdAt),
    completedAt: run.status === 'completed' ? time(run.updatedAt) : null,
    detailsUrl: runUrl(views, run),
    url: runUrl(views, run),
    permalink: runUrl(views, run),
    isRequired: false,
    title: null,
    summary: null,
    checkSuite: () => views.checkSuite(run),
  };
}

/** Checks and statuses of a commit, together; null where there are none. */
export function rollupView(
  views: Views,
  repository: Repository,
  sha: string,
): View | null {
  const runs = views.world.runsOf(repository.id, sha);
  const statuses = views.world.statusesOf(repository.id, sha);
  const state = rollup(runs, statuses);
  if (!state) return null;
  return {
    __typename: 'StatusCheckRollup',
    id: Buffer.from(`SCR:${repository.id}:${sha}`).toString('base64url'),
    state,
    contexts: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection(
        [
          ...runs.map(run => views.checkRun(run)),
          ...statuses.map(status => ({
            __typename: 'StatusContext',
            id: status.nodeId,
            context: status.context,
            state: status.state.toUpperCase(),
            description: status.description ?? null,
            targetUrl: status.targetUrl ?? null,
            createdAt: time(status.createdAt),
            isRequired: false,
          })),
        ],
        args,
        info,
        view => view,
        { checkRunCount: runs.length, statusContextCount: statuses.length },
      ),
  };
}

function runUrl(views: Views, run: WorkflowRun): string {
  const fullName = views.world.fullName(
    views.world.repository(run.repositoryId),
  );
  return `${views.urls.web}/${fullName}/actions/runs/${run.id}`;
}
