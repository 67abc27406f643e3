import { AgentTask, AgentTaskState } from '../state/types';
import { World } from '../state/World';
import { html } from './html';
import { action, card, layout, moment, pullChip, taskChip } from './layout';
import { repositoryHead } from './repositoryPages';

const SETTLED: AgentTaskState[] = [
  'completed',
  'failed',
  'timed_out',
  'cancelled',
];

/** One agent task, with what a person or the agent may do next. */
export function taskPage(world: World, task: AgentTask): string {
  const now = world.clock.now();
  const repository = world.repository(task.repositoryId);
  const fullName = world.fullName(repository);
  const pull = world.pulls.get(task.pullId ?? -1);
  const to = (name: string) => `/_pages/tasks/${task.id}/${name}`;
  const waits = task.state === 'waiting_for_user' || task.state === 'idle';
  const settled = SETTLED.includes(task.state);
  const credits = task.sessions.reduce(
    (sum, { usageNano }) => sum + (usageNano ?? 0),
    0,
  );
  const reason = html`<label
    >Message
    <input
      type="text"
      name="message"
      value="The agent encountered an error and could not continue."
  /></label>`;
  return layout(
    `${task.name} · ${fullName}`,
    html`${repositoryHead(world, repository, 'tasks')}
      <h1>${task.name}</h1>
      <div class="meta">
        ${taskChip(task.state)}
        <span>started by ${world.account(task.creatorId).login}</span>
        ${moment(task.createdAt, now)}
      </div>
      <div class="cols">
        <div>
          ${task.sessions.map(session =>
            card(
              `Session: ${session.name}`,
              html`<div class="in">
                  <dl>
                    <dt>State</dt>
                    <dd>${taskChip(session.state)}</dd>
                    <dt>Model</dt>
                    <dd>${session.model}</dd>
                    <dt>Branch</dt>
                    <dd>
                      ${session.headRef
                        ? html`<a href="/${fullName}/tree/${session.headRef}"
                              ><code>${session.headRef}</code></a
                            >
                            from <code>${session.baseRef}</code>`
                        : 'none'}
                    </dd>
                    ${session.usageNano !== undefined &&
                    html`<dt>Credits</dt>
                      <dd>${(session.usageNano / 1e9).toFixed(1)}</dd>`}
                  </dl>
                </div>
                ${session.errorMessage &&
                html`<div class="in bad">✕ ${session.errorMessage}</div>`}`,
            ),
          )}
          ${card('Prompt', html`<pre class="wrap">${task.prompt}</pre>`)}
        </div>
        <div>
          ${card(
            'Play GitHub’s side',
            html`<div class="in acts">
              ${waits && action(to('answer'), 'Answer the agent', 'main')}
              ${!settled &&
              action(to('complete'), 'Complete now', waits ? '' : 'main')}
              ${!settled &&
              !waits &&
              action(to('wait-for-user'), 'Ask the user something')}
              ${!settled && action(to('time-out'), 'Let it time out')}
              ${!settled && action(to('cancel'), 'Cancel')}
              ${!settled && action(to('fail'), 'Let it fail', 'no', reason)}
              ${settled &&
              action(
                to('resume'),
                'Start another session',
                '',
                html`<label
                  >Prompt
                  <input
                    type="text"
                    name="prompt"
                    value="Please go on"
                    required
                /></label>`,
              )}
            </div>`,
          )}
          ${pull &&
          card(
            'Pull request',
            html`<div class="in">
              ${pullChip(pull)}
              <a href="/${fullName}/pull/${pull.number}"
                >#${pull.number} ${pull.title}</a
              >
            </div>`,
          )}
          ${card(
            'About',
            html`<div class="in">
              <dl>
                <dt>Updated</dt>
                <dd>${moment(task.updatedAt, now)}</dd>
                <dt>Sessions</dt>
                <dd>${task.sessions.length}</dd>
                <dt>Credits</dt>
                <dd>${(credits / 1e9).toFixed(1)}</dd>
                ${task.customAgent &&
                html`<dt>Custom agent</dt>
                  <dd>${task.customAgent}</dd>`}
              </dl>
            </div>`,
          )}
        </div>
      </div>`,
  );
}
