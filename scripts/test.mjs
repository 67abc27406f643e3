/*
 * Everything that has to hold before a change goes in. All stages run, even
 * after one failed; the last line is the sum of the single tests and of the
 * stages that have none, each counted as one.
 *
 *   --only types,unit   only these stages
 */
import { parseArgs } from 'node:util';
import { describeError, SetupError } from './setup/SetupError.mjs';
import { wasInterrupted } from './checks/runCommand.mjs';
import { stages } from './checks/stages.mjs';
import { scoreStage, summarize } from './checks/tally.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

function selectStages() {
  const names = values.only?.split(',') ?? stages.map(stage => stage.name);
  const known = stages.filter(stage => names.includes(stage.name));
  if (known.length !== names.length) {
    throw new SetupError(
      `There is no such stage among ${names.join(', ')}.`,
      `The stages are: ${stages.map(stage => stage.name).join(', ')}.`,
    );
  }
  return known;
}

async function runStage(stage) {
  const startedAt = Date.now();
  console.log(`\n▶ ${stage.title}`);
  const result = await stage
    .run()
    .catch(error => ({ ok: false, output: describeError(error) }));
  const score = scoreStage(result.ok, result.tests);
  if (score.failed && !(stage.shown && result.tests)) {
    console.log(result.output);
  }
  const skipped = score.skipped ? `, ${score.skipped} skipped` : '';
  const counts = result.tests
    ? `: ${score.passed} passed, ${score.failed} failed${skipped}`
    : '';
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const line = `${score.failed ? '✗' : '✓'} ${
    stage.title
  }${counts} (${seconds} s)`;
  console.log(line);
  return { score, line };
}

try {
  const results = [];
  for (const stage of selectStages()) {
    if (!wasInterrupted()) {
      results.push(await runStage(stage));
    }
  }
  console.log(`\n${results.map(({ line }) => line).join('\n')}`);
  console.log(summarize(results.map(({ score }) => score)));
  process.exitCode = results.some(({ score }) => score.failed) ? 1 : 0;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
