/** What one check of a goal has seen. */
export type CheckResult = {
  result: 'met' | 'not-met' | 'unknown';
  /** In a sentence. */
  message: string;
  /** It could not be looked at now; another try may see it. */
  failed?: boolean;
};
