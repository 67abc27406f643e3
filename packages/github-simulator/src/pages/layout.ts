import { AgentTaskState, Pull, WorkflowRun } from '../state/types';
import { Html, html } from './html';
import { STYLE } from './style';

/** A whole page. */
export function layout(title: string, body: Html): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · GitHub simulator</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <div class="bar">
          <div>
            <a class="home" href="/">GitHub simulator</a>
            <span class="note">A stand-in for GitHub on this machine</span>
          </div>
        </div>
        <main>${body}</main>
      </body>
    </html>`.text;
}

const TASK_LOOK: Record<AgentTaskState, [look: string, text: string]> = {
  queued: ['calm', '◷ Queued'],
  in_progress: ['accent', '● In progress'],
  completed: ['good', '✓ Completed'],
  failed: ['bad', '✕ Failed'],
  idle: ['calm', '‖ Idle'],
  waiting_for_user: ['warn', '⚠ Waiting for an answer'],
  timed_out: ['bad', '⏱ Timed out'],
  cancelled: ['calm', '⊘ Cancelled'],
};

export function taskChip(state: AgentTaskState): Html {
  const [look, text] = TASK_LOOK[state];
  return html`<span class="chip ${look}">${text}</span>`;
}

export function pullChip(pull: Pull): Html {
  let [look, text] = ['good', '⇄ Open'];
  if (pull.draft) [look, text] = ['calm', '✎ Draft'];
  if (pull.state === 'closed') [look, text] = ['bad', '✕ Closed'];
  if (pull.mergedAt !== undefined) [look, text] = ['violet', '✓ Merged'];
  return html`<span class="chip ${look}">${text}</span>`;
}

export function runChip(run: WorkflowRun): Html {
  let [look, text] = ['accent', '● Running'];
  if (run.status === 'queued') [look, text] = ['calm', '◷ Queued'];
  if (run.conclusion === 'success') [look, text] = ['good', '✓ Passed'];
  if (run.conclusion === 'failure') [look, text] = ['bad', '✕ Failed'];
  if (run.conclusion === 'cancelled') [look, text] = ['calm', '⊘ Cancelled'];
  if (run.conclusion === 'action_required') {
    [look, text] = ['warn', '⚠ Waiting for approval'];
  }
  return html`<span class="chip ${look}">${text}</span>`;
}

/** A moment, told relative to `now`, with the exact one on hover. */
export function moment(at: number, now: number): Html {
  const minutes = Math.max(0, Math.round((now - at) / 60_000));
  let text = `${Math.round(minutes / 1440)} d ago`;
  if (minutes < 1) text = 'just now';
  else if (minutes < 60) text = `${minutes} min ago`;
  else if (minutes < 2880) text = `${Math.round(minutes / 60)} h ago`;
  const exact = new Date(at).toISOString();
  return html`<time datetime="${exact}" title="${exact}">${text}</time>`;
}

/** A card with a title and how many there are. */
export function card(title: string, body: Html, count?: number): Html {
  return html`<section>
    <header>
      <h2>${title}</h2>
      ${count !== undefined && html`<span class="count">${count}</span>`}
    </header>
    ${body}
  </section>`;
}

export function rows(items: Html[], empty: string): Html {
  return items.length
    ? html`<ul class="rows">
        ${items.map(item => html`<li>${item}</li>`)}
      </ul>`
    : html`<div class="empty">${empty}</div>`;
}

/** A button that posts; its fields come before it. */
export function action(
  url: string,
  label: string,
  look: 'main' | 'no' | '' = '',
  fields?: Html,
): Html {
  return html`<form method="post" action="${url}">
    ${fields}<button class="${look}" type="submit">${label}</button>
  </form>`;
}
