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
  };
}
