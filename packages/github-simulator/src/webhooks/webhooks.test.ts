import { verify } from '@octokit/webhooks-methods';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { GitHubSimulator } from '../GitHubSimulator';
import { startSimulator, TOKENS } from '../__testUtils__/startSimulator';

jest.setTimeout(60_000);

describe('webhooks', () => {
  let receiver: Server;
  let simulator: GitHubSimulator;
  let octokit: Awaited<ReturnType<typeof startSimulator>>['octokit'];
  const received: { name: string; signature: string; body: string }[] = [];

  beforeAll(async () => {
    receiver = createServer((req, res) => {
      let body = '';
      req.on('data', chunk => {
        body += chunk;
      });
      req.on('end', () => {
        received.push({
          name: String(req.headers['x-github-event']),
          signature: String(req.headers['x-hub-signature-256']),
          body,
        });
        res.end();
      });
    });
    await new Promise<void>(done => {
      receiver.listen(0, '127.0.0.1', done);
    });
    const { port } = receiver.address() as AddressInfo;
    ({ simulator, octokit } = await startSimulator({
      agent: { jitter: 0 },
      webhook: { url: `http://127.0.0.1:${port}/hook`, secret: 'hush' },
    }));
  });
  afterAll(async () => {
    await simulator.stop();
    receiver.close();
  });

  it('tells, signed, what an agent and a reviewer do', async () => {
    await octokit().request('POST /agents/repos/{owner}/{repo}/tasks', {
      owner: 'acme',
      repo: 'shop',
      prompt: 'Do it',
      create_pull_request: true,
    });
    await simulator.clock.advance(600_000);
    await octokit(TOKENS.ada).rest.pulls.createReview({
      owner: 'acme',
      repo: 'shop',
      pull_number: 1,
      event: 'APPROVE',
    });
    await simulator.control.markPullReady('acme', 'shop', 1);
    await simulator.control.mergePull('acme', 'shop', 1, { login: 'ada' });
    await simulator.webhooks.settled();

    for (const { body, signature } of received) {
      expect(await verify('hush', body, signature)).toBe(true);
    }
    expect(await verify('loud', received[0].body, received[0].signature)).toBe(
      false,
    );
    const told = received
      .map(({ name, body }) => ({ name, ...JSON.parse(body) }))
      .filter(({ name }) => name !== 'repository');
    const names = told.map(({ name, action }) =>
      [name, action].join(' ').trim(),
    );
    for (const name of [
      'push',
      'pull_request opened',
      'pull_request synchronize',
      'pull_request review_requested',
      'pull_request_review submitted',
      'pull_request ready_for_review',
      'pull_request closed',
      'check_suite completed',
      'workflow_run completed',
    ]) {
      expect(names).toContain(name);
    }
    const finished = told.find(({ action }) => action === 'review_requested');
    expect(finished).toMatchObject({
      number: 1,
      pull_request: { draft: true, merged: false },
      requested_reviewer: { login: 'bot' },
      sender: { login: 'Copilot', id: 198982749 },
      organization: { login: 'acme' },
    });
    expect(told.find(({ action }) => action === 'closed')).toMatchObject({
      pull_request: { merged: true, merged_by: { login: 'ada' } },
    });
    expect(
      told.some(
        ({ workflow_run: run }) =>
          run?.event === 'dynamic' &&
          run.path === 'dynamic/copilot-swe-agent/copilot',
      ),
    ).toBe(true);
  });
});
