import { judge } from './judge.mjs';

/** How many requests met each kind of fault. */
export function gitHubHits(faults) {
  const sums = {};
  for (const { effect, hits } of faults) {
    const name = [effect.type, effect.status, effect.when]
      .filter(Boolean)
      .join(' ');
    sums[name] = (sums[name] ?? 0) + hits;
  }
  return sums;
}

/** Rows of what happened, by group. */
export function storyOf(result) {
  const { rows, submissions, gitHubTasks, counts } = result;
  const by = (list, keyOf) => {
    const sums = {};
    for (const item of list) {
      sums[keyOf(item)] = (sums[keyOf(item)] ?? 0) + 1;
    }
    return sums;
  };
  return {
    'what was done to the replicas': {
      ...counts,
      'processes started': result.lives,
    },
    'what GitHub did wrong (requests)': gitHubHits(result.gitHubFaults),
    'where the tasks are': {
      submitted: submissions.length,
      'at GitHub': gitHubTasks.length,
      ...by(rows, row =>
        row.held
          ? `held: ${row.failure_message}`
          : `${row.launch_state}, ${row.phase}`,
      ),
    },
    verdict: Object.fromEntries(
      Object.entries(judge(result)).map(([kind, list]) => [kind, list.length]),
    ),
  };
}

/** The same, for people. */
export function printStory(result, print) {
  for (const [group, figures] of Object.entries(storyOf(result))) {
    print(`\n${group}`);
    for (const [what, count] of Object.entries(figures)) {
      print(`  ${String(count).padStart(6)}  ${what}`);
    }
  }
}
