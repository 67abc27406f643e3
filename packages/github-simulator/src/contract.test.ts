import { GitHubSimulator } from './GitHubSimulator';
import { Contract } from './__testUtils__/Contract';
import { startSimulator, TOKENS } from './__testUtils__/startSimulator';

const SHOP = { owner: 'acme', repo: 'shop' };

jest.setTimeout(60_000);

describe('the contract with GitHub', () => {
  let simulator: GitHubSimulator;
  let contract: Contract;
  let octokit: Awaited<ReturnType<typeof startSimulator>>['octokit'];

  beforeAll(async () => {
    ({ simulator, contract, octokit } = await startSimulator({
      agent: { jitter: 0 },
    }));
  });
  afterAll(() => simulator.stop());

  it('is that of the version the types were generated from', () => {
    const types = jest.requireActual('@octokit/openapi-types/package.json');
    expect(contract.file.version).toBe(types.octokit['openapi-version']);
  });

  it('notices an answer that does not keep it', () => {
    const strict = new Contract();
    const operation = 'agent-tasks/list-tasks';
    const task = {
      id: 'x',
      state: 'queued',
      created_at: '2026-01-01T00:00:00Z',
    };
    strict.check({ operation, status: 200, body: { tasks: [task] } });
    expect(strict.violations).toEqual([]);
    for (const wrong of [
      { ...task, state: 'asleep' },
      { ...task, id: undefined },
      { ...task, created_at: 'yesterday' },
      { ...task, artifacts: [{ provider: 'github', type: 'pull' }] },
    ]) {
      strict.check({ operation, status: 200, body: { tasks: [wrong] } });
    }
    strict.check({ operation, status: 204, body: undefined });
    strict.check({ operation: 'repos/delete', status: 204, body: {} });
    expect(strict.violations).toHaveLength(6);
  });

  it('is kept by every operation', async () => {
    const ada = octokit(TOKENS.ada);
    const { rest } = ada;
    await rest.meta.root().catch(() => {});
    await rest.rateLimit.get();
    await rest.users.getAuthenticated();
    const { data: carl } = await rest.users.getByUsername({ username: 'carl' });
    const { data: same } = await rest.users.getById({ account_id: carl.id });
    expect(same.login).toBe('carl');
    await rest.orgs.listForAuthenticatedUser();
    await rest.orgs.get({ org: 'acme' });
    await rest.orgs.listMembers({ org: 'acme' });
    const team = { org: 'acme', team_slug: 'platform' };
    await rest.teams.list({ org: 'acme' });
    await rest.teams.getByName(team);
    await rest.teams.listMembersInOrg(team);
    await rest.teams.listReposInOrg(team);

    await rest.repos.createForAuthenticatedUser({ name: 'own' });
    const { data: created } = await rest.repos.createInOrg({
      org: 'acme',
      name: 'fresh',
      auto_init: true,
      private: true,
    });
    const fresh = { owner: 'acme', repo: created.name };
    await rest.teams.addOrUpdateRepoPermissionsInOrg({
      ...team,
      ...fresh,
      permission: 'maintain',
    });
    await rest.repos.update({
      ...fresh,
      description: 'Fresh',
      has_wiki: false,
    });
    await rest.repos.replaceAllTopics({ ...fresh, names: ['java'] });
    await rest.repos.getAllTopics(fresh);
    await rest.repos.listForOrg({ org: 'acme' });
    await rest.repos.listForAuthenticatedUser();
    await rest.repos.addCollaborator({ ...fresh, username: 'outsider' });
    await rest.repos.checkCollaborator({ ...fresh, username: 'outsider' });
    await rest.repos.getCollaboratorPermissionLevel({
      ...fresh,
      username: 'outsider',
    });
    await rest.actions.getRepoPublicKey(fresh);
    const secret = {
      ...fresh,
      secret_name: 'KEY',
      encrypted_value: 'eA==',
      key_id: '1',
    };
    await rest.actions.createOrUpdateRepoSecret(secret);
    await rest.actions.createOrUpdateRepoSecret(secret);
    await rest.actions.createRepoVariable({ ...fresh, name: 'A', value: 'b' });
    await rest.actions.listRepoVariables(fresh);
    await rest.activity.setRepoSubscription({ ...fresh, subscribed: true });
    const hook = { url: 'http://127.0.0.1:9/', secret: 'x' };
    await rest.repos.createWebhook({ ...fresh, config: hook, active: false });
    await rest.repos.listWebhooks(fresh);

    await rest.repos.getContent({ ...fresh, path: '' });
    const { data: file } = await rest.repos.createOrUpdateFileContents({
      ...fresh,
      path: 'a/b.txt',
      message: 'Add',
      content: Buffer.from('one').toString('base64'),
    });
    await rest.repos.createOrUpdateFileContents({
      ...fresh,
      path: 'a/b.txt',
      message: 'Change',
      sha: file.content?.sha,
      content: Buffer.from('two').toString('base64'),
    });
    const { data: content } = await rest.repos.getContent({
      ...fresh,
      path: 'a/b.txt',
    });
    if (Array.isArray(content) || content.type !== 'file') {
      throw new Error('a/b.txt is no file');
    }
    expect(Buffer.from(content.content, 'base64').toString()).toBe('two');
    await rest.git.getBlob({ ...fresh, file_sha: content.sha });
    await rest.repos.listBranches(fresh);
    await rest.repos.getBranch({ ...fresh, branch: 'main' });
    const { data: commits } = await rest.repos.listCommits(fresh);
    const { sha } = commits[0];
    await rest.repos.getCommit({ ...fresh, ref: 'main' });
    await rest.git.getCommit({ ...fresh, commit_sha: sha });
    await rest.git.getTree({ ...fresh, tree_sha: sha, recursive: '1' });
    await rest.git.createRef({ ...fresh, ref: 'refs/heads/two', sha });
    await rest.git.getRef({ ...fresh, ref: 'heads/two' });
    await rest.git.updateRef({ ...fresh, ref: 'heads/two', sha });
    await rest.repos.deleteFile({
      ...fresh,
      path: 'a/b.txt',
      message: 'Remove',
      sha: content.sha,
      branch: 'two',
    });
    await rest.git.deleteRef({ ...fresh, ref: 'heads/two' });
    await rest.repos.updateBranchProtection({
      ...fresh,
      branch: 'main',
      enforce_admins: true,
      restrictions: null,
      required_status_checks: { strict: true, contexts: ['CI'] },
      required_pull_request_reviews: { required_approving_review_count: 0 },
    });
    await rest.repos.getBranchProtection({ ...fresh, branch: 'main' });
    await rest.repos.createCommitSignatureProtection({
      ...fresh,
      branch: 'main',
    });

    const { data: task } = await ada.request(
      'POST /agents/repos/{owner}/{repo}/tasks',
      { ...SHOP, prompt: 'Do it', create_pull_request: true },
    );
    await simulator.clock.advance(600_000);
    const one = { task_id: task.id };
    await ada.request('GET /agents/tasks');
    await ada.request('GET /agents/tasks/{task_id}', one);
    await ada.request('GET /agents/repos/{owner}/{repo}/tasks', SHOP);
    await ada.request('GET /agents/repos/{owner}/{repo}/tasks/{task_id}', {
      ...SHOP,
      ...one,
    });
    await ada.request(
      'GET /repos/{owner}/{repo}/copilot/cloud-agent/configuration',
      SHOP,
    );

    const { data: pulls } = await rest.pulls.list(SHOP);
    const pull = { ...SHOP, pull_number: pulls[0].number };
    const issue = { ...SHOP, issue_number: pulls[0].number };
    const ref = pulls[0].head.sha;
    await rest.pulls.get(pull);
    await rest.pulls.update({ ...pull, title: 'Another title' });
    await rest.pulls.listCommits(pull);
    await rest.pulls.listFiles(pull);
    await rest.pulls.requestReviewers({
      ...pull,
      reviewers: ['carl'],
      team_reviewers: ['platform'],
    });
    await rest.pulls.listRequestedReviewers(pull);
    await rest.pulls.removeRequestedReviewers({ ...pull, reviewers: ['carl'] });
    await rest.pulls.createReview({ ...pull, event: 'COMMENT', body: 'Hm' });
    await rest.pulls.listReviews(pull);
    await rest.issues.get(issue);
    await rest.issues.create({ ...SHOP, title: 'Broken', labels: ['bug'] });
    await rest.issues.listForRepo(SHOP);
    await rest.issues.createLabel({ ...SHOP, name: 'agent', color: '00ff00' });
    await rest.issues.listLabelsForRepo(SHOP);
    await rest.issues.addLabels({ ...issue, labels: ['agent', 'new'] });
    await rest.issues.listLabelsOnIssue(issue);
    await rest.issues.removeLabel({ ...issue, name: 'new' });
    await rest.issues.createComment({ ...issue, body: 'Fine' });
    await rest.issues.listComments(issue);

    await rest.repos.createCommitStatus({
      ...SHOP,
      sha: ref,
      state: 'success',
    });
    await rest.repos.getCombinedStatusForRef({ ...SHOP, ref });
    await rest.checks.listForRef({ ...SHOP, ref });
    await rest.checks.listSuitesForRef({ ...SHOP, ref });
    const { data: runs } = await rest.actions.listWorkflowRunsForRepo(SHOP);
    const run = { ...SHOP, run_id: Number(runs.workflow_runs[0].id) };
    await rest.actions.getWorkflowRun(run);
    await expect(rest.actions.approveWorkflowRun(run)).rejects.toMatchObject({
      status: 403,
    });

    await simulator.control.markPullReady('acme', 'shop', pull.pull_number);
    await rest.pulls.merge(pull);
    await rest.pulls.checkIfMerged(pull);
    const { data: other } = await rest.git.getRef({
      ...fresh,
      ref: 'heads/main',
    });
    await rest.git.createRef({
      ...fresh,
      ref: 'refs/heads/three',
      sha: other.object.sha,
    });
    await rest.repos.createOrUpdateFileContents({
      ...fresh,
      branch: 'three',
      path: 'c.txt',
      message: 'Add',
      content: '',
    });
    const { data: three } = await rest.pulls.create({
      ...fresh,
      title: 'Three',
      head: 'three',
      base: 'main',
    });
    const { data: rebased } = await rest.pulls.merge({
      ...fresh,
      pull_number: three.number,
      merge_method: 'rebase',
    });
    const { data: last } = await rest.repos.getCommit({
      ...fresh,
      ref: rebased.sha,
    });
    expect(last.commit.message).toBe('Add');
    expect(last.parents.map(parent => parent.sha)).toEqual([other.object.sha]);
    await rest.repos.get(fresh);
    await rest.repos.delete(fresh);

    expect(contract.violations).toEqual([]);
    const streamed = [
      'repos/download-tarball-archive',
      'repos/download-zipball-archive',
    ];
    const refusedAlways = ['actions/approve-workflow-run'];
    const missing = Object.keys(contract.file.operations).filter(
      operation =>
        !contract.answered.has(operation) &&
        !streamed.includes(operation) &&
        !refusedAlways.includes(operation),
    );
    expect(missing).toEqual([]);
  });
});
