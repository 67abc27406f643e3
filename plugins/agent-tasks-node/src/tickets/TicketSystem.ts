/**
 * A change ticket, as its system knows it.
 *
 * @public
 */
export type Ticket = {
  /** As the system writes it, e.g. `OPS-12`. */
  key: string;
  title?: string;
  /** The system's word for where it stands, shown to people. */
  status: string;
  /** Whether work may be done under it now. */
  open: boolean;
  /** Page of the ticket. */
  url?: string;
};

/**
 * Where change tickets are kept. It is asked when a task is previewed,
 * submitted or retried, and again right before GitHub is called.
 *
 * @public
 */
export interface TicketSystem {
  /** What people call it, e.g. `Jira`. */
  name: string;
  /**
   * Looks a ticket up.
   *
   * @returns undefined where there is none of that name
   * @throws where the system does not answer or refuses the credentials: the
   *   ticket is then neither good nor bad
   */
  find(
    key: string,
    options: { signal: AbortSignal },
  ): Promise<Ticket | undefined>;
}
