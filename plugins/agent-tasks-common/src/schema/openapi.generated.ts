// Generated from plugins/agent-tasks-backend/src/schema/openapi.yaml by `yarn generate:openapi`.
/* eslint-disable */
/** @public */
export interface paths {
  '/v1/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists the tasks that the caller may read, newest first unless sorted otherwise. Filters of one name are alternatives, filters of different names all apply. Pages are cursors: stable while rows are added. */
    get: operations['listTasks'];
    put?: never;
    /** Submits a task. With `dryRun` nothing is stored: the answer is what would be submitted, with the rendered prompt and the decision. A repeated `idempotencyKey` of the same caller answers the earlier task. */
    post: operations['submitTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/facets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts for the filters of the list, each facet counted without its own filter, and the figures that a page shows on top. */
    get: operations['getTaskFacets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Decides about launches whose outcome stayed unknown, one or many: `relaunch` starts them again, which may run the work twice; `mark-launched` takes a task that a person has found on GitHub; and `give-up` ends them as failed. Every task gets a result of its own. */
    post: operations['resolveTasks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getTask'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Queues a new attempt of a task that failed, was cancelled, timed out or ended without change. Policy is evaluated again. */
    post: operations['retryTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Withdraws a task that has not been sent to GitHub. GitHub has no call that stops a task once it was accepted. */
    post: operations['withdrawTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}/follow-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Starts a new attempt in which the agent goes on with the open pull request: corrects what its checks or its review found. Policy is evaluated again. */
    post: operations['followUpTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}/attend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that somebody looks after a task that waits: `acknowledge` puts the next notice off by the service level, `snooze` until a time, and `take-over` makes the caller the one whose step it is. */
    post: operations['attendTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Agrees that a task is launched with exactly the prompt of the digest. Queues it where nobody else has to agree. The requester is refused, and so is who is not among the approvers that policy names. */
    post: operations['approveTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tasks/{id}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a task that waits for approval. One approver is enough. */
    post: operations['rejectTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tasks that wait for approval and that the caller may read, those that have waited longest first. Pages are cursors. */
    get: operations['listApprovals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Templates of the catalog that the caller may read, with their history. With `entityRef`, those that fit the entity come first and carry the values that its metadata prefills. */
    get: operations['listTemplates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/templates/{namespace}/{name}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every content of the template that was seen, newest first, with where it stands, how it came there, and what the caller may do about it. */
    get: operations['listTemplateVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/templates/{namespace}/{name}/versions/{digest}/promote': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves a draft, or takes a deprecation back: new tasks launch with it. With four eyes configured, somebody else than the author of the last change has to do it. */
    post: operations['promoteTemplateVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Marks an approved version as one that is on its way out. It launches still, and says so. */
    post: operations['deprecateTemplateVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/templates/{namespace}/{name}/versions/{digest}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a version back for good. What is queued with it is withdrawn, what was sent is counted: GitHub has no call that stops a task. */
    post: operations['revokeTemplateVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/templates/{namespace}/{name}/drift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many of the tasks that the caller may read were made from the words that the catalog has now, and how far those got that were not. Each task that is running, open or merged is counted once. */
    get: operations['getTemplateDrift'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/identities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Health of the automation identities, without secrets. */
    get: operations['listIdentities'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The audit trail, newest first: every change and every refusal. All filters apply, each compares the whole value. Pages are cursors. */
    get: operations['listAuditEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit-events/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Checks the hash chain up to the first event that breaks it, and compares it with its anchors. A long chain is checked in stretches: where the answer is not `complete`, ask again with `after` as the position up to which it was checked. */
    get: operations['verifyAuditEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit-events/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sealed events in the order of the chain, a JSON object a line, for `agent-tasks-audit verify`. The first line says which stretch of the chain follows. */
    get: operations['exportAuditEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/provenance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where changes came from: how many tasks, repositories, pull requests, merges and credits, then the tasks that the caller may read, newest first, with their pull requests and merge commits. Filters of one name are alternatives, filters of different names all apply. */
    get: operations['getProvenance'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/provenance/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All rows of the same question, streamed: as JSON Lines one object a task, as CSV one line a pull request, and one for a task without any. In CSV a text that a spreadsheet would take for a formula begins with an apostrophe. */
    get: operations['exportProvenance'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/bypass-findings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Agent tasks at GitHub that no intent of the broker explains, latest found first. */
    get: operations['listBypassFindings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/bypass-findings/{id}/adopt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes an open finding under a task of the broker's in the same repository: its pull requests are followed and counted with the task's. */
    post: operations['adoptBypassFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/bypass-findings/{id}/excuse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Closes an open finding with a reason. */
    post: operations['excuseBypassFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Campaigns, those that change something first, then the latest. */
    get: operations['listCampaigns'];
    put?: never;
    /** Stores a campaign and plans it: its targets are looked up as the caller may read them, rendered, and judged by policy, in the background. Nothing starts. */
    post: operations['createCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaign-shares': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Campaigns that are planned or under way and have targets of some owners or about some entities: how far these targets are. Who may not see campaigns sees the targets that they own, with `agentTasks.campaign.optOut`. */
    get: operations['listCampaignShares'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getCampaign'];
    /** Changes a campaign that has not started, and plans it anew. */
    put: operations['planCampaign'];
    post?: never;
    /** Deletes a campaign that has not started. */
    delete: operations['deleteCampaign'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The targets in the order of their waves. */
    get: operations['listCampaignTargets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All targets that the filters leave, streamed in the order of starting: as JSON Lines one object a target, as CSV one line. In CSV a text that a spreadsheet would take for a formula begins with an apostrophe. */
    get: operations['exportCampaignTargets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Looks up again, as the caller may read the catalog, what the campaign is about: what its query finds now and that is not in it, and which of its targets it would not find any more. Changes nothing. */
    get: operations['getCampaignChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets/{targetId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One target with the prompt that its task gets and who would review the pull request, as of now; of a target that has a task, from the version of the template that the task was made from. */
    get: operations['getCampaignTarget'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets/{targetId}/defer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Puts a target off that has no task yet: it does not start before a date. For its owner, and those who manage campaigns. */
    post: operations['deferCampaignTarget'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets/{targetId}/opt-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Leaves a target out that has no task yet, as its owner's word. For its owner, and those who manage campaigns. */
    post: operations['optOutCampaignTarget'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets/{targetId}/take-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes back that a target was put off or has opted out. */
    post: operations['takeBackCampaignTarget'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets/exclude': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Leaves targets out that have no task yet. */
    post: operations['excludeCampaignTargets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/targets/include': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes targets in again that were left out. */
    post: operations['includeCampaignTargets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Adds targets to a campaign that has not ended: what has joined its query, or what is named. They are judged like in its planning and come last: in the last wave, or in one behind it where that has opened. Adds nothing twice; at most 500 a call, so that a repeat goes on. In a campaign that has not started they last until it is planned anew. */
    post: operations['extendCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/version': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a campaign that has not ended the version of its template that the catalog has, which has to be approved. Targets that have no task yet are judged again, and what is submitted from the answer on is made from it. Tasks keep the version that they were made from. */
    post: operations['changeCampaignVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Freezes the targets and opens the first wave. What runs is launched as the caller asked for it. */
    post: operations['startCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Nothing new starts from now on; what runs is followed. */
    post: operations['pauseCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Goes on after a pause. */
    post: operations['resumeCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the campaign: what was not sent is withdrawn, the rest is followed. */
    post: operations['stopCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/gate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirms the gate of the open wave, or opens it whatever its conditions say. */
    post: operations['openCampaignGate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/recall': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the campaign and takes back what it can of it, or of one wave: withdraws, closes or turns to drafts, and opens reverts where asked. What could not be stopped is in the answer. Repeatable. */
    post: operations['recallCampaign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Tries the failed tasks of one failure class again, or says which these are. */
    post: operations['retryCampaignTargets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/reviewers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who would review what the campaign brings, and how much that is for whom, as of now. */
    get: operations['getCampaignReviewers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/campaigns/{id}/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the campaign has gone, in figures. */
    get: operations['getCampaignProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/schedules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All schedules that match, those that run next first, without their CSV files. */
    get: operations['listSchedules'];
    put?: never;
    post: operations['createSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/schedules/next-runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** When a schedule would run next; stores nothing. */
    post: operations['previewSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/schedules/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getSchedule'];
    /** Changes a schedule that is not kept in the catalog; runs that have begun go on as they began. */
    put: operations['changeSchedule'];
    post?: never;
    /** Deletes a schedule and the list of its runs; their campaigns stay. */
    delete: operations['deleteSchedule'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/schedules/{id}/enable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['enableSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/schedules/{id}/disable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** No run begins any more; what a run has started goes on. */
    post: operations['disableSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/schedules/{id}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs of a schedule, the latest first. */
    get: operations['listScheduleRuns'];
    put?: never;
    /** Asks for a run now, beside those that are planned; also of a disabled schedule, and in a freeze of the schedule. */
    post: operations['runSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
/** @public */
export type webhooks = Record<string, never>;
/** @public */
export interface components {
  schemas: {
    /**
     * The one word that people see, computed from the three states.
     */
    Phase:
      | 'awaiting-approval'
      | 'scheduled'
      | 'queued'
      | 'launching'
      | 'running'
      | 'needs-attention'
      | 'in-review'
      | 'done'
      | 'done-without-change'
      | 'failed'
      | 'withdrawn';

    LaunchState:
      | 'awaiting_approval'
      | 'queued'
      | 'launching'
      | 'launched'
      | 'launch_unknown'
      | 'launch_failed'
      | 'rejected'
      | 'withdrawn';
    /**
     * GitHub's own states, verbatim.
     */
    AgentState:
      | 'queued'
      | 'in_progress'
      | 'completed'
      | 'failed'
      | 'idle'
      | 'waiting_for_user'
      | 'timed_out'
      | 'cancelled';

    PullState: 'draft' | 'open' | 'merged' | 'closed';

    FailureClass:
      | 'bad-request'
      | 'token-rejected'
      | 'permission-denied'
      | 'licence-missing'
      | 'not-found'
      | 'rate-limited'
      | 'github-unavailable'
      | 'not-sent'
      | 'outcome-unknown'
      | 'agent-error'
      | 'model-unavailable'
      | 'ruleset'
      | 'timed-out'
      | 'cancelled'
      | 'no-identity'
      | 'policy'
      | 'requester-token-missing'
      | 'requester-token-rejected'
      | 'requester-not-permitted'
      | 'approval-rejected'
      | 'approval-expired';
    Reason: {
      /** Stable, for programs. */
      code: string;
      /** A sentence to act on. */
      message: string;
      nextStep?: string;
      /** Name of the request's field or parameter, where one is to blame. */
      field?: string;
    };
    Refusal: {
      error: {
        name: string;
        message: string;
      } & {
        [key: string]: unknown;
      };
      request?: {
        [key: string]: unknown;
      };
      response?: {
        [key: string]: unknown;
      };
      reasons: components['schemas']['Reason'][];
    };
    SubmitTaskRequest: {
      /** Entity reference of the template, `name` or `agenttasktemplate:namespace/name`. Either this or `prompt`. */
      template?: string;
      /** A free prompt, where policy allows one. */
      prompt?: string;
      entityRef?: string;
      /** `https://host/owner/name` or the scaffolder's `host?owner=…&repo=…`. The entity's repository unless given. */
      repoUrl?: string;
      parameters?: {
        [key: string]: unknown;
      };
      model?: string;
      customAgent?: string;
      baseRef?: string;
      createPullRequest?: boolean;
      ticket?: string;
      /** Format: date-time */
      notBefore?: string;
      idempotencyKey?: string;
      dryRun?: boolean;
      /**
       * Where the request was made.
       */
      source?: 'portal' | 'scaffolder' | 'api' | 'campaign';
    };
    ResolveTasksRequest: {
      ids: string[];

      action: 'relaunch' | 'mark-launched' | 'give-up';
      /** The task on GitHub, for `mark-launched` of one task. */
      githubTaskId?: string;
      reason?: string;
    };
    ResolveTaskResult: {
      /** Format: uuid */
      id: string;
      resolved: boolean;
      task?: components['schemas']['Task'];
      /** Why not, where it was not resolved. */
      reasons?: components['schemas']['Reason'][];
    };
    Decision: {
      result: 'allow' | 'deny' | 'needs-approval';
      reasons: components['schemas']['Reason'][];
      /** Every check that was evaluated. */
      checks: {
        id: string;

        result: 'allow' | 'deny' | 'needs-approval';
      }[];
      /** What to know beside the result: what could not be asked, who can review, when it starts. Refuses nothing. */
      notes?: components['schemas']['Reason'][];
      /**
       * Format: date-time
       * Policy lets the task start no earlier.
       */
      notBefore?: string;
      /** Who has to agree, where somebody has to. */
      approvals?: components['schemas']['ApprovalNeed'][];
      /** Format: date-time */
      evaluatedAt: string;
    };
    /** So many different people of these have to agree. */
    ApprovalNeed: {
      /** Of the reason that asks for it. */
      code: string;
      count: number;
      /** Entity references of users and groups. */
      by: string[];
      /** Users who have agreed. */
      approvedBy?: string[];
    };
    /** An approval that is waited for. */
    Approval: {
      /** Who submitted or retried the task. */
      askedBy: string;
      /** Format: date-time */
      askedAt: string;
      /** Format: date-time */
      expiresAt: string;
      /** Of the prompt that is to be approved. */
      promptDigest: string;
      needs: components['schemas']['ApprovalNeed'][];
      given: {
        approver: string;
        /** Format: date-time */
        at: string;
        comment?: string;
      }[];
    };
    ApproveTaskRequest: {
      /** Of the prompt that was read, `approval.promptDigest`. */
      promptDigest: string;
      comment?: string;
    };
    RejectTaskRequest: {
      /** Of the prompt that was read, `approval.promptDigest`. */
      promptDigest: string;
      /** Why, for the requester. */
      comment: string;
    };
    ApprovalPage: {
      items: components['schemas']['Task'][];
      totalItems: number;
      pageInfo: {
        nextCursor?: string;
      };
    };
    Repository: {
      host: string;
      owner: string;
      name: string;
      url: string;
    };
    TemplateUse: {
      ref: string;
      title: string;
      version: string;
      /** `sha256:` and 64 hexadecimal digits of the canonical content. */
      digest: string;
    };
    PullRequest: {
      number: number;
      url: string;
      title: string;
      state: components['schemas']['PullState'];
      isDraft: boolean;

      checks: 'none' | 'pending' | 'success' | 'failure';

      reviewDecision:
        | 'none'
        | 'review-required'
        | 'approved'
        | 'changes-requested';
      headRef?: string;
      additions?: number;
      deletions?: number;
      changedFiles?: number;
      /** Format: date-time */
      mergedAt?: string;
      mergeCommit?: string;

      mergeable?: 'mergeable' | 'conflicting' | 'unknown';
      /**
       * Format: date-time
       * When the broker closes it, because nothing happens in it, unless something does.
       */
      closesAt?: string;
      /** Workflows wait for a person's "Approve and run" on GitHub. */
      workflowsWaiting?: boolean;
      /** Logins, and teams as `organization/team`, whose review is asked. */
      requestedReviewers?: string[];
      /** The latest review of each person. */
      reviews?: components['schemas']['PullRequestReview'][];
      /** Format: date-time */
      readAt: string;
    };
    PullRequestReview: {
      login: string;

      state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
    };
    /**
     * What keeps a task from its next phase, the first thing first.
     */
    WaitKind:
      | 'approval'
      | 'time'
      | 'launch'
      | 'resolution'
      | 'agent-start'
      | 'agent'
      | 'answer'
      | 'idle'
      | 'pull-request'
      | 'permission'
      | 'conflict'
      | 'workflow-approval'
      | 'checks'
      | 'checks-failing'
      | 'changes'
      | 'capacity'
      | 'ready'
      | 'reviewer'
      | 'review'
      | 'merge'
      | 'retry';

    FollowUpKind: 'fix-checks' | 'address-review';
    /**
     * What an attempt does otherwise than the first one.
     */
    AttemptMode:
      | 'same'
      | 'other-model'
      | 'continue'
      | 'fix-checks'
      | 'address-review';
    AttemptPlan: {
      mode: components['schemas']['AttemptMode'];
      model?: string;
      /** Branch of the pull request that it goes on with. */
      headRef?: string;
    };
    /** Since when a task waits for what it waits for, and who was told. */
    Wait: {
      kind: components['schemas']['WaitKind'];
      /** Format: date-time */
      since: string;
      /** It has waited for longer than its service level. */
      overdue: boolean;
      /** Format: date-time */
      overdueAt?: string;
      /** Entity references of those who were told that it is overdue. */
      told: string[];
      /**
       * Format: date-time
       * When the next ones are told.
       */
      nextNoticeAt?: string;
      /** Who has acknowledged it, snoozed it or taken it over. */
      attendedBy?: string;
      /** Format: date-time */
      snoozedUntil?: string;
      /** Whose step it is by now. */
      takenBy?: string;
    };
    AttendTaskRequest: {
      action: 'acknowledge' | 'snooze' | 'take-over';
      /**
       * Format: date-time
       * Of `snooze`; at most 30 days ahead.
       */
      until?: string;
    };
    Failure: {
      class: components['schemas']['FailureClass'];
      message: string;
      nextStep: string;
      retryHelps: boolean;
    };
    /** What happens next and who owns it, in one sentence. */
    NextStep: {
      sentence: string;
      waitsFor?: components['schemas']['WaitKind'];
      /**
       * Format: date-time
       * When the step is due at the earliest, where a time is known.
       */
      at?: string;
      /** Entity reference of who owns the step, where a person does. */
      owner?: string;

      action?:
        | 'answer'
        | 'review'
        | 'merge'
        | 'approve-workflows'
        | 'retry'
        | 'resolve'
        | 'approve';
      url?: string;
    };
    TaskAction: {
      allowed: boolean;
      /** Why not, where it is not allowed. */
      reason?: string;
    };
    FollowUpAction: {
      allowed: boolean;
      /** Why not, where it is not allowed. */
      reason?: string;
      /** What the agent can be asked for now. */
      kinds: components['schemas']['FollowUpKind'][];
    };
    Usage: {
      /** AI credits, summed over all sessions of all attempts, one decimal. */
      credits: number;
      premiumRequests?: number;
    };
    Task: {
      /** Format: uuid */
      id: string;
      title: string;
      phase: components['schemas']['Phase'];
      /** Format: date-time */
      phaseSince: string;
      launchState: components['schemas']['LaunchState'];
      agentState?: components['schemas']['AgentState'];
      pullState?: components['schemas']['PullState'];
      entityRef?: string;
      repository: components['schemas']['Repository'];
      owner?: string;
      tier?: string;
      migrationTarget?: string;
      template?: components['schemas']['TemplateUse'];
      model?: string;
      customAgent?: string;
      baseRef?: string;
      headRef?: string;
      createPullRequest: boolean;
      ticket?: string;
      /** Format: date-time */
      notBefore?: string;
      identity?: string;
      /** Entity reference or service subject. */
      requestedBy: string;

      source: 'portal' | 'scaffolder' | 'api' | 'campaign';
      /**
       * Format: uuid
       * Campaign that the task belongs to.
       */
      campaignId?: string;
      attemptCount: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      /** Format: date-time */
      launchedAt?: string;
      /** Format: date-time */
      settledAt?: string;
      /**
       * Format: date-time
       * When GitHub was last read for this task.
       */
      readAt?: string;
      githubTask?: {
        id: string;
        /** As GitHub gave it. */
        url: string;
      };
      pullRequest?: components['schemas']['PullRequest'];
      failure?: components['schemas']['Failure'];
      usage?: components['schemas']['Usage'];
      approval?: components['schemas']['Approval'];
      nextStep: components['schemas']['NextStep'];
      wait?: components['schemas']['Wait'];
      actions: {
        attend: components['schemas']['TaskAction'];
        followUp: components['schemas']['FollowUpAction'];
        retry: components['schemas']['TaskAction'];
        withdraw: components['schemas']['TaskAction'];
        resolve: components['schemas']['TaskAction'];
        approve: components['schemas']['TaskAction'];
      };
    };
    Session: {
      id: string;
      name?: string;
      state: components['schemas']['AgentState'];
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      completedAt?: string;
      model?: string;
      credits?: number;
      headRef?: string;
      error?: string;
    };
    /** The definition of the custom agent, as GitHub showed it right before the attempt was sent. Missing where the task names no custom agent, or where the file was not found or not shown. */
    CustomAgentFile: {
      /** `owner/name`; the repository of the task, or one of its owner's `.github-private` and `.github`. */
      repository: string;
      path: string;
      /** Of the git blob; `GET /repos/{owner}/{repo}/git/blobs/{sha}` at GitHub answers its words. */
      sha: string;
    };
    Attempt: {
      number: number;
      marker: string;

      outcome: 'pending' | 'accepted' | 'not-accepted' | 'not-sent' | 'unknown';
      identity?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      sentAt?: string;
      /** Format: date-time */
      settledAt?: string;
      httpStatus?: number;
      agentState?: components['schemas']['AgentState'];
      githubTask?: {
        id: string;
        url: string;
      };
      failure?: components['schemas']['Failure'];
      usage?: components['schemas']['Usage'];
      plan?: components['schemas']['AttemptPlan'];
      /** What it sent, where the task was given other parameters since. */
      prompt?: string;
      /** Of that prompt. */
      parameters?: {
        [key: string]: unknown;
      };
      customAgentFile?: components['schemas']['CustomAgentFile'];
      sessions: components['schemas']['Session'][];
    };
    TimelineEntry: {
      id: string;
      /** Format: date-time */
      at: string;

      kind:
        | 'requested'
        | 'decided'
        | 'launching'
        | 'launched'
        | 'launch-failed'
        | 'launch-unknown'
        | 'requeued'
        | 'agent-state'
        | 'pull-request'
        | 'retried'
        | 'withdrawn'
        | 'rejected'
        | 'adopted'
        | 'approval-asked'
        | 'approved'
        | 'approval-expired'
        | 'escalated'
        | 'attended';
      /** Entity reference of a person, `plugin:agent-tasks`, or `github`. */
      actor: string;
      data: {
        [key: string]: unknown;
      };
    };
    TaskDetail: components['schemas']['Task'] & {
      /** As sent, with the marker line of the latest attempt where there is one. */
      prompt: string;
      parameters: {
        [key: string]: unknown;
      };
      decision: components['schemas']['Decision'];
      /** Includes that the prompt was rendered with, in their order. */
      includes?: components['schemas']['TemplateUse'][];
      attempts: components['schemas']['Attempt'][];
      timeline: components['schemas']['TimelineEntry'][];
    };
    TaskPreview: {
      dryRun: true;
      title: string;
      repository: components['schemas']['Repository'];
      entityRef?: string;
      owner?: string;
      tier?: string;
      migrationTarget?: string;
      template?: components['schemas']['TemplateUse'];
      model?: string;
      customAgent?: string;
      baseRef?: string;
      createPullRequest: boolean;
      identity?: string;
      prompt: string;
      parameters: {
        [key: string]: unknown;
      };
      decision: components['schemas']['Decision'];
      /** Includes that the prompt was rendered with, in their order. */
      includes?: components['schemas']['TemplateUse'][];
      expectedCredits?: components['schemas']['CreditsEstimate'];
    };
    TaskPage: {
      items: components['schemas']['Task'][];
      totalItems: number;
      pageInfo: {
        nextCursor?: string;
        prevCursor?: string;
      };
    };
    FacetValue: {
      value: string;
      label?: string;
      count: number;
    };
    TaskFacets: {
      facets: {
        phase: components['schemas']['FacetValue'][];
        template: components['schemas']['FacetValue'][];
        owner: components['schemas']['FacetValue'][];
        tier: components['schemas']['FacetValue'][];
      };
      figures: {
        running: number;
        needsAttention: number;
        inReview: number;
        mergedIn7Days: number;
        doneIn30Days: number;
        failedIn30Days: number;
        /** Absent while no task of the 30 days has reported usage. */
        creditsIn30Days?: number;
      };
    };
    /**
     * An `include` is a text that templates begin with.
     */
    TemplateType: 'template' | 'include';
    /**
     * Where a version stands. Drafts and revoked versions do not launch.
     */
    TemplateStatus: 'draft' | 'approved' | 'deprecated' | 'revoked';

    TemplateDrift: 'current' | 'stale-running' | 'stale-open' | 'stale-merged';
    TemplateDriftCounts: {
      current: number;
      staleRunning: number;
      staleOpen: number;
      staleMerged: number;
    };
    TemplateStatusRequest: {
      reason: string;
    };
    TemplateStatusChange: {
      /** Format: date-time */
      at: string;
      /** Entity reference or service subject. */
      actor: string;
      from: components['schemas']['TemplateStatus'];
      to: components['schemas']['TemplateStatus'];
      reason: string;
    };
    /** Tasks that were sent with a version; GET /v1/tasks with its `templateDigest` lists them. */
    TemplateBeyondReach: {
      running: number;
      /** With an open pull request. */
      open: number;
      merged: number;
    };
    TemplateRevocation: {
      version: components['schemas']['TemplateVersion'];
      /** Tasks that were queued and will not be sent. */
      withdrawn: number;
      beyondReach: components['schemas']['TemplateBeyondReach'];
    };
    /** What tasks of the template have used in the last 90 days; without `p50` nothing is known. */
    CreditsEstimate: {
      /** That have reported their usage. */
      tasks: number;
      p50?: number;
      p90?: number;
    };
    /** Of everything that the question is about, not of the page. */
    ProvenanceCounts: {
      tasks: number;
      repositories: number;
      pullRequests: number;
      merged: number;
      /** AI credits, one decimal. */
      credits: number;
    };
    ProvenancePullRequest: {
      number: number;
      url: string;
      title: string;
      state: components['schemas']['PullState'];
      /** Format: date-time */
      mergedAt?: string;
      mergeCommit?: string;
    };
    ProvenanceRow: {
      /** Format: uuid */
      taskId: string;
      title: string;
      phase: components['schemas']['Phase'];
      /** Format: date-time */
      createdAt: string;
      repository: components['schemas']['Repository'];
      entityRef?: string;
      owner?: string;
      template?: components['schemas']['TemplateUse'];
      ticket?: string;
      /** Entity reference or service subject. */
      requestedBy: string;
      /** Who approved it, as the audit trail says. */
      approvers: string[];
      identity?: string;
      /** As asked for. */
      model?: string;
      /** As the sessions say. */
      sessionModels: string[];
      customAgent?: string;
      /** Of the prompt, which `GET /v1/tasks/{id}` answers. */
      promptDigest: string;
      usage?: components['schemas']['Usage'];
      /** One for each attempt that GitHub accepted, and adopted ones. */
      githubTasks: {
        id: string;
        url?: string;
        adopted: boolean;
        customAgentFile?: components['schemas']['CustomAgentFile'];
      }[];
      /** Of all attempts, latest first. */
      pullRequests: components['schemas']['ProvenancePullRequest'][];
    };
    ProvenancePage: {
      counts: components['schemas']['ProvenanceCounts'];
      items: components['schemas']['ProvenanceRow'][];
      pageInfo: {
        nextCursor?: string;
        prevCursor?: string;
      };
    };
    /**
     * `planning` looks its targets up; `planned` waits to be started; `running` opens waves; `paused` starts nothing; `stopped` has ended before its end; `recalling` takes back, `recalled` has; `done` has come to its end.
     */
    CampaignState:
      | 'planning'
      | 'planned'
      | 'running'
      | 'paused'
      | 'stopped'
      | 'recalling'
      | 'recalled'
      | 'done';
    /**
     * What policy says of a target: `allowed`, `needs-approval` before it is launched, or `refused`; `unknown` where it could not be asked.
     */
    CampaignVerdict: 'allowed' | 'needs-approval' | 'refused' | 'unknown';
    /**
     * The phase of its task; `waiting` has none yet, and `deferred` does not before the date of its owner.
     */
    CampaignTargetStatus:
      | 'waiting'
      | 'deferred'
      | 'refused'
      | 'excluded'
      | 'awaiting-approval'
      | 'scheduled'
      | 'queued'
      | 'launching'
      | 'running'
      | 'needs-attention'
      | 'in-review'
      | 'done'
      | 'done-without-change'
      | 'failed'
      | 'withdrawn';
    /**
     * Whether a target has reached the goal that its template names. `regressed` had, and has not any more; `unknown` is what could not be looked at, which is never taken for met.
     */
    CampaignOutcome:
      | 'merged-met'
      | 'merged-not-met'
      | 'met-without-pull-request'
      | 'regressed'
      | 'not-met'
      | 'unknown';
    CampaignRequest: {
      title: string;
      description?: string;
      /** Entity reference of the group or user who answers for it. */
      owner: string;
      template: string;
      /** For each target. A text may have expressions over its entity, such as `${{ entity.metadata.annotations['acme.com/java'] }}`. */
      parameters?: {
        [key: string]: unknown;
      };
      ticket?: string;
      targets: components['schemas']['CampaignTargets'];
      /** One wave with everything unless given; what no wave takes comes last. */
      waves?: components['schemas']['CampaignWaveRequest'][];
      /** Most unfinished tasks of one owner, of this and other campaigns; no limit unless given. */
      maxOpenPerOwner?: number;
      /** Format: date-time */
      dueAt?: string;
      /** Of a creation; a repeat answers the campaign of the first. */
      idempotencyKey?: string;
    };
    /** Catalog filters, references and rows together, without what is excluded. */
    CampaignTargets: {
      /** Alternatives. All conditions of one have to hold; keys are the catalog's, such as `kind`, `spec.type`, `relations.ownedBy`. */
      filter?: {
        [key: string]: string | string[];
      }[];
      entityRefs?: string[];
      /** A header with `entityRef` or `repoUrl`, and a column for each parameter that a row sets otherwise. */
      csv?: string;
      excludeEntityRefs?: string[];
      /** A task for each component, also where several share a repository; one task for the repository otherwise. */
      perComponent?: boolean;
    };
    CampaignWaveRequest: {
      title?: string;
      select: components['schemas']['CampaignWaveSelect'];
      gate?: components['schemas']['CampaignGate'];
    };
    /** What the wave takes of the targets that no earlier one has: one of count, percent of all, tiers, owners or systems; the rest where none is given. */
    CampaignWaveSelect: {
      count?: number;
      percent?: number;
      tiers?: string[];
      owners?: string[];
      systems?: string[];
    };
    /** What has to hold before the next wave opens. Shares are of the targets of the wave whose outcome is known, 0 to 1. */
    CampaignGate: {
      /** Outcomes that have to be known; all of the wave unless given, and never more than it has. */
      minimumSample?: number;
      mergedAtLeast?: number;
      closedAtMost?: number;
      failedAtMost?: number;
      checksGreenAtLeast?: number;
      /** How long the last needed outcome has to have been known. */
      soakMinutes?: number;
      /** A person has to confirm. */
      confirmation?: boolean;
      /** Stops the campaign where so many failed or were closed. */
      stopAbove?: {
        share: number;
        minimumSample?: number;
      };
    };
    CampaignGateCondition: {
      kind:
        | 'sample'
        | 'merged'
        | 'closed'
        | 'failed'
        | 'checks'
        | 'soak'
        | 'confirmation';
      /** A count, a share from 0 to 1, or minutes. */
      needed: number;
      /** Missing where nothing is known yet, which never opens a gate. */
      now?: number;
      met: boolean;
    };
    CampaignWave: {
      number: number;
      title?: string;
      select: components['schemas']['CampaignWaveSelect'];
      gate?: components['schemas']['CampaignGate'];
      /**
       * `held` has all outcomes and does not meet its gate; a person decides.
       */
      state: 'waiting' | 'open' | 'held' | 'passed' | 'stopped';
      targets: number;
      counts: components['schemas']['CampaignCounts'];
      conditions: components['schemas']['CampaignGateCondition'][];
      /** Format: date-time */
      openedAt?: string;
      /** Format: date-time */
      passedAt?: string;
      /** Who has opened the gate, where a person did. */
      passedBy?: string;
    };
    /** Targets by status; what is missing is none. */
    CampaignCounts: {
      [key: string]: number;
    };
    Campaign: {
      id: string;
      title: string;
      description?: string;
      owner: string;
      state: components['schemas']['CampaignState'];
      /** Format: date-time */
      stateSince: string;
      /** Why it is paused or stopped. */
      stateReason?: string;
      /** What holds it up, in a sentence. */
      waitsFor?: string;
      createdBy: string;
      /** Schedule whose run it is. */
      scheduleId?: string;
      /** Format: date-time */
      createdAt: string;
      startedBy?: string;
      /** Format: date-time */
      startedAt?: string;
      /** Format: date-time */
      endedAt?: string;
      /** Format: date-time */
      dueAt?: string;
      template: components['schemas']['TemplateUse'];
      request: components['schemas']['CampaignRequest'];
      planning?: {
        /** Targets that were judged. */
        done: number;
        /** Once it is known. */
        total?: number;
        /** The replica that planned it is gone; plan it again. */
        interrupted: boolean;
        /** Why it could not be planned. */
        problem?: string;
      };
      /** Without refused and excluded ones. */
      targets: number;
      counts: components['schemas']['CampaignCounts'];
      /** Targets by verdict. */
      verdicts: {
        [key: string]: number;
      };
      /** From tasks of the same template; missing where too few have ended. */
      estimate?: {
        sample: number;
        /** Of all targets together. */
        creditsP50: number;
        creditsP90: number;
        /** Of one target. */
        minutesP50: number;
        minutesP90: number;
      };
      /** The least time that GitHub's limits leave for launching all. */
      launchMinutes?: number;
      waves: components['schemas']['CampaignWave'][];
      actions: {
        edit: components['schemas']['TaskAction'];
        start: components['schemas']['TaskAction'];
        pause: components['schemas']['TaskAction'];
        resume: components['schemas']['TaskAction'];
        stop: components['schemas']['TaskAction'];
        openGate: components['schemas']['TaskAction'];
        recall: components['schemas']['TaskAction'];
        extend: components['schemas']['TaskAction'];
        changeVersion: components['schemas']['TaskAction'];
      };
      /** Its story, oldest first; with one campaign only. */
      timeline?: components['schemas']['CampaignEvent'][];
    };
    CampaignEvent: {
      id: string;
      /** Format: date-time */
      at: string;

      kind:
        | 'created'
        | 'planned'
        | 'targets-excluded'
        | 'targets-included'
        | 'target-deferred'
        | 'target-opted-out'
        | 'target-taken-back'
        | 'owners-reminded'
        | 'targets-added'
        | 'version-changed'
        | 'started'
        | 'wave-opened'
        | 'gate-held'
        | 'gate-passed'
        | 'paused'
        | 'resumed'
        | 'stopped'
        | 'recalled'
        | 'retried'
        | 'done';
      actor: string;
      data: {
        [key: string]: unknown;
      };
    };
    CampaignPage: {
      items: components['schemas']['Campaign'][];
      totalItems: number;
      pageInfo: {
        nextCursor?: string;
        prevCursor?: string;
      };
    };
    CampaignTarget: {
      id: string;
      position: number;
      /** Missing where it takes no part. */
      wave?: number;
      repository?: components['schemas']['Repository'];
      entityRefs: string[];
      owner?: string;
      tier?: string;
      system?: string;
      /** Of the CSV, from 1 on. */
      row?: number;
      parameters: {
        [key: string]: unknown;
      };
      verdict: components['schemas']['CampaignVerdict'];
      reasons: components['schemas']['Reason'][];
      status: components['schemas']['CampaignTargetStatus'];
      excluded?: {
        by: string;
        /** Format: date-time */
        at: string;
        reason?: string;
        /** Its owner has said so. */
        optedOut?: boolean;
      };
      /** Its owner has put it off; it does not start before. */
      deferred?: {
        /** Format: date-time */
        until: string;
        by: string;
        /** Format: date-time */
        at: string;
        reason?: string;
      };
      /** Whether the caller may put it off, opt out or take that back; in lists. */
      decide?: components['schemas']['TaskAction'];
      /** Unfinished tasks of others in the same repository. */
      openTasks?: number;
      outcome?: components['schemas']['CampaignTargetOutcome'];
      task?: {
        id: string;
        phase: components['schemas']['Phase'];
        /** Format: date-time */
        phaseSince: string;
        /** That it was made from. */
        templateVersion?: string;
        failureClass?: components['schemas']['FailureClass'];
        pullRequest?: {
          number: number;
          url: string;
        };
      };
      /** What became of taking it back. */
      recall?: {
        state: 'pending' | 'done' | 'not-stopped' | 'failed';
        message?: string;
      };
    };
    /** Whether the goal is reached; missing where the template names none, or the target was refused. */
    CampaignTargetOutcome: {
      outcome: components['schemas']['CampaignOutcome'];
      /**
       * Format: date-time
       * The latest look; missing before the first.
       */
      checkedAt?: string;
      /**
       * Format: date-time
       * Missing where it is not looked at any more.
       */
      nextCheckAt?: string;
      /** What was seen since when, oldest first; the latest ones. */
      results: {
        result: 'met' | 'not-met' | 'unknown';
        /** Format: date-time */
        since: string;
        /** Format: date-time */
        until: string;
        message?: string;
      }[];
    };
    CampaignTargetPage: {
      items: components['schemas']['CampaignTarget'][];
      totalItems: number;
      pageInfo: {
        nextCursor?: string;
        prevCursor?: string;
      };
      /** Of the whole campaign. */
      facets: {
        owner: components['schemas']['CampaignCounts'];
        tier: components['schemas']['CampaignCounts'];
        system: components['schemas']['CampaignCounts'];
        /** Targets that take part, by outcome; missing where the template names no goal. */
        outcome?: {
          [key: string]: number;
        };
      };
    };
    CampaignTargetDetail: components['schemas']['CampaignTarget'] & {
      title?: string;
      prompt: string;
      decision: components['schemas']['Decision'];
      /** Missing where it has no repository. */
      reviewers?: components['schemas']['TargetReviewers'];
      clashes?: components['schemas']['TargetClashes'];
    };
    /** What else is under way in its repository, as of now; missing where there is none. */
    TargetClashes: {
      /** Tasks of others with an open pull request or on their way to one, that the caller may read; at most 20, the oldest first. */
      tasks: {
        id: string;
        title: string;
        phase: components['schemas']['Phase'];
        requestedBy: string;
        campaignId?: string;
        pullRequest?: {
          number: number;
          url: string;
        };
      }[];
      /** Others that the caller may not read. */
      hiddenTasks: number;
      /** Other campaigns that are planned or under way, with a target in the repository that has not ended; at most 20. */
      campaigns: {
        id: string;
        title: string;
        state: components['schemas']['CampaignState'];
        status: components['schemas']['CampaignTargetStatus'];
      }[];
    };
    /** Who may review its pull request: the first team is asked, and where there is none, the least busy of the people. Both empty where nobody may. */
    TargetReviewers: {
      /** Whether the broker asks them, or leaves that to people. */
      asked: boolean;
      /** Owners, or whom the template or the configuration names. */
      refs: string[];
      /** As organization/team. */
      teams: string[];
      /** Logins. */
      people: string[];
    };
    CampaignReviewers: {
      /** Whether the broker asks them, or leaves that to people. */
      asked: boolean;
      /** What holds the load down; what is missing has no limit. */
      limits: {
        /** Pull requests of an owner that are ready at once. */
        readyPerOwner?: number;
        /** Unfinished tasks of an owner in campaigns. */
        tasksPerOwner?: number;
        /** Open pull requests of agents in one repository. */
        openPerRepository?: number;
      };
      /** Those with most to come first. A target whose template names several counts for each. */
      groups: components['schemas']['CampaignReviewerGroup'][];
      /** Targets that nobody may review, by owner. */
      withoutReviewer: {
        owner?: string;
        targets: number;
      }[];
    };
    CampaignReviewerGroup: {
      /** Entity reference. */
      ref: string;
      teams: string[];
      people: string[];
      /** That take part. */
      targets: number;
      /** Those of them without a pull request so far. */
      toCome: number;
      /** Pull requests of agents that are ready and open now, of its own components or asked of its teams, whatever they belong to. */
      open: number;
      /** The same that are drafts. */
      drafts: number;
      /** Most that are ready at once, where there is a limit. */
      atMost?: number;
    };
    DeferTargetRequest: {
      /**
       * Format: date-time
       * In the future, and within a year.
       */
      until: string;
      reason: string;
    };
    OptOutTargetRequest: {
      reason: string;
    };
    CampaignSharePage: {
      items: components['schemas']['CampaignShare'][];
    };
    CampaignShare: {
      id: string;
      title: string;
      state: components['schemas']['CampaignState'];
      /** Format: date-time */
      dueAt?: string;
      /** The wave that is open or held. */
      wave?: number;
      waves: number;
      counts: components['schemas']['CampaignCounts'];
      /** Those of them that wait for an answer, an approval or a review. */
      waitingForPeople: number;
      /** Where entities were asked for, at most 20. */
      targets: components['schemas']['CampaignTarget'][];
    };
    CampaignChanges: {
      /** Format: date-time */
      at: string;
      joined: {
        /** The first 1,000, in the order of starting. */
        items: components['schemas']['CampaignJoinedTarget'][];
        totalItems: number;
      };
      left: {
        /** The first 1,000, in the order of starting. */
        items: components['schemas']['CampaignLeftTarget'][];
        totalItems: number;
      };
    };
    CampaignJoinedTarget: {
      /** What makes it one target; names it in an extension. */
      key: string;
      repository?: components['schemas']['Repository'];
      entityRefs: string[];
      /** Of a CSV, from 1 on. */
      row?: number;
      owner?: string;
      tier?: string;
      problem?: components['schemas']['Reason'];
    };
    CampaignLeftTarget: {
      target: components['schemas']['CampaignTarget'];
      /**
       * `entity-gone`: the catalog has none of its components any more that the caller may read; `no-match`: the query does not find it; `opted-out`: it keeps agents out; `repository-changed`: its component is in another one; `repository-unknown`: its component names none.
       */
      reason:
        | 'entity-gone'
        | 'no-match'
        | 'opted-out'
        | 'repository-changed'
        | 'repository-unknown';
      repository?: components['schemas']['Repository'];
    };
    CampaignExtendRequest: {
      /** What the campaign's query finds now and that is not in it. */
      joined?: boolean;
      /** Only these of what has joined. */
      keys?: string[];
      entityRefs?: string[];
      /** As in the request of a campaign. */
      csv?: string;
      reason?: string;
      dryRun?: boolean;
    };
    CampaignExtension: {
      /** Targets that take part now. */
      added: number;
      /** Targets that policy refuses; they take no part. */
      refused: number;
      /** Those that it has already. */
      known: number;
      /** More than one call adds; the same call again goes on. */
      remaining: number;
      /** Where they are, in a campaign that has started. */
      wave?: number;
      /** What cannot be a target, with why. */
      problems: components['schemas']['CampaignJoinedTarget'][];
      /** The first 100, refused ones first. */
      items: components['schemas']['CampaignAddedTarget'][];
      campaign?: components['schemas']['Campaign'];
    };
    CampaignAddedTarget: components['schemas']['CampaignJoinedTarget'] & {
      verdict: components['schemas']['CampaignVerdict'];
      reasons: components['schemas']['Reason'][];
    };
    CampaignVersionRequest: {
      /** Of the version that was looked at; refused where the template has changed since. */
      digest?: string;
      reason?: string;
      dryRun?: boolean;
    };
    CampaignVersionChange: {
      from: components['schemas']['TemplateUse'];
      to: components['schemas']['TemplateUse'];
      /** Those that have no task yet. */
      targets: number;
      /** The first 500 of them; others when their turn comes. */
      judged: number;
      verdicts: components['schemas']['CampaignCounts'];
      /** The first 20 that were judged, refused ones first. */
      items: {
        target: components['schemas']['CampaignTarget'];
        verdict: components['schemas']['CampaignVerdict'];
        reasons: components['schemas']['Reason'][];
        title?: string;
        prompt?: string;
      }[];
      campaign?: components['schemas']['Campaign'];
    };
    ExcludeTargetsRequest: {
      ids: string[];
      reason?: string;
    };
    IncludeTargetsRequest: {
      ids: string[];
    };
    CampaignReasonRequest: {
      reason?: string;
    };
    CampaignGateRequest: {
      wave: number;
      /** Opens it although a condition is not met; wants a reason. */
      override?: boolean;
      reason?: string;
    };
    CampaignRecallRequest: {
      /** All unless given. */
      wave?: number;
      /**
       * What becomes of open pull requests.
       */
      pullRequests: 'close' | 'draft' | 'leave';
      /** Opens a revert pull request for each that was merged. */
      revert?: boolean;
      reason: string;
      dryRun?: boolean;
    };
    CampaignRecall: {
      /** Tasks that were not sent. */
      withdraws: number;
      closes: number;
      drafts: number;
      reverts: number;
      /** Agents at work; GitHub has no call that stops them. */
      notStopped: components['schemas']['CampaignTarget'][];
      campaign?: components['schemas']['Campaign'];
    };
    CampaignRetryRequest: {
      failureClass: components['schemas']['FailureClass'];
      reason?: string;
      dryRun?: boolean;
    };
    CampaignRetry: {
      /** That have failed so. */
      tasks: number;
      /** Whose tasks these are, most first. */
      owners: {
        /** Missing where nobody is. */
        owner?: string;
        tasks: number;
      }[];
      retried: number;
      refused: {
        taskId: string;
        reasons: components['schemas']['Reason'][];
      }[];
    };
    CampaignProgress: {
      /** Targets by status over time, oldest first; the last is now. */
      series: {
        /** Format: date-time */
        at: string;
        counts: components['schemas']['CampaignCounts'];
      }[];
      byOwner: components['schemas']['CampaignSlice'][];
      byTier: components['schemas']['CampaignSlice'][];
      bySystem: components['schemas']['CampaignSlice'][];
      byFailureClass: components['schemas']['CampaignCounts'];
      /** Targets that wait for longer than they may, the longest first. */
      stuck: components['schemas']['CampaignTarget'][];
      /** Spent so far. */
      credits?: number;
      /** Whether targets have reached the goal that the template names; missing where it names none. */
      goal?: {
        title: string;
        /** Targets that take part, by outcome; what is missing is none. */
        counts: {
          [key: string]: number;
        };
        /**
         * Format: date-time
         * Nobody looks any more from then on; missing while it runs.
         */
        checkedUntil?: string;
      };
    };
    CampaignSlice: {
      /** Empty where there is none. */
      name: string;
      counts: components['schemas']['CampaignCounts'];
    };

    BypassStatus: 'open' | 'adopted' | 'excused';
    BypassFinding: {
      /** Format: uuid */
      id: string;
      status: components['schemas']['BypassStatus'];
      /**
       * `marker-copied`: its prompt carries the marker of a task of the broker's that is bound to another task of GitHub's.
       */
      kind: 'no-intent' | 'marker-copied';
      repository: {
        host: string;
        owner: string;
        name: string;
      };
      entityRef?: string;
      owner?: string;
      githubTask: {
        id: string;
        /** As GitHub gave it. */
        url?: string;
        state?: components['schemas']['AgentState'];
      };
      creator?: {
        /** GitHub's id of the user. */
        id: string;
        /** Where it is known. */
        login?: string;
      };
      /** Format: uuid */
      markerTaskId?: string;
      /**
       * Format: date-time
       * At GitHub.
       */
      createdAt: string;
      /** Format: date-time */
      foundAt: string;
      /** Format: uuid */
      adoptedTaskId?: string;
      decidedBy?: string;
      /** Format: date-time */
      decidedAt?: string;
      reason?: string;
    };
    BypassFindingPage: {
      items: components['schemas']['BypassFinding'][];
      totalItems: number;
      pageInfo: {
        nextCursor?: string;
        prevCursor?: string;
      };
    };
    AdoptBypassRequest: {
      /**
       * Format: uuid
       * A task of the broker's.
       */
      taskId: string;
      reason?: string;
    };
    ExcuseBypassRequest: {
      reason: string;
    };
    Template: {
      ref: string;
      title: string;
      description?: string;
      owner?: string;
      tags?: string[];
      type: components['schemas']['TemplateType'];
      version: string;
      digest: string;
      status: components['schemas']['TemplateStatus'];
      /** Digest of another content that had this version number before; the template is not launched until the number moves. */
      sameVersionAs?: string;
      /** Tasks ever made from the template; not counted where an entity was asked about. */
      uses?: number;
      /** JSON Schema of the parameters. */
      parameters: {
        [key: string]: unknown;
      };
      uiSchema?: {
        [key: string]: unknown;
      };
      ticketRequired?: boolean;
      model?: string;
      customAgent?: string;
      baseRef?: string;
      createPullRequest?: boolean;
      /** Whether the template is meant for the entity that was asked about. */
      fits: boolean;
      /** Values of the entity's metadata for parameters. */
      prefill?: {
        parameter: string;
        value: unknown;
        /** Where the value comes from, for people. */
        source: string;
      }[];
      /** Of the last 90 days. */
      history: {
        settled: number;
        succeeded: number;
        medianCredits?: number;
      };
    };
    TemplateVersion: {
      ref: string;
      version: string;
      digest: string;
      status: components['schemas']['TemplateStatus'];
      /** Who changed the content last, where the entity says so. */
      author?: string;
      /** Digest of another content that had this version number before; this one is not launched. */
      sameVersionAs?: string;
      /** Format: date-time */
      firstSeenAt: string;
      current: boolean;
      /** Tasks made from it, or with it as an include. */
      uses: number;
      /** How it came to its status, oldest first. */
      history: components['schemas']['TemplateStatusChange'][];
      actions: {
        promote: components['schemas']['TaskAction'];
        deprecate: components['schemas']['TaskAction'];
        revoke: components['schemas']['TaskAction'];
      };
      content: {
        [key: string]: unknown;
      };
      /** JSON Schema of its parameters. */
      parameters: {
        [key: string]: unknown;
      };
      /** How a form shows them, as the scaffolder's templates say it. */
      uiSchema: {
        [key: string]: unknown;
      };
    };
    Identity: {
      id: string;
      host: string;
      login?: string;
      repositories: string[];

      status: 'ok' | 'paused' | 'quarantined' | 'unused';
      /** Format: date-time */
      pausedUntil?: string;
      /** Why it is out of use, and what an administrator can do. */
      quarantine?: {
        code:
          | 'token-rejected'
          | 'refresh-token-rejected'
          | 'refresh-interrupted'
          | 'client-rejected'
          | 'refresh-refused'
          | 'token-unreadable'
          | 'encryption-key-missing';
        message: string;
        nextStep: string;
        /** Format: date-time */
        since?: string;
      };
      /**
       * What it launches with; `app` is the user token of a GitHub App that the broker refreshes.
       */
      tokenKind?:
        | 'fine-grained'
        | 'classic'
        | 'oauth'
        | 'app-user'
        | 'app'
        | 'unknown';
      /**
       * Format: date-time
       * End of the token; of the refresh token for `app`.
       */
      tokenExpiresAt?: string;
      /** Whole days until then, negative once it has ended. */
      tokenDaysLeft?: number;
      /** Format: date-time */
      lastUsedAt?: string;
      lastError?: {
        message: string;
        /** Format: date-time */
        at: string;
      };
      /** GitHub's primary limit, as last heard. */
      rateLimit?: {
        limit: number;
        remaining: number;
        /** Format: date-time */
        resetAt: string;
      };
      launchBudget: {
        perMinute: number;
        remainingPerMinute: number;
        perHour: number;
        remainingPerHour: number;
      };
      /** Queued tasks that only this identity may launch. */
      waiting?: number;
    };

    AuditResult: 'allowed' | 'refused';
    /** What somebody did or was refused. Written before its effect, in the same transaction. */
    AuditEvent: {
      id: string;
      /** Format: date-time */
      at: string;
      /** Such as `task.submit`. */
      action: string;
      actor: string;

      actorKind: 'user' | 'service' | 'schedule';
      /** For whom a service or a schedule has acted. */
      onBehalfOf?: string;
      result: components['schemas']['AuditResult'];
      requestId?: string;
      /** Format: uuid */
      taskId?: string;
      entityRef?: string;
      /** `host/owner/name`. */
      repository?: string;
      templateDigest?: string;
      ticket?: string;
      identity?: string;
      before?: {
        [key: string]: unknown;
      };
      after?: {
        [key: string]: unknown;
      };
      /** The decision with its reasons, and whatever else the action knows. */
      details: {
        [key: string]: unknown;
      };
      /** Place in the hash chain; absent until it is sealed. */
      position?: number;
      /** SHA-256 in hexadecimal. */
      hash?: string;
    };
    AuditEventPage: {
      items: components['schemas']['AuditEvent'][];
      pageInfo: {
        nextCursor?: string;
        prevCursor?: string;
      };
    };
    AuditVerification: {
      /** Whether everything that was checked is as it was sealed. */
      valid: boolean;
      /** Whether it was checked to the end of the chain. */
      complete: boolean;
      /** The positions after `after` up to `until` are as they were sealed. */
      checked: {
        after: number;
        until: number;
        events: number;
        /** Of the event at `until`. */
        hash: string;
      };
      /** The end of the chain, and what waits to be sealed. */
      sealed: {
        position: number;
        hash: string;
        /** Format: date-time */
        at?: string;
        waiting: number;
        /** Format: date-time */
        waitingSince?: string;
      };
      anchorsCompared: number;
      /** Up to here events were removed by age. */
      checkpoint?: {
        position: number;
        /** Format: date-time */
        at: string;
        /** Format: date-time */
        newestEventAt: string;
      };
      /** The first break of the chain. */
      broken?: {
        position: number;

        reason: 'edited' | 'gap' | 'reordered' | 'rewritten';
        message: string;
      };
    };
    ScheduleFreeze: {
      /** Local time of the schedule's time zone, such as `2026-12-18T18:00`. */
      from: string;
      /** Local time; not part of it. */
      until: string;
      reason?: string;
    };
    /** When something runs. */
    ScheduleTimes: {
      /** Five fields: minute, hour, day of the month, month, day of the week. */
      cron: string;
      /** Such as `Europe/Berlin`. */
      timeZone: string;
      /** Each run begins up to so much later, by chance; 0 unless given. */
      jitterMinutes?: number;
      /**
       * Format: date-time
       * No run is planned for a later time.
       */
      endsAt?: string;
      freezes?: components['schemas']['ScheduleFreeze'][];
      /**
       * What becomes of a run in a freeze: left out, or begun at its end; `skip` unless given.
       */
      inFreeze?: 'skip' | 'wait';
    };
    /** What each run does; a campaign that is started as soon as it is planned. */
    ScheduleWork: {
      template: string;
      parameters?: {
        [key: string]: unknown;
      };
      ticket?: string;
      targets: components['schemas']['CampaignTargets'];
      waves?: components['schemas']['CampaignWaveRequest'][];
      maxOpenPerOwner?: number;
      /** Wanted end of a run, from its beginning. */
      dueAfterHours?: number;
    };
    ScheduleRequest: {
      title: string;
      description?: string;
      /** Entity reference of the group or user who answers for it. Without somebody there, it is disabled. */
      owner: string;
      times: components['schemas']['ScheduleTimes'];
      /**
       * What becomes of a run while an earlier one has not ended: left out, begun after it (one at most), or begun in its place, which is stopped; `skip` unless given.
       */
      overlap?: 'skip' | 'queue' | 'replace';
      /**
       * What becomes of runs whose time has passed while no replica was up: left out, or made up for once; `run` unless given.
       */
      missed?: 'skip' | 'run';
      work: components['schemas']['ScheduleWork'];
      /** `true` unless given. */
      enabled?: boolean;
      /** Of a creation; a repeat answers the schedule of the first. */
      idempotencyKey?: string;
    };
    NextRun: {
      /** Format: date-time */
      at: string;
      /** Why it will be left out, in a sentence. */
      skipped?: string;
    };
    /**
     * `waiting` has not begun; `planning` looks its targets up; `running` has started its campaign; `done` has come to its end; `skipped` never began; `replaced` gave way to a later one; `failed` could not do its work.
     */
    ScheduleRunState:
      | 'waiting'
      | 'planning'
      | 'running'
      | 'done'
      | 'skipped'
      | 'replaced'
      | 'failed';
    ScheduleRun: {
      id: string;
      state: components['schemas']['ScheduleRunState'];
      /** Why it waits, was left out or has failed, in a sentence. */
      reason?: string;
      /** Format: date-time */
      plannedAt: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      startedAt?: string;
      /** Format: date-time */
      endedAt?: string;
      /** Somebody has asked for it. */
      manual: boolean;
      askedBy?: string;
      campaign?: {
        id: string;
        title: string;
        state: components['schemas']['CampaignState'];
        counts: components['schemas']['CampaignCounts'];
      };
    };
    ScheduleRunPage: {
      items: components['schemas']['ScheduleRun'][];
      totalItems: number;
      pageInfo: {
        nextCursor?: string;
      };
    };
    Schedule: {
      id: string;
      title: string;
      description?: string;
      owner: string;
      enabled: boolean;
      /** Why it is disabled. */
      disabled?: {
        code:
          | 'by-person'
          | 'owner-gone'
          | 'ended'
          | 'new'
          | 'changed'
          | 'entity-gone'
          | 'invalid';
        message: string;
        by?: string;
        /** Format: date-time */
        at: string;
      };
      /** Entity of the catalog that it is kept in. */
      entityRef?: string;
      request: components['schemas']['ScheduleRequest'];
      createdBy: string;
      /** Format: date-time */
      createdAt: string;
      /** Who answers for what it does now. */
      changedBy: string;
      /** Format: date-time */
      changedAt: string;
      /** The next five; none of a disabled schedule. */
      nextRuns: components['schemas']['NextRun'][];
      lastRun?: components['schemas']['ScheduleRun'];
      actions: {
        edit: components['schemas']['TaskAction'];
        enable: components['schemas']['TaskAction'];
        disable: components['schemas']['TaskAction'];
        run: components['schemas']['TaskAction'];
        delete: components['schemas']['TaskAction'];
      };
    };
    ScheduleList: {
      items: components['schemas']['Schedule'][];
    };
    ScheduleReasonRequest: {
      reason?: string;
    };
  };
  responses: {
    /** A refusal with all of its reasons */
    Refusal: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Refusal'];
      };
    };
  };
  parameters: {
    targetId: string;
    id: string;
    /** A GitHub token of the requester, who launches instead of an automation account. Kept encrypted until the launch and erased with its outcome. Refused unless `agentTasks.requesterTokens.enabled` is on. */
    requesterToken: string;
    entityRef: string[];
    /** Entity reference of the owner. */
    owner: string[];
    tier: string[];
    /** `owner/name` or `host/owner/name`. */
    repository: string[];
    /** Entity reference of the template. */
    template: string[];
    /** Of the template version. */
    digest: string;
    /** Digest of the template version, or of an include of it. */
    templateDigest: string[];
    /** Whether the words of a task are those that the catalog has now, and how far it got with stale ones. */
    drift: components['schemas']['TemplateDrift'][];
    phase: components['schemas']['Phase'][];
    /** Only tasks that came into their phase within so many days. */
    phaseWithinDays: number;
    launchState: components['schemas']['LaunchState'][];
    agentState: components['schemas']['AgentState'][];
    /** Words in the title, repository, component, template or ticket. */
    text: string;
    /** Version of the template. */
    provenanceVersion: string[];
    /** Digest of the template's content, from its first characters on. */
    provenanceDigest: string[];
    /** Model that was asked for, or that a session says it ran with. */
    provenanceModel: string[];
    provenanceCustomAgent: string[];
    /** Identity of the latest attempt. */
    provenanceIdentity: string[];
    provenanceTicket: string[];
    /** Submitted at or after. */
    provenanceFrom: string;
    /** Submitted before. */
    provenanceTo: string;
    /** Address of a pull request, `owner/name#number`, or a number. */
    provenancePullRequest: string;
    /** Merge commit, from its first seven digits on. */
    provenanceCommit: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** @public */
export type $defs = Record<string, never>;
/** @public */
export interface operations {
  listTasks: {
    parameters: {
      query?: {
        entityRef?: components['parameters']['entityRef'];
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        tier?: components['parameters']['tier'];
        /** `owner/name` or `host/owner/name`. */
        repository?: components['parameters']['repository'];
        /** Entity reference of the template. */
        template?: components['parameters']['template'];
        phase?: components['parameters']['phase'];
        /** Only tasks that came into their phase within so many days. */
        phaseWithinDays?: components['parameters']['phaseWithinDays'];
        launchState?: components['parameters']['launchState'];
        agentState?: components['parameters']['agentState'];
        /** Digest of the template version, or of an include of it. */
        templateDigest?: components['parameters']['templateDigest'];
        /** Whether the words of a task are those that the catalog has now, and how far it got with stale ones. */
        drift?: components['parameters']['drift'];
        /** Words in the title, repository, component, template or ticket. */
        text?: components['parameters']['text'];
        /** What the task waits for, as it was seen last. */
        waitsFor?: components['schemas']['WaitKind'][];
        /** Login, or team as `organization/team`, whose review is asked for. */
        reviewer?: string[];
        /** Field and direction. `attention` puts what waits for a person first, then what runs, then the rest, each newest first. `review` puts the highest tier first, and of it what has waited longest. */
        sort?:
          | '-createdAt'
          | 'createdAt'
          | '-phaseSince'
          | 'phaseSince'
          | 'title'
          | '-title'
          | 'attention'
          | 'review';
        /** Rows a page, 1 to 100; 50 unless given. */
        limit?: number;
        /** `nextCursor` or `prevCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  submitTask: {
    parameters: {
      query?: never;
      header?: {
        /** A GitHub token of the requester, who launches instead of an automation account. Kept encrypted until the launch and erased with its outcome. Refused unless `agentTasks.requesterTokens.enabled` is on. */
        'x-github-token'?: components['parameters']['requesterToken'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SubmitTaskRequest'];
      };
    };
    responses: {
      /** The earlier task of a repeated key, or the preview of a dry run */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['TaskDetail']
            | components['schemas']['TaskPreview'];
        };
      };
      /** The new task */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  getTaskFacets: {
    parameters: {
      query?: {
        entityRef?: components['parameters']['entityRef'];
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        tier?: components['parameters']['tier'];
        /** `owner/name` or `host/owner/name`. */
        repository?: components['parameters']['repository'];
        /** Entity reference of the template. */
        template?: components['parameters']['template'];
        phase?: components['parameters']['phase'];
        /** Only tasks that came into their phase within so many days. */
        phaseWithinDays?: components['parameters']['phaseWithinDays'];
        /** Digest of the template version, or of an include of it. */
        templateDigest?: components['parameters']['templateDigest'];
        /** Whether the words of a task are those that the catalog has now, and how far it got with stale ones. */
        drift?: components['parameters']['drift'];
        /** Words in the title, repository, component, template or ticket. */
        text?: components['parameters']['text'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Facets and figures */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskFacets'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  resolveTasks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ResolveTasksRequest'];
      };
    };
    responses: {
      /** What became of each task, in the order of the request */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ResolveTaskResult'][];
          };
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  getTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The task with its attempts, prompt, decision and timeline */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  retryTask: {
    parameters: {
      query?: never;
      header?: {
        /** A GitHub token of the requester, who launches instead of an automation account. Kept encrypted until the launch and erased with its outcome. Refused unless `agentTasks.requesterTokens.enabled` is on. */
        'x-github-token'?: components['parameters']['requesterToken'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          reason?: string;
          /**
           * `same` sends the request again; `other-model` with the next fallback model of the template; `continue` goes on with the pull request that the attempt has left open. As the failure suggests unless given: another model where the model is not available, else the same.
           */
          mode?: 'same' | 'other-model' | 'continue';
          /** Other parameters for the template, all of them. The prompt is rendered again from the version that the task was made from, with the entity as it is now; who had to approve the earlier prompt has to approve this one. Earlier attempts keep theirs. */
          parameters?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** The task, queued again */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  withdrawTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          reason?: string;
        };
      };
    };
    responses: {
      /** The task, withdrawn */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  followUpTask: {
    parameters: {
      query?: never;
      header?: {
        /** A GitHub token of the requester, who launches instead of an automation account. Kept encrypted until the launch and erased with its outcome. Refused unless `agentTasks.requesterTokens.enabled` is on. */
        'x-github-token'?: components['parameters']['requesterToken'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          kind: components['schemas']['FollowUpKind'];
          reason?: string;
        };
      };
    };
    responses: {
      /** The task, queued again */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  attendTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AttendTaskRequest'];
      };
    };
    responses: {
      /** The task, looked after */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  approveTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApproveTaskRequest'];
      };
    };
    responses: {
      /** The task, queued, or waiting for the next approval */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  rejectTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RejectTaskRequest'];
      };
    };
    responses: {
      /** The task, rejected */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  listApprovals: {
    parameters: {
      query?: {
        /** `me` (unless given) is what the caller may approve and has not approved yet; `groups` what the caller or a group of theirs is asked for, their own tasks included; `all` every one. */
        for?: 'me' | 'groups' | 'all';
        /** Rows a page, 1 to 100; 50 unless given. */
        limit?: number;
        /** `nextCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of tasks, each with its `approval` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApprovalPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  listTemplates: {
    parameters: {
      query?: {
        entityRef?: string;
        /** Templates alone unless given. */
        type?: components['schemas']['TemplateType'][];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Templates */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Template'][];
          };
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  listTemplateVersions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TemplateVersion'][];
          };
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  promoteTemplateVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: string;
        name: string;
        /** Of the template version. */
        digest: components['parameters']['digest'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateStatusRequest'];
      };
    };
    responses: {
      /** The version, approved */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateVersion'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  deprecateTemplateVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: string;
        name: string;
        /** Of the template version. */
        digest: components['parameters']['digest'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateStatusRequest'];
      };
    };
    responses: {
      /** The version, deprecated */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateVersion'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  revokeTemplateVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: string;
        name: string;
        /** Of the template version. */
        digest: components['parameters']['digest'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateStatusRequest'];
      };
    };
    responses: {
      /** What was withdrawn, and what is beyond reach */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateRevocation'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  getTemplateDrift: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Counts */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateDriftCounts'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  listIdentities: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Identities */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Identity'][];
          };
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  listAuditEvents: {
    parameters: {
      query?: {
        /** Who has acted: an entity reference, or a subject such as `plugin:agent-tasks`. */
        actor?: string;
        /** For whom a service or a schedule has acted. */
        onBehalfOf?: string;
        /** Such as `task.submit`. */
        action?: string;
        result?: components['schemas']['AuditResult'];
        taskId?: string;
        entityRef?: string;
        /** `owner/name` or `host/owner/name`, in upper or lower case. */
        repository?: string;
        templateDigest?: string;
        ticket?: string;
        /** Id of an identity. */
        identity?: string;
        /** Not before. */
        from?: string;
        /** Before. */
        to?: string;
        /** Events a page, 1 to 100; 50 unless given. */
        limit?: number;
        /** `nextCursor` or `prevCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEventPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  verifyAuditEvents: {
    parameters: {
      query?: {
        /** Position after which the check begins, whose hash is taken for granted; the beginning of the chain unless given. */
        after?: number;
        /** Most events that are checked; 1,000,000 unless given. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** What was checked, and the verdict */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerification'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  exportAuditEvents: {
    parameters: {
      query?: {
        /** Position after which the export begins; the beginning of the chain unless given. */
        after?: number;
        /** Position with which it ends; the end of the chain unless given. */
        until?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Lines of JSON */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  getProvenance: {
    parameters: {
      query?: {
        /** Entity reference of the template. */
        template?: components['parameters']['template'];
        /** Version of the template. */
        version?: components['parameters']['provenanceVersion'];
        /** Digest of the template's content, from its first characters on. */
        digest?: components['parameters']['provenanceDigest'];
        /** Model that was asked for, or that a session says it ran with. */
        model?: components['parameters']['provenanceModel'];
        customAgent?: components['parameters']['provenanceCustomAgent'];
        /** Identity of the latest attempt. */
        identity?: components['parameters']['provenanceIdentity'];
        ticket?: components['parameters']['provenanceTicket'];
        /** `owner/name` or `host/owner/name`. */
        repository?: components['parameters']['repository'];
        /** Submitted at or after. */
        from?: components['parameters']['provenanceFrom'];
        /** Submitted before. */
        to?: components['parameters']['provenanceTo'];
        /** Address of a pull request, `owner/name#number`, or a number. */
        pullRequest?: components['parameters']['provenancePullRequest'];
        /** Merge commit, from its first seven digits on. */
        commit?: components['parameters']['provenanceCommit'];
        /** Rows a page, 1 to 100; 50 unless given. */
        limit?: number;
        /** `nextCursor` or `prevCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Counts and a page of tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProvenancePage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  exportProvenance: {
    parameters: {
      query: {
        format: 'csv' | 'jsonl';
        /** Entity reference of the template. */
        template?: components['parameters']['template'];
        /** Version of the template. */
        version?: components['parameters']['provenanceVersion'];
        /** Digest of the template's content, from its first characters on. */
        digest?: components['parameters']['provenanceDigest'];
        /** Model that was asked for, or that a session says it ran with. */
        model?: components['parameters']['provenanceModel'];
        customAgent?: components['parameters']['provenanceCustomAgent'];
        /** Identity of the latest attempt. */
        identity?: components['parameters']['provenanceIdentity'];
        ticket?: components['parameters']['provenanceTicket'];
        /** `owner/name` or `host/owner/name`. */
        repository?: components['parameters']['repository'];
        /** Submitted at or after. */
        from?: components['parameters']['provenanceFrom'];
        /** Submitted before. */
        to?: components['parameters']['provenanceTo'];
        /** Address of a pull request, `owner/name#number`, or a number. */
        pullRequest?: components['parameters']['provenancePullRequest'];
        /** Merge commit, from its first seven digits on. */
        commit?: components['parameters']['provenanceCommit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The rows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/jsonl': string;
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  listBypassFindings: {
    parameters: {
      query?: {
        /** All of them unless given. */
        status?: components['schemas']['BypassStatus'][];
        /** `owner/name` or `host/owner/name`. */
        repository?: components['parameters']['repository'];
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        /** Rows a page, 1 to 100; 50 unless given. */
        limit?: number;
        /** `nextCursor` or `prevCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of findings */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BypassFindingPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  adoptBypassFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AdoptBypassRequest'];
      };
    };
    responses: {
      /** The finding, adopted */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BypassFinding'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  excuseBypassFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExcuseBypassRequest'];
      };
    };
    responses: {
      /** The finding, excused */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BypassFinding'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  listCampaigns: {
    parameters: {
      query?: {
        state?: components['schemas']['CampaignState'][];
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        entityRef?: components['parameters']['entityRef'];
        /** Words in the title, repository, component, template or ticket. */
        text?: components['parameters']['text'];
        /** Rows a page, 1 to 100; 50 unless given. */
        limit?: number;
        /** `nextCursor` or `prevCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of campaigns */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  createCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignRequest'];
      };
    };
    responses: {
      /** The campaign, being planned */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  listCampaignShares: {
    parameters: {
      query?: {
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        entityRef?: components['parameters']['entityRef'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Those that are due first come first; at most 50. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignSharePage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  getCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  planCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignRequest'];
      };
    };
    responses: {
      /** The campaign, being planned */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  deleteCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  listCampaignTargets: {
    parameters: {
      query?: {
        verdict?: components['schemas']['CampaignVerdict'][];
        /** Phases of their tasks, or `waiting`, `refused` or `excluded`. */
        status?: components['schemas']['CampaignTargetStatus'][];
        wave?: number[];
        /** Whether they have reached the goal of the template. */
        outcome?: components['schemas']['CampaignOutcome'][];
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        tier?: components['parameters']['tier'];
        /** Words in the title, repository, component, template or ticket. */
        text?: components['parameters']['text'];
        /** Rows a page, 1 to 200; 50 unless given. */
        limit?: number;
        /** `nextCursor` or `prevCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of targets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignTargetPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  exportCampaignTargets: {
    parameters: {
      query: {
        format: 'csv' | 'jsonl';
        verdict?: components['schemas']['CampaignVerdict'][];
        /** Phases of their tasks, or `waiting`, `refused` or `excluded`. */
        status?: components['schemas']['CampaignTargetStatus'][];
        wave?: number[];
        /** Whether they have reached the goal of the template. */
        outcome?: components['schemas']['CampaignOutcome'][];
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        tier?: components['parameters']['tier'];
        /** Words in the title, repository, component, template or ticket. */
        text?: components['parameters']['text'];
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The targets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/jsonl': string;
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  getCampaignChanges: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** What has joined and what has left */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignChanges'];
        };
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  getCampaignTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
        targetId: components['parameters']['targetId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The target */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignTargetDetail'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  deferCampaignTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
        targetId: components['parameters']['targetId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeferTargetRequest'];
      };
    };
    responses: {
      /** The target */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignTarget'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  optOutCampaignTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
        targetId: components['parameters']['targetId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OptOutTargetRequest'];
      };
    };
    responses: {
      /** The target */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignTarget'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  takeBackCampaignTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
        targetId: components['parameters']['targetId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The target */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignTarget'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  excludeCampaignTargets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExcludeTargetsRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  includeCampaignTargets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IncludeTargetsRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  extendCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignExtendRequest'];
      };
    };
    responses: {
      /** What is, or would be, added */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignExtension'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  changeCampaignVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignVersionRequest'];
      };
    };
    responses: {
      /** What has, or would have, changed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignVersionChange'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  startCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignReasonRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  pauseCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignReasonRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  resumeCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignReasonRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  stopCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignReasonRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  openCampaignGate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignGateRequest'];
      };
    };
    responses: {
      /** The campaign */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  recallCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignRecallRequest'];
      };
    };
    responses: {
      /** What is, or would be, taken back */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignRecall'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  retryCampaignTargets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CampaignRetryRequest'];
      };
    };
    responses: {
      /** What was tried again */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignRetry'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
      422: components['responses']['Refusal'];
    };
  };
  getCampaignReviewers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Reviewers with their load */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignReviewers'];
        };
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  getCampaignProgress: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Figures */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CampaignProgress'];
        };
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  listSchedules: {
    parameters: {
      query?: {
        /** Entity reference of the owner. */
        owner?: components['parameters']['owner'];
        /** Words in the title, repository, component, template or ticket. */
        text?: components['parameters']['text'];
        enabled?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The schedules */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleList'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  createSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleRequest'];
      };
    };
    responses: {
      /** The schedule */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  previewSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleTimes'];
      };
    };
    responses: {
      /** The next runs */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['NextRun'][];
          };
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
    };
  };
  getSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The schedule */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  changeSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleRequest'];
      };
    };
    responses: {
      /** The schedule */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  deleteSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  enableSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleReasonRequest'];
      };
    };
    responses: {
      /** The schedule */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  disableSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleReasonRequest'];
      };
    };
    responses: {
      /** The schedule */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
  listScheduleRuns: {
    parameters: {
      query?: {
        /** Rows a page, 1 to 100; 20 unless given. */
        limit?: number;
        /** `nextCursor` of an earlier page. */
        cursor?: string;
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of runs */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleRunPage'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
    };
  };
  runSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleReasonRequest'];
      };
    };
    responses: {
      /** The run */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleRun'];
        };
      };
      400: components['responses']['Refusal'];
      403: components['responses']['Refusal'];
      404: components['responses']['Refusal'];
      409: components['responses']['Refusal'];
    };
  };
}
