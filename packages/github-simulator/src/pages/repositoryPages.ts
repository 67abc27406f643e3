import { Pull, Repository } from '../state/types';
import { World } from '../state/World';
import { html, Html } from './html';
import { card, layout, moment, pullChip, rows, taskChip } from './layout';
import { markdown } from './markdown';

const SHOWN_TASKS = 100;

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

/** The files of a branch or folder, or one file. */
export async function codePage(
  world: World,
  repository: Repository,
  ref: string,
  path: string,
): Promise<string | undefined> {
  const { git } = world;
  const fullName = world.fullName(repository);
  const head = repositoryHead(world, repository, 'code');
  const sha =
    repository.branches.get(ref) ??
    (await git.resolve(repository.id, `${ref}^{commit}`));
  if (!sha) {
    if (repository.branches.size) return undefined;
    return layout(
      fullName,
      html`${head}${card(
        'Empty repository',
        html`<div class="in">
          Nothing has been pushed to this repository yet.
        </div>`,
      )}`,
    );
  }
  const object = await git.resolve(
    repository.id,
    path ? `${sha}:${path}` : sha,
  );
  if (!object) return undefined;
  const type = (await git.run(repository.id, ['cat-file', '-t', object]))
    .toString()
    .trim();
  if (type === 'blob') {
    const bytes = await git.blob(repository.id, object);
    const text = bytes.includes(0) ? 'A binary file.' : bytes.toString();
    return layout(
      `${path} · ${fullName}`,
      html`${head}${card(
        path,
        path.endsWith('.md')
          ? html`<div class="in md">${markdown(text)}</div>`
          : html`<pre>${text}</pre>`,
      )}`,
    );
  }
  const entries = (await git.tree(repository.id, `${sha}:${path}`)).sort(
    (a, b) =>
      Number(b.type === 'tree') - Number(a.type === 'tree') ||
      a.path.localeCompare(b.path),
  );
  const prefix = path ? `${path}/` : '';
  const readme = entries.find(entry => /^readme\.md$/i.test(entry.path));
  const text = readme && (await git.blob(repository.id, readme.sha)).toString();
  const [latest] = await git.log(repository.id, sha, { limit: 1 });
  const now = world.clock.now();
  return layout(
    fullName,
    html`${head}
      <div class="cols">
        <div>
          ${card(
            path || `Branch ${ref}`,
            html`<ul class="rows">
              <li>
                <span class="grow"
                  ><a href="/${fullName}/commit/${sha}"
                    >${latest.message.split('\n')[0]}</a
                  ><small>${latest.author.name}</small></span
                >${moment(latest.committer.at, now)}
              </li>
              ${entries.map(
                entry => html`<li>
                  <span class="grow"
                    >${entry.type === 'tree' ? '▸ ' : ''}<a
                      href="/${fullName}/${entry.type}/${ref}/${prefix}${entry.path}"
                      >${entry.path}</a
                    ></span
                  ><span class="num"
                    >${entry.size !== undefined && `${entry.size} B`}</span
                  >
                </li>`,
              )}
            </ul>`,
          )}
          ${text !== undefined &&
          card('README', html`<div class="in md">${markdown(text)}</div>`)}
        </div>
        <div>
          ${card(
            'About',
            html`<div class="in">
              <p style="margin-top:0">
                ${repository.description ?? 'No description.'}
              </p>
              ${repository.topics.map(
                topic => html`<span class="topic">${topic}</span> `,
              )}
            </div>`,
          )}
          ${card(
            'Branches',
            rows(
              [...repository.branches.keys()].map(
                name =>
                  html`<span class="grow"
                      ><a href="/${fullName}/tree/${name}">${name}</a></span
                    >${name === repository.defaultBranch &&
                    html`<span class="chip calm">default</span>`}`,
              ),
              'No branches.',
            ),
            repository.branches.size,
          )}
        </div>
      </div>`,
  );
}

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
