import { Pull } from '../state/types';
import { World } from '../state/World';
import { html, Html } from './html';
import { moment, pullChip, taskChip } from './layout';

/** More tasks than that are no list for people. */
export const SHOWN_TASKS = 100;

/** A task in a list. */
export function taskRow(
  world: World,
  id: string,
  now: number,
  withRepository = false,
): Html {
  const task = world.tasks.get(id);
  if (!task) return html``;
  const repository = world.repositories.get(task.repositoryId);
  if (!repository) return html``;
  const fullName = world.fullName(repository);
  const pull = world.pulls.get(task.pullId ?? -1);
  return html`${taskChip(task.state)}
    <span class="grow"
      ><a href="/${fullName}/tasks/${task.id}">${task.name}</a>
      <small
        >${withRepository && html`${fullName} · `}${world.account(
          task.creatorId,
        ).login}${pull &&
        html` ·
          <a href="/${fullName}/pull/${pull.number}"
            >#${pull.number}</a
          >`}</small
      ></span
    >
    ${moment(task.updatedAt, now)}`;
}

/** A pull request in a list. */
export function pullRow(world: World, pull: Pull, now: number): Html {
  const fullName = world.fullName(world.repository(pull.repositoryId));
  return html`${pullChip(pull)}
    <span class="grow"
      ><a href="/${fullName}/pull/${pull.number}">${pull.title}</a>
      <small
        >#${pull.number} · ${world.account(pull.authorId).login} ·
        <code>${pull.headRef}</code></small
      ></span
    >
    ${moment(pull.updatedAt, now)}`;
}
