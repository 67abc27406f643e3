const audited = new WeakSet<object>();

/** Notes that a refusal is on the audit trail with its decision. */
export function markAudited<E extends Error>(error: E): E {
  audited.add(error);
  return error;
}

/** Whether {@link markAudited} was told about it. */
export function isAudited(error: unknown): boolean {
  return typeof error === 'object' && error !== null && audited.has(error);
}
