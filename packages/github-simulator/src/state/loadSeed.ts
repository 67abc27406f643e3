import { AgentRunner } from '../agent/AgentRunner';
import { UserTokens } from '../oauth';
import { signatureOf, createRepository } from './createRepository';
import { addToken } from './addToken';
import { nodeId } from './nodeId';
import { PullService } from './PullService';
import { refreshBranches } from './refreshBranches';
import { SeedPull, SeedTask, SimulatorSeed } from './SimulatorSeed';
import { Account, BranchProtection, Pull, Repository } from './types';
import { World } from './World';

const HOUR_MS = 3_600_000;
const FIVE_MINUTES_MS = 300_000;

/** A protection that asks for approvals and nothing else. */
export function approvals(requiredApprovals: number): BranchProtection {
  return {
    requiredApprovals,
    requireCodeOwnerReviews: false,
    dismissStaleReviews: false,
    requireLastPushApproval: false,
    enforceAdmins: false,
    contexts: [],
    strict: false,
    requiredSignatures: false,
    requiredLinearHistory: false,
    requiredConversationResolution: false,
    blockCreations: false,
  };
}

/** Fills the world; what does not fit together is an error that names it. */
export async function loadSeed(
  world: World,
  pulls: PullService,
  agent: AgentRunner,
  userTokens: UserTokens,
  seed: SimulatorSeed,
): Promise<void> {
  for (const user of seed.users ?? []) {
    world.addAccount({ ...user, type: 'User' });
  }
  for (const seeded of seed.organizations ?? []) {
    const account = world.addAccount({
      login: seeded.login,
      id: seeded.id,
      name: seeded.name,
      type: 'Organization',
    });
    const members = new Map<number, 'member' | 'admin'>();
    for (const member of seeded.members ?? []) {
      const { login, role } =
        typeof member === 'string'
          ? { login: member, role: 'member' as const }
          : member;
      members.set(accountOf(world, login).id, role);
    }
    world.organizations.set(account.id, {
      accountId: account.id,
      basePermission: seeded.basePermission ?? 'write',
      members,
      ssoRequired: seeded.ssoRequired ?? false,
    });
    for (const team of seeded.teams ?? []) {
      const id = world.nextId('other');
      world.teams.set(id, {
        id,
        nodeId: nodeId('Team', id),
        organizationId: account.id,
        name: team.name,
        slug: (team.slug ?? team.name)
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-'),
        description: team.description,
        memberIds: new Set(
          (team.members ?? []).map(login => accountOf(world, login).id),
        ),
        repositories: new Map(),
        createdAt: world.clock.now(),
      });
    }
  }
  for (const token of seed.tokens ?? []) addToken(world, token);
  for (const app of seed.apps ?? []) userTokens.addApp(app);
  for (const token of seed.refreshTokens ?? []) {
    userTokens.addRefreshToken(token);
  }
  await Promise.all(
    (seed.repositories ?? []).map(async seeded => {
      const { owner, collaborators, requiredApprovals, ...rest } = seeded;
      const repository = await createRepository(world, {
        ...rest,
        owner: accountOf(world, owner),
        collaborators: new Map(
          Object.entries(collaborators ?? {}).map(([login, role]) => [
            accountOf(world, login).id,
            role,
          ]),
        ),
      });
      if (requiredApprovals) {
        repository.protections.set(
          repository.defaultBranch,
          approvals(requiredApprovals),
        );
      }
    }),
  );
  grantTeams(world, seed);
  for (const pull of seed.pulls ?? []) await addPull(world, pulls, pull);
  for (const task of seed.tasks ?? []) await addTask(world, pulls, agent, task);
}

function grantTeams(world: World, seed: SimulatorSeed): void {
  for (const organization of seed.organizations ?? []) {
    for (const seeded of organization.teams ?? []) {
      const owner = accountOf(world, organization.login);
      const slug = (seeded.slug ?? seeded.name)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-');
      const team = world.team(owner.id, slug);
      for (const [name, role] of Object.entries(seeded.repositories ?? {})) {
        const found = repositoryOf(world, `${organization.login}/${name}`);
        team?.repositories.set(found.id, role);
      }
    }
  }
}

