import { Repository } from '../state/types';
import { World } from '../state/World';
import { html, Html } from './html';
import { card, layout, rows } from './layout';
import { pullRow, SHOWN_TASKS, taskRow } from './rows';

/** The head and tabs that all pages of a repository share. */
export function repositoryHead(
  world: World,
  repository: Repository,
  current: 'code' | 'pulls' | 'tasks' | '',
): Html {
  const fullName = world.fullName(repository);
  const open = [...repository.pulls.values()].filter(
    ({ state }) => state === 'open',
  ).length;
  const tab = (key: string, href: string, text: string) =>
    html`<a href="${href}" ${key === current && new Html('aria-current="page"')}
      >${text}</a
    >`;
  const owner = world.owner(repository).login;
  return html`<div class="crumbs">
      <a href="/${owner}">${owner}</a> /
      <a href="/${fullName}">${repository.name}</a>
      ${repository.archived && html`<span class="chip warn">Archived</span>`}
      <span class="chip calm">${repository.visibility}</span>
    </div>
    <nav class="tabs" aria-label="Repository">
      ${tab('code', `/${fullName}`, 'Code')}
      ${tab('pulls', `/${fullName}/pulls`, `Pull requests (${open})`)}
      ${tab(
        'tasks',
        `/${fullName}/tasks`,
        `Agent tasks (${world.tasks.ofRepository(repository.id).length})`,
      )}
    </nav>`;
}

/** The pull requests of a repository. */
export function pullsPage(world: World, repository: Repository): string {
  const now = world.clock.now();
  const pulls = [...repository.pulls.values()].reverse();
  return layout(
    `Pull requests · ${world.fullName(repository)}`,
    html`${repositoryHead(world, repository, 'pulls')}${card(
      'Pull requests',
      rows(
        pulls.map(pull => pullRow(world, pull, now)),
        'No pull requests.',
      ),
      pulls.length,
    )}`,
  );
}

/** The agent tasks of a repository. */
export function tasksPage(world: World, repository: Repository): string {
  const now = world.clock.now();
  const tasks = world.tasks.ofRepository(repository.id).reverse();
  return layout(
    `Agent tasks · ${world.fullName(repository)}`,
    html`${repositoryHead(world, repository, 'tasks')}${card(
      'Agent tasks',
      rows(
        tasks.slice(0, SHOWN_TASKS).map(task => taskRow(world, task.id, now)),
        'No agent tasks.',
      ),
      tasks.length,
    )}`,
  );
}
