import { World } from '../state/World';
import { html } from './html';
import { card, layout, rows } from './layout';
import { SHOWN_TASKS, taskRow } from './rows';

/** What happens in the whole simulator. */
export function homePage(world: World): string {
  const now = world.clock.now();
  const tasks = world.tasks
    .all()
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, SHOWN_TASKS);
  const waiting = tasks.filter(({ state }) => state === 'waiting_for_user');
  const others = tasks.filter(({ state }) => state !== 'waiting_for_user');
  const repositories = [...world.repositories.values()];
  return layout(
    'Home',
    html`<h1>What happens here</h1>
      <div class="meta">
        <span
          >The clock says ${new Date(now).toISOString().slice(0, 19)} UTC</span
        >
        <span>Speed × ${world.clock.getSpeed()}</span>
      </div>
      <div class="cols">
        <div>
          ${card(
            'Agent tasks',
            rows(
              [...waiting, ...others].map(task =>
                taskRow(world, task.id, now, true),
              ),
              'No agent task yet: start one through the API.',
            ),
            world.tasks.size,
          )}
        </div>
        <div>
          ${card(
            'Repositories',
            rows(
              repositories.map(
                repository =>
                  html`<span class="grow"
                    ><a href="/${world.fullName(repository)}"
                      >${world.fullName(repository)}</a
                    ><small>${repository.description}</small></span
                  >`,
              ),
              'No repository yet: create one through the API.',
            ),
            repositories.length,
          )}
        </div>
      </div>`,
  );
}

/** A user or an organization, and its repositories. */
export function accountPage(world: World, login: string): string | undefined {
  const account = world.accountByLogin(login);
  if (!account) return undefined;
  const owned = [...world.repositories.values()].filter(
    ({ ownerId }) => ownerId === account.id,
  );
  return layout(
    account.login,
    html`<h1>${account.name ?? account.login}</h1>
      <div class="meta">
        <span>${account.login}</span><span>${account.type}</span>
      </div>
      ${card(
        'Repositories',
        rows(
          owned.map(
            repository =>
              html`<span class="grow"
                ><a href="/${world.fullName(repository)}">${repository.name}</a
                ><small>${repository.description}</small></span
              >`,
          ),
          'No repositories.',
        ),
        owned.length,
      )}`,
  );
}
