import type { components } from '@octokit/openapi-types';
import { isoTime } from '../../clock';
import { Account, Team } from '../../state/types';
import { World } from '../../state/World';
import { Urls } from './Urls';

type Schemas = components['schemas'];

/** The short form in which accounts appear everywhere. */
export function presentAccount(
  urls: Urls,
  account: Account,
): Schemas['simple-user'] {
  const url = `${urls.api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${urls.web}/_avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${urls.web}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** `GET /users/{username}`. */
export function presentProfile(
  world: World,
  urls: Urls,
  account: Account,
): Schemas['public-user'] {
  const owned = [...world.repositories.values()].filter(
    repository =>
      repository.ownerId === account.id && repository.visibility === 'public',
  );
  return {
    ...presentAccount(urls, account),
    name: account.name ?? null,
    company: null,
    blog: '',
    location: null,
    email: account.email ?? null,
    hireable: null,
    bio: null,
    public_repos: owned.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: isoTime(account.createdAt),
    updated_at: isoTime(account.createdAt),
  };
}

/** `GET /user`. */
export function presentOwnProfile(
  world: World,
  urls: Urls,
  account: Account,
): Schemas['public-user'] {
  const owned = [...world.repositories.values()].filter(
    repository => repository.ownerId === account.id,
  );
  const hidden = owned.filter(({ visibility }) => visibility !== 'public');
  return {
    ...presentProfile(world, urls, account),
    private_gists: 0,
    total_private_repos: hidden.length,
    owned_private_repos: hidden.length,
    disk_usage: owned.reduce((sum, { sizeKb }) => sum + sizeKb, 0),
    collaborators: 0,
  };
}

/** The short form of an organization. */
export function presentOrganization(
  urls: Urls,
  account: Account,
): Schemas['organization-simple'] {
  const url = `${urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${urls.web}/_avatars/${account.id}`,
    description: null,
  };
}

/** `GET /orgs/{org}`. */
export function presentFullOrganization(
  world: World,
  urls: Urls,
  account: Account,
): Schemas['organization-full'] {
  const repositories = [...world.repositories.values()].filter(
    ({ ownerId, visibility }) =>
      ownerId === account.id && visibility === 'public',
  );
  return {
    ...presentOrganization(urls, account),
    name: account.name ?? account.login,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: repositories.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${urls.web}/${account.login}`,
    type: 'Organization',
    created_at: isoTime(account.createdAt),
    updated_at: isoTime(account.createdAt),
    archived_at: null,
  };
}

/** A team in a list. */
export function presentTeam(
  world: World,
  urls: Urls,
  team: Team,
): Schemas['team'] & { privacy: 'closed' } {
  const organization = world.account(team.organizationId);
  const url = `${urls.api}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: team.description ?? null,
    privacy: 'closed',
    permission: 'pull',
    url,
    html_url: `${urls.web}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    parent: null,
  };
}

/** `GET /orgs/{org}/teams/{team_slug}`. */
export function presentFullTeam(
  world: World,
  urls: Urls,
  team: Team,
): Schemas['team-full'] {
  const organization = world.account(team.organizationId);
  const { notification_setting: _, ...simple } = presentTeam(world, urls, team);
  return {
    ...simple,
    members_count: team.memberIds.size,
    repos_count: team.repositories.size,
    created_at: isoTime(team.createdAt),
    updated_at: isoTime(team.createdAt),
    organization: {
      ...presentOrganization(urls, organization),
      html_url: `${urls.web}/${organization.login}`,
      has_organization_projects: true,
      has_repository_projects: true,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      type: 'Organization',
      created_at: isoTime(organization.createdAt),
      updated_at: isoTime(organization.createdAt),
      archived_at: null,
    },
  };
}
