import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The broker between the portal and GitHub's Agent Tasks API. A wrong value
   * stops the start with the key's path and what it expects.
   */
  agentTasks: {
    /**
     * Entity references of users and groups that are notified when an identity
     * stops working or its token ends soon.
     * @visibility backend
     */
    admins?: string[];
    /**
     * How tokens are encrypted that the broker has to store; needed for
     * identities with `app`.
     * @visibility backend
     */
    encryption?: {
      /**
       * The first key encrypts, all of them decrypt. To change a key, add the
       * new one at the end, then move it to the front, then remove the old one.
       * @visibility backend
       */
      keys?: Array<{
        /**
         * Stands beside what the key has encrypted.
         * @visibility backend
         */
        id: string;
        /**
         * At least 32 random characters, e.g. from `openssl rand -base64 32`.
         * @visibility secret
         */
        secret: string;
      }>;
    };
    /**
     * Launching with a token that the requester lends for it.
     * @visibility backend
     */
    requesterTokens?: {
      /**
       * Whether the header `x-github-token` of a request is taken; `false` by
       * default.
       * @visibility backend
       */
      enabled?: boolean;
    };
    /**
     * The automation accounts that start agent tasks.
     * @visibility backend
     */
    identities: Array<{
      /**
       * Name of the identity, shown to people; stays the same when the token changes.
       * @visibility backend
       */
      id: string;
      /**
       * Host of an entry of `integrations.github`; `github.com` by default.
       * @visibility backend
       */
      host?: string;
      /**
       * A user's token with write access: a fine-grained personal access token
       * with "Agent tasks: read and write", a classic one, an OAuth token or a
       * GitHub App user token. Installation tokens (`ghs_`) are refused by
       * GitHub, and so here. Either this or `app`.
       * @visibility secret
       */
      token?: string;
      /**
       * Instead of `token`: a GitHub App that the automation account has
       * authorised. Its user token is refreshed before it ends.
       * @visibility backend
       */
      app?: {
        /**
         * Client ID of the App.
         * @visibility backend
         */
        clientId: string;
        /**
         * A client secret of the App.
         * @visibility secret
         */
        clientSecret: string;
        /**
         * The refresh token (`ghr_`) that the tokens begin with. It is used
         * once; what follows is kept encrypted in the database. Another one
         * here begins anew.
         * @visibility secret
         */
        refreshToken: string;
        /**
         * Where tokens are refreshed, without `/access_token`;
         * `https://<host>/login/oauth` by default.
         * @visibility backend
         */
        oauthUrl?: string;
      };
      /**
       * Reads pull requests, so that the launching token's budget is kept for
       * launching; an installation token will do. The launching token by default.
       * @visibility secret
       */
      pullRequestToken?: string;
      /**
       * Globs over `owner/name`, such as `acme/*`: where the identity works.
       * @visibility backend
       */
      repositories: string[];
      /**
       * GitHub's published limits by default; lower ones leave room for others
       * who use the same account, higher ones are for those who have agreed on
       * more with GitHub.
       * @visibility backend
       */
      limits?: {
        /**
         * Tasks created in 60 seconds; 80 by default.
         * @visibility backend
         */
        creationsPerMinute?: number;
        /**
         * Tasks created in 3,600 seconds; 500 by default.
         * @visibility backend
         */
        creationsPerHour?: number;
        /**
         * Launches under way at once; 20 by default.
         * @visibility backend
         */
        concurrentLaunches?: number;
        /**
         * Points of REST requests in 60 seconds, 5 for a launch and 1 for a
         * reading; 900 by default. A tenth is left to readings.
         * @visibility backend
         */
        pointsPerMinute?: number;
      };
    }>;
    /**
     * Where agents may work at all, whatever the identities reach.
     * @visibility backend
     */
    repositories?: {
      /**
       * Globs over `owner/name` or `host/owner/name`; everything by default.
       * @visibility backend
       */
      allow?: string[];
      /**
       * Globs over `owner/name` or `host/owner/name`; wins over `allow`.
       * @visibility backend
       */
      deny?: string[];
    };
    /**
     * What a request gets that neither it nor its template decides.
     * @visibility backend
     */
    defaults?: {
      /**
       * Model; GitHub's own choice by default.
       * @visibility backend
       */
      model?: string;
      /**
       * Branch to start from; the repository's default branch by default.
       * @visibility backend
       */
      baseRef?: string;
      /**
       * Whether GitHub opens a pull request; `true` by default.
       * @visibility backend
       */
      createPullRequest?: boolean;
    };
    /**
     * Rules for prompts.
     * @visibility backend
     */
    prompts?: {
      /**
       * Whether a request may bring its own prompt instead of a template;
       * `false` by default.
       * @visibility backend
       */
      allowFree?: boolean;
      /**
       * Characters of a rendered prompt; 30,000 by default.
       * @visibility backend
       */
      maxLength?: number;
      /**
       * Whether rendered prompts are scanned for secrets; `false` by default.
       * @visibility backend
       */
      scanSecrets?: boolean;
    };
    /**
     * How entities are read.
     * @visibility backend
     */
    entities?: {
      /**
       * Annotation or label that holds the tier; `agent-tasks/tier` by default.
       * @visibility backend
       */
      tierAnnotation?: string;
      /**
       * Values of `spec.lifecycle` that keep agents out, such as `deprecated`.
       * @visibility backend
       */
      deniedLifecycles?: string[];
    };
    /**
     * What is asked of the owners of entities.
     * @visibility backend
     */
    owners?: {
      /**
       * Whether an entity's owner has to be a group of the catalog with members;
       * `false` by default.
       * @visibility backend
       */
      required?: boolean;
      /**
       * How many members; 1 by default.
       * @visibility backend
       */
      minMembers?: number;
    };
    /**
     * What tiers ask for, by the tier.
     * @visibility backend
     */
    tiers?: {
      [tier: string]: {
        /**
         * `required` where each task needs a change ticket.
         * @visibility backend
         */
        ticket?: 'required';
        /**
         * People who have to agree before a task is launched.
         * @visibility backend
         */
        approvals?: {
          /**
           * How many different people; 1 by default.
           * @visibility backend
           */
          count?: number;
          /**
           * `owner-group` (the owner in the catalog), `security-group` or
           * entity references of groups and users. The requester never counts.
           * @visibility backend
           */
          by: string | string[];
        };
      };
    };
    /**
     * Which models may be used.
     * @visibility backend
     */
    models?: {
      /**
       * Globs over model names; every model by default. A task that names none
       * counts as `auto`.
       * @visibility backend
       */
      allow?: string[];
    };
    /**
     * Which custom agents may be used.
     * @visibility backend
     */
    customAgents?: {
      /**
       * Globs over names of custom agents; every one by default, none for an
       * empty list.
       * @visibility backend
       */
      allow?: string[];
    };
    /**
     * Times in which nothing starts. What is submitted in one waits for its end.
     * @visibility backend
     */
    freezes?: Array<{
      /**
       * What people call it.
       * @visibility backend
       */
      name: string;
      /**
       * IANA name, such as `Europe/Berlin`.
       * @visibility backend
       */
      timeZone: string;
      /**
       * A local time such as `2026-12-18T18:00`, or a cron expression such as
       * `0 18 * * 5`.
       * @visibility backend
       */
      start: string;
      /**
       * Like `start`, and of the same kind.
       * @visibility backend
       */
      end: string;
      /**
       * Only for these tiers.
       * @visibility backend
       */
      tiers?: string[];
      /**
       * Only for these owners, by entity reference.
       * @visibility backend
       */
      owners?: string[];
      /**
       * Only for these repositories: globs over `owner/name` or
       * `host/owner/name`.
       * @visibility backend
       */
      repositories?: string[];
    }>;
    /**
     * What the review of pull requests asks of a task before it starts, and how
     * finished pull requests are brought into it. Nothing is written to a pull
     * request by default.
     * @visibility backend
     */
    review?: {
      /**
       * Most open pull requests of agents in one repository, with tasks that are
       * on their way to one; no limit by default.
       * @visibility backend
       */
      maxOpenPullRequests?: number;
      /**
       * Whether somebody of the owner has to be able to review who is neither
       * the requester nor the identity; `false` by default.
       * @visibility backend
       */
      requireReviewer?: boolean;
      /**
       * When the draft of an agent that has finished is marked ready for review;
       * `never` by default.
       * @visibility backend
       */
      markReady?: 'never' | 'when-checks-are-green' | 'always';
      /**
       * Most pull requests of an owner that are ready and open at once; further
       * ones stay drafts, and the highest tier and the oldest come first. No
       * limit by default.
       * @visibility backend
       */
      maxReadyPerOwner?: number;
      /**
       * Whether reviewers are asked: whom the template names, else the owner's
       * team or people; `false` by default.
       * @visibility backend
       */
      requestReviewers?: boolean;
      /**
       * People who are asked for a review where no team is, or who are needed by
       * the template's approvals if those are more; 2 by default.
       * @visibility backend
       */
      reviewers?: number;
      /**
       * Entity references of users and groups who review what nobody else can.
       * @visibility backend
       */
      defaultReviewers?: string[];
      /**
       * Labels that the pull request gets; none by default.
       * @visibility backend
       */
      labels?: string[];
      /**
       * Whether a comment says who asked for the work, with which template and
       * under which ticket; `false` by default.
       * @visibility backend
       */
      comment?: boolean;
      /**
       * Closes pull requests in which nothing happens, after a warning; none by
       * default.
       * @visibility backend
       */
      closeStale?: {
        /**
         * Without a commit, comment, review or label, until a comment warns.
         * @visibility backend
         */
        after: HumanDuration | string;
        /**
         * From the warning until it is closed; `7d` by default.
         * @visibility backend
         */
        warning?: HumanDuration | string;
      };
    };
    /**
     * AI credits that owners may spend in a calendar month, UTC.
     * @visibility backend
     */
    budgets?: {
      /**
       * Of each owner; no budget by default.
       * @visibility backend
       */
      creditsPerOwner?: number;
      /**
       * Other budgets, by the owner's entity reference.
       * @visibility backend
       */
      owners?: { [owner: string]: number };
      /**
       * Reserved for a task whose template has not reported usage yet; 0 by
       * default.
       * @visibility backend
       */
      assumedCredits?: number;
    };
    /**
     * A look at the repository on GitHub before a task is accepted and launched.
     * @visibility backend
     */
    preflight?: {
      /**
       * Whether GitHub is asked; `false` by default.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * How long an answer is remembered; `5m` by default.
       * @visibility backend
       */
      cache?: HumanDuration | string;
    };
    /**
     * Life cycle of templates.
     * @visibility backend
     */
    templates?: {
      /**
       * `required`: a version begins as a draft and launches once somebody has
       * approved it. `none`, the default: what the catalog has counts as
       * approved. Versions that are there keep their status when this changes.
       * @visibility backend
       */
      approval?: 'required' | 'none';
      /**
       * Whether a version is approved by somebody else than who changed it
       * last, as its annotation `agent-tasks/changed-by` says; `false` by default.
       * @visibility backend
       */
      fourEyes?: boolean;
      /**
       * Globs over `owner/name` or `host/owner/name`: repositories where drafts
       * may be tried; none by default.
       * @visibility backend
       */
      sandboxRepositories?: string[];
    };
    /**
     * Rules for change tickets.
     * @visibility backend
     */
    tickets?: {
      /**
       * Regular expression that a ticket has to match, such as `^[A-Z]+-\d+$`.
       * @visibility backend
       */
      pattern?: string;
      /**
       * Where tickets are kept; either `jira` or `serviceNow`. A module may
       * bring another system instead.
       * @visibility backend
       */
      system?: {
        /**
         * Jira, by its REST API version 3.
         * @visibility backend
         */
        jira?: {
          /**
           * Such as `https://acme.atlassian.net`.
           * @visibility backend
           */
          baseUrl: string;
          /**
           * Address of the account of an API token of Jira Cloud; without it the
           * token is one of Jira Data Center.
           * @visibility backend
           */
          email?: string;
          /**
           * A token that may read issues.
           * @visibility secret
           */
          token: string;
          /**
           * Categories of statuses under which work may be done; `new` and
           * `indeterminate` (in progress) by default.
           * @visibility backend
           */
          openCategories?: Array<'new' | 'indeterminate' | 'done'>;
        };
        /**
         * Change requests of ServiceNow, by its Table API.
         * @visibility backend
         */
        serviceNow?: {
          /**
           * Such as `https://acme.service-now.com`.
           * @visibility backend
           */
          baseUrl: string;
          /**
           * A user that may read `change_request`.
           * @visibility backend
           */
          username: string;
          /**
           * Password of the user.
           * @visibility secret
           */
          password: string;
          /**
           * Values of `state` under which work may be done; `-2` (scheduled) and
           * `-1` (implement) by default.
           * @visibility backend
           */
          openStates?: string[];
          /**
           * Whether the change has to be approved; `true` by default.
           * @visibility backend
           */
          approved?: boolean;
        };
        /**
         * How long an answer is remembered; `1m` by default. Before a launch the
         * system is always asked.
         * @visibility backend
         */
        cache?: HumanDuration | string;
        /**
         * How long the system may take; `4s` by default.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
      };
    };
    /**
     * How approvals are asked for.
     * @visibility backend
     */
    approvals?: {
      /**
       * Entity reference of the group that rules call `security-group`.
       * @visibility backend
       */
      securityGroup?: string;
      /**
       * How long an approval is waited for; `3d` by default.
       * @visibility backend
       */
      expiry?: HumanDuration | string;
      /**
       * After this long approvers are reminded once; stays below `expiry`, and
       * is a third of it by default.
       * @visibility backend
       */
      reminder?: HumanDuration | string;
    };
    /**
     * How many tasks may be at work at once: launched, or being launched, and
     * not settled. The rest stays queued. No caps by default.
     * @visibility backend
     */
    concurrency?: {
      /**
       * In the repositories of one GitHub organization or user.
       * @visibility backend
       */
      perOrganization?: number;
      /**
       * In one repository.
       * @visibility backend
       */
      perRepository?: number;
      /**
       * Of one owner in the catalog.
       * @visibility backend
       */
      perOwner?: number;
      /**
       * Of one template.
       * @visibility backend
       */
      perTemplate?: number;
    };
    /**
     * How a task is handed to GitHub.
     * @visibility backend
     */
    launch?: {
      /**
       * Of the one request that creates the task; stays below the lease. `8s`
       * by default.
       * @visibility backend
       */
      timeout?: HumanDuration | string;
      /**
       * How long a replica owns a launch; after it another one finds out what
       * became of it. `10s` by default.
       * @visibility backend
       */
      lease?: HumanDuration | string;
    };
    /**
     * What happens where GitHub did not say whether it started a task.
     * @visibility backend
     */
    reconcile?: {
      /**
       * How long to look for the task; `5m` by default.
       * @visibility backend
       */
      window?: HumanDuration | string;
      /**
       * Where it was not found: `hold` for a person (default), or `relaunch`,
       * which may run the work twice.
       * @visibility backend
       */
      afterWindow?: 'hold' | 'relaunch';
    };
    /**
     * How closely GitHub is followed.
     * @visibility backend
     */
    tracking?: {
      /**
       * Between looks while something moves; `10s` by default, at most `60s`.
       * @visibility backend
       */
      activeInterval?: HumanDuration | string;
      /**
       * Between looks while nothing runs; `60s` by default.
       * @visibility backend
       */
      idleInterval?: HumanDuration | string;
      /**
       * Between looks over the tasks of all states; `60s` by default.
       * @visibility backend
       */
      fullSweepInterval?: HumanDuration | string;
      /**
       * A task that was not heard of for this long is read by itself; `10m` by
       * default.
       * @visibility backend
       */
      silentAfter?: HumanDuration | string;
      /**
       * Between readings of an open pull request; `30s` by default.
       * @visibility backend
       */
      pullRequestInterval?: HumanDuration | string;
    };
    /**
     * The audit trail.
     * @visibility backend
     */
    audit?: {
      /**
       * How long events are kept; for ever by default. What is left still
       * verifies.
       * @visibility backend
       */
      retention?: HumanDuration | string;
      /**
       * The end of the trail's hash chain, told outside of the database, so
       * that even a rewritten chain shows. It is always told on the events
       * topic `agent-tasks.audit.anchored`.
       * @visibility backend
       */
      anchors?: {
        /**
         * Between anchors while the trail grows; `1h` by default.
         * @visibility backend
         */
        interval?: HumanDuration | string;
        /**
         * A file that gets a line for each anchor; on storage that database
         * administrators cannot write to.
         * @visibility backend
         */
        file?: string;
        /**
         * A receiver of anchors.
         * @visibility backend
         */
        webhook?: {
          /**
           * Where each anchor is posted to.
           * @visibility backend
           */
          url: string;
          /**
           * Signs the body (HMAC-SHA256) in `x-agent-tasks-signature-256`.
           * @visibility secret
           */
          secret?: string;
        };
      };
    };
    /**
     * Whom the broker tells of tasks that wait for too long, and when.
     * @visibility backend
     */
    escalation?: {
      /**
       * Whether anybody is told; `true` by default.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * How long a task may wait for each thing, from `1m` to `365d`.
       * @visibility backend
       */
      levels?: {
        /** @visibility backend */
        launch?: HumanDuration | string;
        /** @visibility backend */
        resolution?: HumanDuration | string;
        /** @visibility backend */
        'agent-start'?: HumanDuration | string;
        /** @visibility backend */
        agent?: HumanDuration | string;
        /** @visibility backend */
        answer?: HumanDuration | string;
        /** @visibility backend */
        idle?: HumanDuration | string;
        /** @visibility backend */
        'pull-request'?: HumanDuration | string;
        /** @visibility backend */
        permission?: HumanDuration | string;
        /** @visibility backend */
        conflict?: HumanDuration | string;
        /** @visibility backend */
        'workflow-approval'?: HumanDuration | string;
        /** @visibility backend */
        checks?: HumanDuration | string;
        /** @visibility backend */
        'checks-failing'?: HumanDuration | string;
        /** @visibility backend */
        changes?: HumanDuration | string;
        /** @visibility backend */
        capacity?: HumanDuration | string;
        /** @visibility backend */
        ready?: HumanDuration | string;
        /** @visibility backend */
        reviewer?: HumanDuration | string;
        /** @visibility backend */
        review?: HumanDuration | string;
        /** @visibility backend */
        merge?: HumanDuration | string;
        /** @visibility backend */
        retry?: HumanDuration | string;
      };
      /**
       * The same by tier, which comes before.
       * @visibility backend
       */
      tiers?: {
        [tier: string]: {
          /** @visibility backend */
          launch?: HumanDuration | string;
          /** @visibility backend */
          resolution?: HumanDuration | string;
          /** @visibility backend */
          'agent-start'?: HumanDuration | string;
          /** @visibility backend */
          agent?: HumanDuration | string;
          /** @visibility backend */
          answer?: HumanDuration | string;
          /** @visibility backend */
          idle?: HumanDuration | string;
          /** @visibility backend */
          'pull-request'?: HumanDuration | string;
          /** @visibility backend */
          permission?: HumanDuration | string;
          /** @visibility backend */
          conflict?: HumanDuration | string;
          /** @visibility backend */
          'workflow-approval'?: HumanDuration | string;
          /** @visibility backend */
          checks?: HumanDuration | string;
          /** @visibility backend */
          'checks-failing'?: HumanDuration | string;
          /** @visibility backend */
          changes?: HumanDuration | string;
          /** @visibility backend */
          capacity?: HumanDuration | string;
          /** @visibility backend */
          ready?: HumanDuration | string;
          /** @visibility backend */
          reviewer?: HumanDuration | string;
          /** @visibility backend */
          review?: HumanDuration | string;
          /** @visibility backend */
          merge?: HumanDuration | string;
          /** @visibility backend */
          retry?: HumanDuration | string;
        };
      };
      /**
       * When the next ones are told, after the owner was.
       * @visibility backend
       */
      ladder?: {
        /**
         * The groups above the owner; `1d` by default.
         * @visibility backend
         */
        parentGroups?: HumanDuration | string;
        /**
         * Who is on call by the annotation `agent-tasks/on-call`; `2d` by default.
         * @visibility backend
         */
        onCall?: HumanDuration | string;
        /**
         * The administrators; `3d` by default.
         * @visibility backend
         */
        admins?: HumanDuration | string;
      };
      /**
       * When nobody is told anything; at no time by default.
       * @visibility backend
       */
      quietHours?: {
        /**
         * A time zone such as `Europe/Berlin`.
         * @visibility backend
         */
        timeZone: string;
        /**
         * A local time of day such as `18:00`.
         * @visibility backend
         */
        from: string;
        /**
         * A local time of day such as `08:00`.
         * @visibility backend
         */
        to: string;
        /**
         * Whether Saturday and Sunday are quiet; `true` by default.
         * @visibility backend
         */
        weekends?: boolean;
      };
      /**
       * Somebody for whom more tasks wait than so many gets one notification of
       * all of them; 5 by default.
       * @visibility backend
       */
      digestAbove?: number;
    };
    /**
     * What holds for all campaigns.
     * @visibility backend
     */
    campaigns?: {
      /**
       * Owners are reminded of a campaign's due date while targets of theirs have
       * not come to their end, once for each of these times.
       * @visibility backend
       */
      reminders?: {
        /**
         * Whether anybody is reminded; `true` by default.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * Before the due date, from `1m` to `365d`; `7d` and `1d` by default.
         * @visibility backend
         */
        before?: Array<HumanDuration | string>;
        /**
         * Once more when it has passed; `true` by default.
         * @visibility backend
         */
        overdue?: boolean;
      };
    };
    /**
     * The look for agent tasks that were started past the broker.
     * @visibility backend
     */
    bypass?: {
      /**
       * Whether governed repositories are looked through; `true` by default.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * Between looks through a repository; `1h` by default.
       * @visibility backend
       */
      interval?: HumanDuration | string;
      /**
       * How far back the first look goes; `7d` by default.
       * @visibility backend
       */
      lookBack?: HumanDuration | string;
    };

    /** Work that begins by itself at certain times. */
    schedules?: {
      /**
       * The least between two runs of a schedule; `15m` by default.
       * @visibility backend
       */
      minInterval?: HumanDuration | string;
      /** Schedules that are entities of the kind AgentTaskSchedule. */
      catalog?: {
        /**
         * Whether they are taken over; `true` by default.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * Between looks at the catalog; `1m` by default.
         * @visibility backend
         */
        interval?: HumanDuration | string;
        /**
         * Whether they run as they are written. By default a person with the
         * permission agentTasks.schedule.manage enables each, and again after
         * each change.
         * @visibility backend
         */
        trusted?: boolean;
      };
    };
    /**
     * The look whether targets of campaigns have reached the goal that their
     * template names.
     * @visibility backend
     */
    outcomes?: {
      /**
       * Between looks at a target; `6h` by default, from `1m` to `30d`.
       * @visibility backend
       */
      interval?: HumanDuration | string;
      /**
       * How long targets are looked at after their campaign has ended, to see
       * what is undone again; `14d` by default, at most `365d`.
       * @visibility backend
       */
      keepChecking?: HumanDuration | string;
    };
  };
}
