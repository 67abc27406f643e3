import type { GitHubSimulator } from '../GitHubSimulator';
import { includesRole, roleOf } from '../state/access';
import { latestReviews } from '../state/reviewDecision';
import { Pull, Repository } from '../state/types';
import { html, Html } from './html';
import {
  action,
  card,
  layout,
  moment,
  pullChip,
  rows,
  runChip,
} from './layout';
import { markdown } from './markdown';
import { repositoryHead } from './repositoryPages';

/** One pull request, with what a reviewer may do next. */
export async function pullPage(
  simulator: GitHubSimulator,
  repository: Repository,
  pull: Pull,
): Promise<string> {
  const { world, pulls } = simulator;
  const now = world.clock.now();
  const fullName = world.fullName(repository);
  const to = (name: string) =>
    `/_pages/pulls/${fullName}/${pull.number}/${name}`;
  const [facts, diff, commits] = await Promise.all([
    simulator.facts.read(pull),
    world.git.diff(repository.id, pull.baseSha, pull.headSha),
    world.git.log(repository.id, `${pull.baseSha}..${pull.headSha}`),
  ]);
  const runs = world.runsOf(repository.id, pull.headSha);
  const waits = runs.some(run => run.conclusion === 'action_required');
  const missing = pulls.missingApprovals(pull);
  const open = pull.state === 'open';
  const people = [...world.accounts.values()].filter(
    account =>
      account.type === 'User' &&
      account.id !== pull.authorId &&
      includesRole(roleOf(world, account, repository), 'write'),
  );
  const starter = world.tasks.get(pull.taskId ?? '')?.creatorId;
  const counting = people.filter(({ id }) => id !== starter);
  const first =
    counting.find(({ id }) => pull.requestedReviewerIds.has(id)) ?? counting[0];
  const reviewForm = html`<form method="post" action="${to('approve')}">
    <label
      >Review as
      <select name="login">
        ${people.map(
          account =>
            html`<option
              value="${account.login}"
              ${account === first && new Html('selected')}
            >
              ${account.login}
            </option>`,
        )}
      </select></label
    >
    <div class="acts">
      <button class="${missing > 0 && 'main'}" type="submit">Approve</button>
      <button type="submit" formaction="${to('request-changes')}">
        Request changes
      </button>
    </div>
  </form>`;
  return layout(
    `${pull.title} · ${fullName}`,
    html`${repositoryHead(world, repository, 'pulls')}
      <h1>${pull.title} <span class="no">#${pull.number}</span></h1>
      <div class="meta">
        ${pullChip(pull)}
        <span
          >${world.account(pull.authorId).login} wants to merge ${facts.commits}
          commits into <code>${pull.baseRef}</code> from
          <code>${pull.headRef}</code></span
        >
        ${moment(pull.createdAt, now)}
      </div>
      <div class="cols">
        <div>
          ${card(
            'Description',
            html`<div class="in md">${markdown(pull.body ?? '')}</div>`,
          )}
          ${card(
            'Commits',
            rows(
              commits.reverse().map(
                commit =>
                  html`<span class="grow"
                      ><a href="/${fullName}/commit/${commit.sha}"
                        >${commit.message.split('\n')[0]}</a
                      ><small>${commit.author.name}</small></span
                    ><code>${commit.sha.slice(0, 7)}</code>`,
              ),
              'No commits.',
            ),
            commits.length,
          )}
          ${card(
            `Files: +${facts.additions} −${facts.deletions}`,
            diffView(diff),
            facts.changedFiles,
          )}
          ${pull.comments.map(comment =>
            card(
              `${world.account(comment.authorId).login} commented`,
              html`<div class="in md">${markdown(comment.body)}</div>`,
            ),
          )}
        </div>
        <div>
          ${open &&
          card(
            'Play GitHub’s side',
            html`<div class="in acts">
              ${pull.draft && action(to('ready'), 'Mark ready for review')}
              ${waits && action(to('workflows'), 'Approve and run workflows')}
              ${reviewForm}
              ${!pull.draft &&
              action(
                to('merge'),
                missing ? 'Merge without approval' : 'Merge',
                missing ? '' : 'main',
              )}
              ${action(to('close'), 'Close', 'no')}
            </div>`,
          )}
          ${card(
            'Reviews',
            html`${rows(
              [
                ...latestReviews(pull).map(
                  review =>
                    html`<span class="grow"
                        >${world.account(review.authorId).login}</span
                      >${review.state === 'APPROVED'
                        ? html`<span class="chip good">✓ Approved</span>`
                        : html`<span class="chip warn"
                            >${review.state === 'CHANGES_REQUESTED'
                              ? '± Changes requested'
                              : 'Commented'}</span
                          >`}`,
                ),
                ...[...pull.requestedReviewerIds].map(
                  id =>
                    html`<span class="grow">${world.account(id).login}</span
                      ><span class="chip calm">Asked</span>`,
                ),
                ...[...pull.requestedTeamIds].map(
                  id =>
                    html`<span class="grow">${world.teams.get(id)?.name}</span
                      ><span class="chip calm">Asked</span>`,
                ),
              ],
              'Nobody has been asked yet.',
            )}
            ${open &&
            missing > 0 &&
            html`<div class="empty">
              ${missing} approving ${missing === 1 ? 'review' : 'reviews'}
              missing; whoever started the agent does not count.
            </div>`}`,
          )}
          ${card(
            'Checks',
            rows(
              runs.map(
                run =>
                  html`<span class="grow">${run.name}</span>${runChip(run)}`,
              ),
              'This repository has no workflows.',
            ),
          )}
          ${pull.labels.length > 0 &&
          card(
            'Labels',
            html`<div class="in">
              ${pull.labels.map(
                label => html`<span class="topic">${label}</span> `,
              )}
            </div>`,
          )}
          ${pull.taskId &&
          card(
            'Agent task',
            html`<div class="in">
              <a href="/${fullName}/tasks/${pull.taskId}"
                >${world.tasks.get(pull.taskId)?.name}</a
              >
            </div>`,
          )}
        </div>
      </div>`,
  );
}

/** A diff with its lines coloured. */
export function diffView(diff: string): Html {
  if (!diff) return html`<div class="empty">No changes.</div>`;
  return html`<pre class="diff">
${diff
      .trimEnd()
      .split('\n')
      .map(line => {
        let look = '';
        if (line.startsWith('+')) look = 'a';
        else if (line.startsWith('-')) look = 'd';
        if (/^(diff|index|---|\+\+\+|@@|new file|deleted)/.test(line))
          look = 'h';
        return html`<span class="${look}">${line || ' '}</span>`;
      })}</pre
  >`;
}
