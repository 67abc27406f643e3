import { AgentTask } from '../state/types';

/** The body of the agent's pull request while it works and when it is done. */
export function pullText(
  task: AgentTask,
  plan: { starter: string; taskUrl: string; summary?: string[] },
): string {
  const checklist = plan.summary
    ? plan.summary.map(item => `- [x] ${item}`)
    : ['- [ ] Read the repository', '- [ ] Make the change', '- [ ] Verify it'];
  const opening = plan.summary
    ? `${task.name}.`
    : 'Thanks for asking me to work on this. I will get started on it and keep this pull request up to date.';
  return [
    opening,
    '',
    ...checklist,
    '',
    '<details>',
    '<summary>Original prompt</summary>',
    '',
    ...task.prompt.split('\n').map(line => `> ${line}`.trimEnd()),
    '',
    '</details>',
    '',
    `Started by @${plan.starter} · [agent task](${plan.taskUrl})`,
    '',
  ].join('\n');
}
