import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  checksOfStatus,
  decisionOfReview,
  mapPullRequestNode,
  mapRestPullRequest,
} from './mapPullRequest';
import { PULL_REQUESTS_QUERY } from './pullRequests';

// GitHub's own schema, as published; the package itself loads as ESM only
const schemaFile = join(
  dirname(
    require.resolve('@octokit/openapi-types/package.json', {
      paths: [__dirname],
    }),
  ),
  '../graphql-schema/schema.graphql',
);
const schema = buildSchema(readFileSync(schemaFile, 'utf8'), {
  assumeValid: true,
});

function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  return type && 'getValues' in type
    ? type.getValues().map(value => value.name)
    : [];
}

const node = {
  id: 'PR_7',
  number: 12,
  url: 'https://github.com/acme/shop/pull/12',
  title: 'First commit',
  state: 'OPEN',
  isDraft: false,
  headRefName: 'copilot/first',
  updatedAt: '2026-03-01T12:00:00Z',
  additions: 3,
  deletions: 1,
  changedFiles: 2,
  headRefOid: 'c0ffee',
  mergeable: 'UNKNOWN',
};

describe('the query of pull requests', () => {
  it("is valid in GitHub's schema", () => {
    expect(validate(schema, parse(PULL_REQUESTS_QUERY))).toEqual([]);
    const wrong = PULL_REQUESTS_QUERY.replace('isDraft', 'isDraught');
    expect(validate(schema, parse(wrong))).toHaveLength(1);
  });

  it('reads every value that the schema has', () => {
    expect(valuesOf('StatusState').sort()).toEqual(
      Object.keys(checksOfStatus).sort(),
    );
    expect(valuesOf('PullRequestReviewDecision').sort()).toEqual(
      Object.keys(decisionOfReview).sort(),
    );
  });

  it.each([
    ['OPEN', false, 'open'],
    ['OPEN', true, 'draft'],
    ['CLOSED', true, 'closed'],
    ['MERGED', false, 'merged'],
  ])('%s, draft %s, is %s', (state, isDraft, expected) => {
    expect(mapPullRequestNode({ ...node, state, isDraft }).state).toBe(
      expected,
    );
  });

  it('reads who is asked for a review and who has given one', () => {
    expect(
      mapPullRequestNode({
        ...node,
        mergeable: 'CONFLICTING',
        headRef: {
          target: {
            checkSuites: {
              nodes: [
                { conclusion: 'SUCCESS' },
                { conclusion: 'ACTION_REQUIRED' },
              ],
            },
          },
        },
        reviewRequests: {
          nodes: [
            { requestedReviewer: { login: 'grace' } },
            { requestedReviewer: { combinedSlug: 'acme/web' } },
            // an account that was deleted
            { requestedReviewer: null },
            null,
          ],
        },
        latestReviews: {
          nodes: [
            {
              author: { login: 'ada' },
              state: 'CHANGES_REQUESTED',
              commit: { oid: 'f00d' },
            },
            { author: { login: 'bob' }, state: 'PENDING' },
            { author: null, state: 'APPROVED' },
          ],
        },
      }).details,
    ).toMatchObject({
      mergeable: 'conflicting',
      workflowsWaiting: true,
      headSha: 'c0ffee',
      requestedReviewers: ['acme/web', 'grace'],
      reviews: [{ login: 'ada', state: 'changes-requested', commit: 'f00d' }],
    });
  });

  it('reads checks and reviews, and their absence', () => {
    expect(mapPullRequestNode(node).details).toMatchObject({
      checks: 'none',
      reviewDecision: 'none',
    });
    expect(
      mapPullRequestNode({
        ...node,
        statusCheckRollup: { state: 'ERROR' },
        reviewDecision: 'CHANGES_REQUESTED',
      }).details,
    ).toMatchObject({ checks: 'failure', reviewDecision: 'changes-requested' });
  });
});

describe('a pull request over REST', () => {
  it('names a merge commit only once it is merged', () => {
    const pull = {
      id: 7,
      node_id: 'PR_7',
      number: 12,
      html_url: node.url,
      title: node.title,
      state: 'closed',
      draft: false,
      head: { ref: 'copilot/first' },
      updated_at: node.updatedAt,
      merged_at: null,
      merge_commit_sha: 'trial',
    } as unknown as Parameters<typeof mapRestPullRequest>[0];
    expect(mapRestPullRequest(pull)).toMatchObject({
      databaseId: '7',
      globalId: 'PR_7',
      state: 'closed',
    });
    expect(mapRestPullRequest(pull)).not.toHaveProperty('mergeCommit');
    expect(
      mapRestPullRequest({ ...pull, merged_at: node.updatedAt }),
    ).toMatchObject({ state: 'merged', mergeCommit: 'trial' });
  });
});
