import { Account, Repository, RepositoryRole, Token } from './types';
import { World } from './World';

const RANK: Record<RepositoryRole | 'none', number> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** Whether `role` includes `needed`. */
export function includesRole(
  role: RepositoryRole | 'none',
  needed: RepositoryRole,
): boolean {
  return RANK[role] >= RANK[needed];
}

/** The strongest role an account has in a repository, however it got it. */
export function roleOf(
  world: World,
  account: Account,
  repository: Repository,
): RepositoryRole | 'none' {
  if (account.id === repository.ownerId) return 'admin';
  const roles: (RepositoryRole | 'none')[] = [
    repository.visibility === 'public' ? 'read' : 'none',
    repository.collaborators.get(account.id) ?? 'none',
  ];
  const organization = world.organizations.get(repository.ownerId);
  const membership = organization?.members.get(account.id);
  if (membership === 'admin') return 'admin';
  if (organization && membership) {
    roles.push(organization.basePermission);
    if (repository.visibility === 'internal') roles.push('read');
  }
  for (const team of world.teams.values()) {
    const role = team.repositories.get(repository.id);
    if (role && team.memberIds.has(account.id)) roles.push(role);
  }
  return roles.reduce((best, role) => (RANK[role] > RANK[best] ? role : best));
}

/** What a token may do in a repository; undefined account = nobody signed in. */
export function tokenRole(
  world: World,
  token: Token | undefined,
  repository: Repository,
): RepositoryRole | 'none' {
  const open = repository.visibility === 'public' ? 'read' : 'none';
  if (!token) return open;
  const name = world.fullName(repository).toLowerCase();
  if (token.repositories && !token.repositories.has(name)) return open;
  if (token.kind === 'installation') {
    return token.accountId === repository.ownerId ? 'admin' : open;
  }
  const role = roleOf(world, world.account(token.accountId), repository);
  if (token.kind === 'classic' || token.kind === 'oauth') {
    if (token.scopes.includes('repo')) return role;
    if (token.scopes.includes('public_repo') && open === 'read') return role;
    return open;
  }
  return role;
}