async function addPull(
  world: World,
  pulls: PullService,
  seed: SeedPull,
): Promise<void> {
  const target = repositoryOf(world, seed.repository);
  const author = accountOf(world, seed.author);
  const base = seed.base ?? target.defaultBranch;
  await world.git.commit(target.id, {
    branch: seed.head,
    parent: target.branches.get(base),
    message: seed.title,
    author: signatureOf(author),
    at: world.clock.now(),
    files: seed.files,
  });
  await refreshBranches(world, target, author);
  const pull = await pulls.open(target, author, {
    title: seed.title,
    body: seed.body,
    head: seed.head,
    base,
    draft: seed.draft,
  });
  for (const name of seed.labels ?? []) {
    if (!target.labels.has(name.toLowerCase())) {
      const id = world.nextId('other');
      target.labels.set(name.toLowerCase(), {
        id,
        nodeId: nodeId('Label', id),
        name,
        color: 'ededed',
        isDefault: false,
      });
    }
    pull.labels.push(name);
  }
  const reviewers = (seed.reviewers ?? []).map(login =>
    accountOf(world, login),
  );
  pulls.requestReviewers(pull, author, reviewers, []);
  await conclude(world, pulls, target, pull, seed.approvedBy, seed.state);
}

async function addTask(
  world: World,
  pulls: PullService,
  agent: AgentRunner,
  seed: SeedTask,
): Promise<void> {
  const target = repositoryOf(world, seed.repository);
  const now = world.clock.now();
  const createdAt = now - (seed.ageMs ?? HOUR_MS);
  const state = seed.state ?? 'completed';
  const task = agent.create({
    repository: target,
    creator: accountOf(world, seed.creator),
    prompt: seed.prompt,
    baseRef: target.defaultBranch,
    model: seed.model,
    createPullRequest: seed.createPullRequest ?? true,
  });
  await agent.enter(task.id, state, seed.error);
  const settledAt = Math.min(now, createdAt + (seed.tookMs ?? FIVE_MINUTES_MS));
  const current = world.tasks.get(task.id);
  const pull = world.pulls.get(current?.pullId ?? -1);
  if (pull) {
    pull.createdAt = Math.min(settledAt, createdAt + 30_000);
    pull.updatedAt = settledAt;
    await conclude(
      world,
      pulls,
      target,
      pull,
      seed.approvedBy,
      seed.pull === 'ready' ? 'open' : seed.pull,
      seed.pull === 'ready',
    );
  }
  world.tasks.backdate(task.id, {
    createdAt,
    updatedAt: state === 'queued' ? createdAt : settledAt,
    archivedAt: seed.archived ? settledAt : undefined,
  });
}

async function conclude(
  world: World,
  pulls: PullService,
  target: Repository,
  pull: Pull,
  approvedBy: string[] = [],
  state: 'open' | 'closed' | 'merged' = 'open',
  ready = false,
): Promise<void> {
  const owner = world.owner(target);
  if (ready || state === 'merged') pulls.setDraft(pull, owner, false);
  for (const login of approvedBy) {
    pulls.review(pull, accountOf(world, login), 'APPROVE', '');
  }
  if (state === 'closed') pulls.setState(pull, owner, 'closed');
  if (state === 'merged') await pulls.merge(pull, owner, { force: true });
}

function accountOf(world: World, login: string): Account {
  const account = world.accountByLogin(login);
  if (!account)
    throw new Error(`The seed names the unknown account '${login}'`);
  return account;
}

function repositoryOf(world: World, fullName: string): Repository {
  const [owner, name] = fullName.split('/');
  const found = world.repositoryByName(owner, name ?? '');
  if (!found) throw new Error(`The seed names no repository '${fullName}'`);
  return found;
}
