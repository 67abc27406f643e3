/**
 * Looks at the simulated GitHub from outside the portal, so that a journey can
 * tell what really happened from what a page says.
 */
export class GitHubSide {
  constructor(private readonly url: string) {}

  /** Of all repositories. */
  async tasks(): Promise<{ id: string; prompt: string; state: string }[]> {
    return await this.#control('tasks');
  }

  async tasksOf(
    owner: string,
    repository: string,
  ): Promise<{ id: string; prompt: string }[]> {
    return await this.#control(
      `tasks?repository=${encodeURIComponent(`${owner}/${repository}`)}`,
    );
  }

  async fileOf(owner: string, repository: string, path: string) {
    const response = await this.#api(
      `repos/${owner}/${repository}/contents/${path}`,
      'application/vnd.github.raw',
    );
    return await response.text();
  }

  async branchesOf(owner: string, repository: string): Promise<string[]> {
    const response = await this.#api(`repos/${owner}/${repository}/branches`);
    const branches: { name: string }[] = await response.json();
    return branches.map(({ name }) => name);
  }

  /** A pull request as its reviewers see it; the agent asks its starter itself. */
  async pullOf(owner: string, repository: string, number: number) {
    const path = `repos/${owner}/${repository}`;
    const [pull, comments] = await Promise.all(
      [`pulls/${number}`, `issues/${number}/comments`].map(async rest =>
        (await this.#api(`${path}/${rest}`)).json(),
      ),
    );
    return {
      draft: pull.draft as boolean,
      labels: pull.labels.map(({ name }: { name: string }) => name),
      reviewers: pull.requested_reviewers
        .map(({ login }: { login: string }) => login)
        .filter((login: string) => login !== 'agent-bot'),
      comments: comments.map(({ body }: { body: string }) => body),
    };
  }

  pullUrl(owner: string, repository: string, number: number): string {
    return `${this.url}/${owner}/${repository}/pull/${number}`;
  }

  /** Has the agent of a task finish now. */
  async finish(taskId: string): Promise<void> {
    const task = await this.#control(`tasks/${taskId}`);
    if (!['completed', 'failed'].includes(task.state)) {
      await this.#post(`tasks/${taskId}/complete`);
    }
  }

  /** Has the agent of a task stop, where it is at work. */
  async cancel(taskId: string): Promise<void> {
    const task = await this.#control(`tasks/${taskId}`);
    if (!['completed', 'failed', 'cancelled'].includes(task.state)) {
      await this.#post(`tasks/${taskId}/cancel`);
    }
  }

  /** Marks the pull request of a task ready and merges it, as an owner may. */
  async mergePullOf(
    owner: string,
    repository: string,
    taskId: string,
  ): Promise<void> {
    const pull = await this.#pullOfTask(owner, repository, taskId);
    const path = `pulls/${owner}/${repository}/${pull.number}`;
    if (pull.draft) {
      await this.#post(`${path}/ready`);
    }
    await this.#post(`${path}/merge`, { force: true });
  }

  async stateOfPullOf(
    owner: string,
    repository: string,
    taskId: string,
  ): Promise<string> {
    return (await this.#pullOfTask(owner, repository, taskId)).state;
  }

  async #pullOfTask(
    owner: string,
    repository: string,
    taskId: string,
  ): Promise<{ number: number; draft: boolean; state: string }> {
    const { pullNumber } = await this.#control(`tasks/${taskId}`);
    const response = await this.#api(
      `repos/${owner}/${repository}/pulls/${pullNumber}`,
    );
    return await response.json();
  }

  async #post(path: string, body: object = {}): Promise<void> {
    const response = await fetch(`${this.url}/_control/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path} answered ${await response.text()}`);
    }
  }

  async #control(path: string) {
    return await (await this.#get(`${this.url}/_control/${path}`)).json();
  }

  async #api(path: string, accept = 'application/json') {
    return await this.#get(`${this.url}/api/v3/${path}`, {
      accept,
      authorization: 'token ghp_demoAiko0000000000000000000000000000',
    });
  }

  async #get(url: string, headers: Record<string, string> = {}) {
    const response = await fetch(url, { headers });
    if (!response.ok) {
      throw new Error(`${url} answered ${response.status}`);
    }
    return response;
  }
}
