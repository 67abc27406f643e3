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
  try {
    await Promise.race([
      asked,
      stack.during(bringUp(stack)).then(() => stack.during(asked)),
    ]);
  } catch (error) {
    console.error(`\n${describeError(error)}`);
    process.exitCode = 1;
  }
  await stack.stop();
  // a bring-up that was interrupted may still be polling
  process.exit();
}
