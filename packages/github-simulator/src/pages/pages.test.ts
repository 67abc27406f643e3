import { GitHubSimulator } from '../GitHubSimulator';
import { startSimulator } from '../__testUtils__/startSimulator';

jest.setTimeout(60_000);

describe('the pages', () => {
  let simulator: GitHubSimulator;
  let octokit: Awaited<ReturnType<typeof startSimulator>>['octokit'];

  beforeAll(async () => {
    ({ simulator, octokit } = await startSimulator({ agent: { jitter: 0 } }));
  });
  afterAll(() => simulator.stop());

  const read = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  };
  const press = (path: string, form: Record<string, string> = {}) =>
    fetch(`${simulator.url}/_pages/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { origin: simulator.url },
      redirect: 'manual',
    });

  it('let a person play GitHub, from the question to the merge', async () => {
    const { data: task } = await octokit().request(
      'POST /agents/repos/{owner}/{repo}/tasks',
      {
        owner: 'acme',
        repo: 'shop',
        prompt: 'Fix <b>it</b>\n<script>alert(1)</script>',
        create_pull_request: true,
      },
    );
    await simulator.clock.advance(25_000);
    const taskUrl = task.html_url ?? '';
    await press(`tasks/${task.id}/wait-for-user`);
    const waiting = await read(taskUrl);
    expect(waiting.text).toContain('Waiting for an answer');
    expect(waiting.text).toContain('Answer the agent');
    expect(waiting.text).not.toContain('<script>');
    const answered = await press(`tasks/${task.id}/answer`);
    expect(answered.status).toBe(303);
    expect(answered.headers.get('location')).toBe(new URL(taskUrl).pathname);
    await press(`tasks/${task.id}/complete`);
    expect((await read(taskUrl)).text).toContain('Completed');

    await simulator.clock.advance(0);
    const { data: pulls } = await octokit().rest.pulls.list({
      owner: 'acme',
      repo: 'shop',
    });
    const pull = pulls[0];
    const page = await read(pull.html_url);
    expect(page.text).toContain('Waiting for approval');
    expect(page.text).not.toContain('<script>');
    const to = (action: string) => `pulls/acme/shop/${pull.number}/${action}`;
    const early = await press(to('merge'));
    expect(early.status).toBe(405);
    expect(await early.text()).toContain('Pull Request is still a draft');
    await press(to('workflows'));
    await press(to('ready'));
    await press(to('approve'), { login: 'ada' });
    expect((await press(to('merge'))).status).toBe(303);
    const merged = await read(pull.html_url);
    expect(merged.text).toContain('Merged');
    expect(merged.text).toContain('Approved');
  });

  it('are there for every html_url, and nowhere else', async () => {
    const base = `${simulator.url}/acme/shop`;
    const { data: branch } = await octokit().rest.repos.getBranch({
      owner: 'acme',
      repo: 'shop',
      branch: 'main',
    });
    for (const url of [
      simulator.url,
      `${simulator.url}/acme`,
      base,
      `${base}/pulls`,
      `${base}/tasks`,
      `${base}/tree/main/src`,
      `${base}/blob/main/src/main.txt`,
      branch.commit.html_url,
      `${simulator.url}/acme/empty`,
      `${simulator.url}/_avatars/198982749`,
    ]) {
      expect([url, (await read(url)).status]).toEqual([url, 200]);
    }
    for (const path of [
      '/no/body',
      '/acme/shop/pull/99',
      '/acme/shop/blob/main/x',
    ]) {
      expect((await read(`${simulator.url}${path}`)).status).toBe(404);
    }
  });

  it('take no orders from another origin', async () => {
    const response = await fetch(
      `${simulator.url}/_pages/pulls/acme/shop/1/close`,
      {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
      },
    );
    expect(response.status).toBe(403);
  });
});
