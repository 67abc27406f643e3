import { CommitInfo } from '../../git/parseGit';
import { Urls } from '../../rest/present/Urls';
import { PullFactsReader } from '../../state/pullFacts';
import { PullService } from '../../state/PullService';
import {
  Account,
  Comment,
  Issue,
  Label,
  Pull,
  Repository,
  Review,
  Team,
  WorkflowRun,
} from '../../state/types';
import { World } from '../../state/World';
import { accountView, actorView, teamView } from './accountViews';
import { checkRunView, checkSuiteView, rollupView } from './checkViews';
import {
  commentView,
  issueView,
  labelView,
  reviewView,
} from './discussionViews';
import { commitView, gitObject, refView } from './gitViews';
import { pullView } from './pullView';
import { repositoryView } from './repositoryView';
import { View } from './View';

/**
 * Objects as GitHub's GraphQL schema shows them; each field is read lazily.
 * Views lead to one another through this class, as the objects of the schema
 * do, so that none has to know where another is made.
 */
export class Views {
  constructor(
    readonly world: World,
    readonly urls: Urls,
    readonly pulls: PullService,
    readonly facts: PullFactsReader,
  ) {}

  account = (account: Account): View => accountView(this, account);

  actor = (account: Account): View => actorView(this, account);

  team = (team: Team): View => teamView(this, team);

  repository = (repository: Repository): View =>
    repositoryView(this, repository);

  pull = (pull: Pull): View => pullView(this, pull);

  issue = (issue: Issue): View => issueView(this, issue);

  review = (pull: Pull, review: Review): View => reviewView(this, pull, review);

  comment = (issue: Issue, comment: Comment): View =>
    commentView(this, issue, comment);

  label = (repository: Repository, label: Label): View =>
    labelView(this, repository, label);

  commit = (repository: Repository, commit: CommitInfo): View =>
    commitView(this, repository, commit);

  checkSuite = (run: WorkflowRun): View => checkSuiteView(this, run);

  checkRun = (run: WorkflowRun): View => checkRunView(this, run);

  rollup = (repository: Repository, sha: string): View | null =>
    rollupView(this, repository, sha);

  ref = (repository: Repository, name: string, sha: string): View =>
    refView(this, repository, name, sha);

  object = (repository: Repository, expression: string): Promise<View | null> =>
    gitObject(this, repository, expression);

  async commitOf(
    repository: Repository,
    sha: string | undefined,
  ): Promise<View | null> {
    if (!sha) return null;
    const [commit] = await this.world.git.log(repository.id, sha, { limit: 1 });
    return this.commit(repository, commit);
  }
}
