/**
 * One thing that is wrong with an entity.
 *
 * @public
 */
export type EntityProblem = {
  /** JSON pointer to the field, e.g. `/spec/version`. */
  path: string;
  /** What is wrong and what is expected, to be read after the path. */
  message: string;
};
