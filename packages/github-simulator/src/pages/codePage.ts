import { Repository } from '../state/types';
import { World } from '../state/World';
import { html } from './html';
import { card, layout, moment, rows } from './layout';
import { markdown } from './markdown';
import { repositoryHead } from './repositoryPages';

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
