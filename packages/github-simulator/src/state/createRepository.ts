import { nodeId } from './nodeId';
import { SeedAgentConfiguration } from './SimulatorSeed';
import { RepositoryRole, Account, Repository } from './types';
import { World } from './World';

/** What a new repository may be given; all but owner and name have defaults. */
export interface NewRepository {
  id?: number;
  owner: Account;
  name: string;
  description?: string;
  homepage?: string;
  visibility?: Repository['visibility'];
  defaultBranch?: string;
  topics?: string[];
  archived?: boolean;
  agentsEnabled?: boolean;
  requireWorkflowApproval?: boolean;
  agentConfiguration?: SeedAgentConfiguration;
  collaborators?: Map<number, RepositoryRole>;
  settings?: Partial<Repository['settings']>;
  files?: Record<string, string>;
  sender?: Account;
}

/** Creates the bare repository, its first commit where files are given. */
export async function createRepository(
  world: World,
  input: NewRepository,
): Promise<Repository> {
  const now = world.clock.now();
  const id = input.id ?? world.nextId('repository');
  if (world.repositories.has(id)) {
    throw new Error(`There are two repositories with the id ${id}`);
  }
  const repository: Repository = {
    id,
    nodeId: nodeId('Repository', id),
    ownerId: input.owner.id,
    name: input.name,
    description: input.description,
    homepage: input.homepage,
    visibility: input.visibility ?? 'public',
    defaultBranch: input.defaultBranch ?? 'main',
    topics: input.topics ?? [],
    archived: input.archived ?? false,
    agentsEnabled: input.agentsEnabled ?? true,
    requireWorkflowApproval: input.requireWorkflowApproval ?? true,
    agentConfiguration: input.agentConfiguration ?? {},
    collaborators: input.collaborators ?? new Map(),
    settings: {
      hasIssues: true,
      hasProjects: true,
      hasWiki: true,
      allowMergeCommit: true,
      allowSquashMerge: true,
      allowRebaseMerge: true,
      allowAutoMerge: false,
      allowUpdateBranch: false,
      deleteBranchOnMerge: false,
      squashMergeCommitTitle: 'COMMIT_OR_PR_TITLE',
      squashMergeCommitMessage: 'COMMIT_MESSAGES',
      ...input.settings,
    },
    protections: new Map(),
    branches: new Map(),
    variables: new Map(),
    secrets: new Set(),
    subscriptions: new Map(),
    hooks: new Map(),
    labels: new Map(),
    nextNumber: 1,
    pulls: new Map(),
    issues: new Map(),
    sizeKb: 0,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
  };
  // The name is taken before the first await, so that of two requests for one
  // name the second is refused.
  world.addRepository(repository);
  try {
    await world.git.create(id, repository.defaultBranch);
    if (input.files && Object.keys(input.files).length) {
      await world.git.commit(id, {
        branch: repository.defaultBranch,
        message: 'Initial commit',
        author: signatureOf(input.sender ?? input.owner),
        at: now,
        files: input.files,
      });
      repository.branches = await world.git.branches(id);
      repository.sizeKb = await world.git.sizeKb(id);
    }
  } catch (error) {
    world.removeRepository(repository);
    throw error;
  }
  world.events.emit('repository', {
    action: 'created',
    repository,
    sender: input.sender ?? input.owner,
  });
  return repository;
}

/** The name and address GitHub writes into commits made on its pages. */
export function signatureOf(account: Account) {
  return {
    name: account.name ?? account.login,
    email:
      account.email ??
      `${account.id}+${account.login}@users.noreply.github.com`,
  };
}
