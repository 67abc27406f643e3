import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  agentTaskResolvePermission,
  ResolveTaskResult,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { GitHubSimulator } from '@agent-tasks/github-simulator';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { gitHubIdentities, insertTask, startGitHub } from '../__testUtils__';
import { assertContract } from '../__testUtils__/assertContract';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { syncIdentityStates } from '../database/operations/identities/syncIdentityStates';
import type { TaskRow } from '../database/rows';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { createFindGitHubTask } from '../launcher/findGitHubTask';
import { withMarker } from '../launcher/marker';

jest.setTimeout(60_000);

const PATH = '/v1/tasks/resolve';

describe('POST /v1/tasks/resolve', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let github: GitHubSimulator;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    github = await startGitHub();
    const identities = gitHubIdentities(github.apiBaseUrl, 'a');
    const logger = mockServices.logger.mock();
    broker = await createTestBroker({
      knex,
      findGitHubTask: createFindGitHubTask({
        knex,
        identities,
        clients: GitHubClients.create({
          identities,
          recorder: new AnswerRecorder({ knex, logger }),
          logger,
        }),
      }),
    });
    await syncIdentityStates(knex, [{ id: 'a', tokenDigest: 'sha256:1' }]);
  });

  afterAll(async () => {
    await github.stop();
  });

  afterEach(async () => {
    delete broker.decisions[agentTaskResolvePermission.name];
    await knex('agent_tasks').delete();
    await knex('audit_events').delete();
  });

  const resolve = async (body: object) => {
    const response = await request(broker.app)
      .post(PATH)
      .set('authorization', mockCredentials.user.header('user:default/alice'))
      .send(body);
    assertContract({
      method: 'post',
      path: PATH,
      status: response.status,
      body: response.body,
    });
    return response;
  };

  const outcomes = (response: request.Response) =>
    response.body.items.map(({ resolved, reasons, task }: ResolveTaskResult) =>
      resolved ? task?.phase : reasons?.map(({ code }) => code).join(),
    );

  async function insertHeld(
    change: Partial<TaskRow> = {},
    marker: string = randomUUID(),
  ): Promise<TaskRow> {
    const task = await insertTask(knex, {
      launch_state: 'launch_unknown',
      phase: 'needs-attention',
      held: true,
      attempt_number: 1,
      identity_id: 'a',
      failure_class: 'outcome-unknown',
      owner_ref: 'group:default/team-a',
      ...change,
    });
    await knex('agent_task_attempts').insert({
      task_id: task.id,
      number: 1,
      marker,
      identity_id: 'a',
      outcome: 'unknown',
      intent_at: new Date(),
    });
    return task;
  }

  async function startOnGitHub(prompt: string, name = 'web'): Promise<string> {
    const answer = await fetch(
      `${github.apiBaseUrl}/agents/repos/acme/${name}/tasks`,
      {
        method: 'POST',
        headers: { authorization: 'Bearer github_pat_a' },
        body: JSON.stringify({ prompt }),
      },
    );
    expect(answer.status).toBe(201);
    const { id } = await answer.json();
    await new Promise(done => setTimeout(done, 300));
    return id;
  }

  const mark = (task: TaskRow, githubTaskId: string) =>
    resolve({ ids: [task.id], action: 'mark-launched', githubTaskId });

  const trail = () =>
    knex('audit_events').orderBy('id').select('action', 'result', 'task_id');

  it('starts many again, and says of each that could not be why', async () => {
    const held = [await insertHeld(), await insertHeld()];
    const searched = await insertHeld({ held: false });
    const queued = await insertTask(knex);
    const absent = randomUUID();
    const response = await resolve({
      ids: [held[0].id, searched.id, queued.id, absent, held[1].id],
      action: 'relaunch',
      reason: 'Nothing there',
    });
    expect(response.status).toBe(200);
    expect(outcomes(response)).toEqual([
      'queued',
      'resolve-not-possible',
      'resolve-not-possible',
      'task-not-found',
      'queued',
    ]);
    expect(
      await knex('agent_tasks').whereIn(
        'id',
        held.map(({ id }) => id),
      ),
    ).toMatchObject(
      held.map(() => ({
        launch_state: 'queued',
        held: false,
        identity_id: null,
        failure_class: null,
      })),
    );
    expect(
      await knex('task_timeline').where('task_id', held[0].id),
    ).toMatchObject([
      {
        kind: 'requeued',
        actor: 'user:default/alice',
        data: { attempt: 1, resolution: 'relaunch', reason: 'Nothing there' },
      },
    ]);
    expect(broker.onQueued).toHaveBeenCalled();
    expect(await trail()).toEqual([
      { action: 'task.resolve', result: 'allowed', task_id: held[0].id },
      { action: 'task.resolve', result: 'allowed', task_id: held[1].id },
      { action: 'task.resolve', result: 'refused', task_id: searched.id },
      { action: 'task.resolve', result: 'refused', task_id: queued.id },
      { action: 'task.resolve', result: 'refused', task_id: absent },
    ]);
    expect(broker.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'task-resolve' }),
    );
  });

  it('gives up, and leaves a retry', async () => {
    const { id } = await insertHeld();
    const response = await resolve({ ids: [id], action: 'give-up' });
    expect(response.body.items).toMatchObject([
      {
        id,
        resolved: true,
        task: {
          phase: 'failed',
          failure: { class: 'outcome-unknown' },
          actions: {
            retry: { allowed: true },
            resolve: { allowed: false, reason: expect.any(String) },
          },
        },
      },
    ]);
  });

  it('takes a task that a person has found', async () => {
    const marker = randomUUID();
    const task = await insertHeld({}, marker);
    const githubTaskId = await startOnGitHub(withMarker('Do it.', marker));
    expect(outcomes(await mark(task, githubTaskId))).toEqual(['running']);
    expect(await knex('agent_tasks').first()).toMatchObject({
      launch_state: 'launched',
      github_task_id: githubTaskId,
      held: false,
      failure_class: null,
      next_look_at: expect.any(Date),
    });
    expect(await knex('agent_task_attempts').first()).toMatchObject({
      outcome: 'accepted',
      github_task_id: githubTaskId,
    });
  });

  it('takes no task that is absent, elsewhere or another one’s', async () => {
    const theirs = randomUUID();
    const [task, other] = [await insertHeld(), await insertHeld({}, theirs)];
    const marked = await startOnGitHub(withMarker('Do it.', theirs));
    expect(outcomes(await mark(task, 'absent'))).toEqual([
      'github-task-not-found',
    ]);
    // by its marker, before it is adopted
    expect(outcomes(await mark(task, marked))).toEqual(['github-task-taken']);
    const moved = await insertHeld({ repository_name: 'api' });
    expect(outcomes(await mark(moved, marked))).toEqual([
      'github-task-not-found',
    ]);
    expect(outcomes(await mark(other, marked))).toEqual(['running']);
    // and an unmarked one by its id
    const unmarked = await startOnGitHub('Do it.');
    expect(outcomes(await mark(task, unmarked))).toEqual(['running']);
    const late = await insertHeld();
    expect(outcomes(await mark(late, unmarked))).toEqual(['github-task-taken']);
    github.faults.inject({
      match: { method: 'GET' },
      times: 1,
      effect: { type: 'status', status: 502 },
    });
    expect(outcomes(await mark(late, unmarked))).toEqual([
      'github-not-readable',
    ]);
  });

  it('has one winner of decisions that race', async () => {
    const githubTaskId = await startOnGitHub('Do it.');
    const [one, two] = [await insertHeld(), await insertHeld()];
    const taken = await Promise.all([
      mark(one, githubTaskId),
      mark(two, githubTaskId),
    ]);
    expect(taken.flatMap(outcomes).sort()).toEqual([
      'github-task-taken',
      'running',
    ]);
    const task = await insertHeld();
    const decided = await Promise.all(
      (['relaunch', 'give-up', 'relaunch', 'give-up'] as const).map(action =>
        resolve({ ids: [task.id], action }),
      ),
    );
    expect(
      decided
        .flatMap(outcomes)
        .filter(outcome => outcome !== 'resolve-not-possible'),
    ).toHaveLength(1);
    expect(await knex('task_timeline').where('task_id', task.id)).toHaveLength(
      1,
    );
  });

  it('refuses what does not fit together', async () => {
    const { id } = await insertHeld();
    for (const body of [
      { ids: [], action: 'give-up' },
      { ids: [id, id], action: 'give-up' },
      { ids: ['no-id'], action: 'give-up' },
      { ids: [id], action: 'forget' },
      { ids: [id], action: 'give-up', githubTaskId: 'x' },
      { ids: [id], action: 'mark-launched' },
      { ids: [id], action: 'mark-launched', githubTaskId: '../x' },
      {
        ids: [id, randomUUID()],
        action: 'mark-launched',
        githubTaskId: 'x',
      },
      { ids: [id], action: 'give-up', force: true },
    ]) {
      const response = await resolve(body);
      expect([body, response.status]).toEqual([body, 400]);
      expect(response.body.reasons).not.toEqual([]);
    }
    expect(await knex('agent_tasks').first()).toMatchObject({ held: true });
  });

  it('asks for the permission, of each task', async () => {
    const mine = await insertHeld({ requested_by: 'user:default/alice' });
    const theirs = await insertHeld({ requested_by: 'user:default/bob' });
    const ids = [mine.id, theirs.id];
    broker.decisions[agentTaskResolvePermission.name] = {
      result: AuthorizeResult.DENY,
    };
    expect((await resolve({ ids, action: 'give-up' })).status).toBe(403);
    broker.decisions[agentTaskResolvePermission.name] =
      createAgentTaskConditionalDecision(
        agentTaskResolvePermission,
        agentTaskConditions.isRequester({ userRefs: ['user:default/alice'] }),
      );
    expect(outcomes(await resolve({ ids, action: 'give-up' }))).toEqual([
      'failed',
      'permission-missing',
    ]);
    expect(await trail()).toEqual([
      { action: 'task.resolve', result: 'refused', task_id: null },
      { action: 'task.resolve', result: 'allowed', task_id: mine.id },
      { action: 'task.resolve', result: 'refused', task_id: theirs.id },
    ]);
  });
});
