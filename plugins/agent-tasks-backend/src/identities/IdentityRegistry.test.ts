import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { createDatabase, createIdentities } from '../__testUtils__';
import { checkToken } from './checkToken';
import { credentialsFromConfig } from './IdentityCredentials';
import { matchesRepository } from './IdentityRegistry';
import { repositoryPattern } from './repositoryPattern';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('IdentityRegistry', () => {
  const registry = createIdentities(
    { id: 'team', repositories: ['acme/web-*', 'acme/api'] },
    { id: 'all', repositories: ['*/*'] },
    { id: 'other', host: 'ghe.test', repositories: ['**'] },
  );

  it.each([
    ['github.test', 'acme', 'web-shop', ['team', 'all']],
    ['GitHub.test', 'Acme', 'API', ['team', 'all']],
    ['github.test', 'acme', 'docs', ['all']],
    ['github.test', 'acme', '.github', ['all']],
    ['ghe.test', 'acme', 'web-shop', ['other']],
    ['gitlab.test', 'acme', 'web-shop', []],
  ])('serves %s/%s/%s by %j', (host, owner, name, ids) => {
    expect(
      registry.findFor({ host, owner, name }).map(identity => identity.id),
    ).toEqual(ids);
  });

  it('reads globs in the database as in the registry', async () => {
    const knex = await createDatabase(databases);
    // GitHub has no repository `.` or `..`, which minimatch takes for paths
    const name = fc
      .stringMatching(/^[aAb.-]{1,3}$/)
      .filter(text => !/^\.+$/.test(text));
    const glob = fc
      .tuple(
        fc.stringMatching(/^(\*|[aAb?.]\*|[ab*?]{1,3})$/),
        fc.stringMatching(/^(\*|[aAb*?.-]{1,3}|\{a,b\}[*?]|\[ab\]\*|!a)$/),
      )
      .map(([owner, repository]) => `${owner}/${repository}`);
    const cases = fc.sample(fc.tuple(name, name, glob), {
      numRuns: 2_000,
      seed: 7,
    });
    const { rows } = await knex.raw(
      `select (elements.value ->> 0) ~* (elements.value ->> 1) as matches
       from jsonb_array_elements(?::jsonb) with ordinality as elements(value, i)
       order by i`,
      [
        JSON.stringify(
          cases.map(([owner, repository, g]) => [
            `${owner}/${repository}`,
            repositoryPattern(g),
          ]),
        ),
      ],
    );
    const expected = cases.map(([owner, repository, g]) =>
      matchesRepository(g, { owner, name: repository }),
    );
    expect(expected.filter(Boolean).length).toBeGreaterThan(100);
    expect(cases.filter((_case, i) => rows[i].matches !== expected[i])).toEqual(
      [],
    );
  });

  it('has a second token for pull requests where one is configured', async () => {
    const one = credentialsFromConfig({ token: 'a' });
    const two = credentialsFromConfig({ token: 'a', pullRequestToken: 'b' });
    expect(await one.token('pull-request')).toBe('a');
    expect(await two.token('pull-request')).toBe('b');
    expect(await two.token('launch')).toBe('a');
  });
});

describe('checkToken', () => {
  it.each(['github_pat_1', 'ghp_1', 'gho_1', 'ghu_1', '0123abc'])(
    'takes %s',
    token => expect(checkToken(token)).toBeUndefined(),
  );

  it.each([
    ['ghs_secret', /installation token.*personal access token/],
    ['ghr_secret', /refresh token.*personal access token/],
    ['', /empty/],
    ['  ', /empty/],
    ['ghp_secret\n', /white space/],
  ])('refuses %j with a sentence that does not hold it', (token, sentence) => {
    expect(checkToken(token)).toMatch(sentence);
    expect(checkToken(token)).not.toContain('secret');
  });
});
