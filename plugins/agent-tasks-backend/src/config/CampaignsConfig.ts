/** What holds for all campaigns. */
export type CampaignsConfig = {
  /** When owners hear of targets that have not come to their end. */
  reminders: {
    enabled: boolean;
    /** Milliseconds before the due date. */
    beforeMs: number[];
    /** Once the due date has passed. */
    overdue: boolean;
  };
};
