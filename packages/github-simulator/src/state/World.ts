import { VirtualClock } from '../clock';
import { GitStore } from '../git/GitStore';
import { nodeId } from './nodeId';
import { Random } from './Random';
import { SimulatorEvents } from './SimulatorEvents';
import { TaskStore } from './TaskStore';
import {
  Account,
  CommitStatus,
  OrganizationDetails,
  Pull,
  Repository,
  Team,
  Token,
  WorkflowRun,
} from './types';

/** GitHub's own ids of the coding agent. */
export const COPILOT = {
  id: 198982749,
  login: 'Copilot',
  gitName: 'copilot-swe-agent[bot]',
  gitEmail: '198982749+Copilot@users.noreply.github.com',
} as const;

/** Ids start high and apart, so that nobody takes one kind for another. */
const FIRST_ID = {
  account: 900_001,
  repository: 710_000_001,
  pull: 2_400_000_001,
  other: 31_000_000_001,
} as const;

/**
 * Everything the simulated GitHub knows, in memory. Only git objects are on
 * disk; nothing else survives the process.
 */
export class World {
  readonly events = new SimulatorEvents();
  readonly tasks = new TaskStore();
  readonly accounts = new Map<number, Account>();
  readonly organizations = new Map<number, OrganizationDetails>();
  readonly teams = new Map<number, Team>();
  readonly tokens = new Map<string, Token>();
  readonly repositories = new Map<number, Repository>();
  readonly pulls = new Map<number, Pull>();
  readonly statuses = new Map<string, CommitStatus[]>();
  readonly runs = new Map<number, WorkflowRun>();
  /** Owners of ids other than accounts, repositories, pulls, runs, teams. */
  readonly nodes = new Map<string, { repositoryId: number; number: number }>();
  readonly copilot: Account;

  private readonly logins = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private readonly runsBySha = new Map<string, WorkflowRun[]>();
  private nextIds: Record<keyof typeof FIRST_ID, number> = { ...FIRST_ID };

  constructor(
    readonly clock: VirtualClock,
    readonly git: GitStore,
    readonly random: Random,
  ) {
    this.copilot = this.addAccount({
      id: COPILOT.id,
      login: COPILOT.login,
      type: 'Bot',
      name: 'Copilot',
    });
  }

  nextId(kind: keyof typeof FIRST_ID): number {
    return this.nextIds[kind]++;
  }

  addAccount(
    input: Pick<Account, 'login' | 'type'> & Partial<Account>,
  ): Account {
    const key = input.login.toLowerCase();
    if (this.logins.has(key)) {
      throw new Error(`There are two accounts named '${input.login}'`);
    }
    const id = input.id ?? this.nextId('account');
    if (this.accounts.has(id)) {
      throw new Error(`There are two accounts with the id ${id}`);
    }
    const account: Account = {
      copilotSeat: input.type === 'User',
      createdAt: this.clock.now(),
      ...input,
      id,
      nodeId: nodeId(input.type, id),
    };
    this.accounts.set(id, account);
    this.logins.set(key, id);
    return account;
  }

  account(id: number): Account {
    const found = this.accounts.get(id);
    if (!found) throw new Error(`No account ${id}`);
    return found;
  }

  accountByLogin(login: string): Account | undefined {
    return this.accounts.get(this.logins.get(login.toLowerCase()) ?? -1);
  }

  organization(account: Account): OrganizationDetails | undefined {
    return this.organizations.get(account.id);
  }

  team(organizationId: number, slug: string): Team | undefined {
    for (const team of this.teams.values()) {
      if (
        team.organizationId === organizationId &&
        team.slug === slug.toLowerCase()
      ) {
        return team;
      }
    }
    return undefined;
  }

  addRepository(repository: Repository): void {
    this.repositories.set(repository.id, repository);
    this.names.set(this.fullName(repository).toLowerCase(), repository.id);
  }

  renameRepository(repository: Repository, name: string): void {
    this.names.delete(this.fullName(repository).toLowerCase());
    repository.name = name;
    this.names.set(this.fullName(repository).toLowerCase(), repository.id);
  }

  removeRepository(repository: Repository): void {
    this.repositories.delete(repository.id);
    this.names.delete(this.fullName(repository).toLowerCase());
  }

  repository(id: number): Repository {
    const found = this.repositories.get(id);
    if (!found) throw new Error(`No repository ${id}`);
    return found;
  }

  repositoryByName(owner: string, name: string): Repository | undefined {
    const id = this.names.get(`${owner}/${name}`.toLowerCase());
    return id === undefined ? undefined : this.repositories.get(id);
  }

  owner(repository: Repository): Account {
    return this.account(repository.ownerId);
  }

  fullName(repository: Repository): string {
    return `${this.owner(repository).login}/${repository.name}`;
  }

  addRun(run: WorkflowRun): void {
    this.runs.set(run.id, run);
    const key = `${run.repositoryId}:${run.sha}`;
    this.runsBySha.set(key, [...(this.runsBySha.get(key) ?? []), run]);
  }

  runsOf(repositoryId: number, sha: string): WorkflowRun[] {
    return this.runsBySha.get(`${repositoryId}:${sha}`) ?? [];
  }

  statusesOf(repositoryId: number, sha: string): CommitStatus[] {
    return this.statuses.get(`${repositoryId}:${sha}`) ?? [];
  }
}
