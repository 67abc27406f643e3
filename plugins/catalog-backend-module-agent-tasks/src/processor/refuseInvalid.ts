import { InputError } from '@backstage/errors';
import type { EntityProblem } from '../validation';

/** @throws `InputError` with every problem, where there is one */
export function refuseInvalid(what: string, problems: EntityProblem[]): void {
  if (problems.length > 0) {
    const list = problems.map(({ path, message }) => `${path} ${message}`);
    throw new InputError(
      `The ${what} has ${problems.length} problem${
        problems.length === 1 ? '' : 's'
      }: ${list.join(' · ')}`,
    );
  }
}
