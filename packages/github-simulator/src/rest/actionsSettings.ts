import { generateKeyPairSync } from 'node:crypto';
import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { RestDeps } from './Call';
import { Route } from './route';

/** Secrets and variables of GitHub Actions, by repository. */
export function registerActionsSettings(route: Route, deps: RestDeps): void {
  const { world } = deps;
  const { publicKey } = generateKeyPairSync('x25519');
  const secretsKey = publicKey
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');

  route(
    'actions/get-repo-public-key',
    'get',
    '/repos/:owner/:repo/actions/secrets/public-key',
    ['secrets', 'read'],
  )(call => {
    call.repository('write');
    return { status: 200, body: { key_id: '1', key: secretsKey } };
  });

  route(
    'actions/create-or-update-repo-secret',
    'put',
    '/repos/:owner/:repo/actions/secrets/:secret_name',
    ['secrets', 'write'],
  )(call => {
    const repository = call.repository('write');
    call.text('encrypted_value', { required: true });
    const name = call.param('secret_name').toUpperCase();
    const existed = repository.secrets.has(name);
    repository.secrets.add(name);
    return existed ? { status: 204 } : { status: 201, body: {} };
  });

  route(
    'actions/create-repo-variable',
    'post',
    '/repos/:owner/:repo/actions/variables',
    ['actions_variables', 'write'],
  )(call => {
    const repository = call.repository('write');
    const name = call.text('name', { required: true }).toUpperCase();
    if (repository.variables.has(name)) {
      throw new GitHubError(409, 'Already exists - Variable already exists');
    }
    repository.variables.set(name, {
      value: call.text('value', { required: true }),
      createdAt: world.clock.now(),
    });
    return { status: 201, body: {} };
  });

  route(
    'actions/list-repo-variables',
    'get',
    '/repos/:owner/:repo/actions/variables',
    ['actions_variables', 'read'],
  )(call => {
    const variables = [...call.repository('write').variables];
    return {
      status: 200,
      body: {
        total_count: variables.length,
        variables: variables.map(([name, { value, createdAt }]) => ({
          name,
          value,
          created_at: isoTime(createdAt),
          updated_at: isoTime(createdAt),
        })),
      },
    };
  });
}
