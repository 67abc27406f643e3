import { describeError } from '../setup/SetupError.mjs';
import { Stack } from './Stack.mjs';

/**
 * Runs parts until they are asked to stop or one of them fails, and always ends
 * all of them. Sets the exit code.
 *
 * @param {(stack: Stack) => Promise<void>} bringUp - adds the parts, and
 *   returns once they are ready
 */
export async function runStack(bringUp) {
  const stack = new Stack();
  const asked = stack.untilAskedToStop();
  const broughtUp = bringUp(stack);
  try {
    await Promise.race([
      asked,
      stack.during(broughtUp).then(() => stack.during(asked)),
    ]);
  } catch (error) {
    console.error(`\n${describeError(error)}`);
    process.exitCode = 1;
  }
  await stack.stop();
  // what was still starting up joins the others, and ends with them
  await broughtUp.catch(() => {});
  await stack.stop();
  process.exit();
}
