import { GitHubSimulator } from '@agent-tasks/github-simulator';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import type {
  AppIdentityConfig,
  EncryptionKey,
} from '../config/AgentTasksConfig';
import { syncIdentityStates } from '../database/operations/identities/syncIdentityStates';
import { AppCredentials } from '../identities/AppCredentials';
import { isAppIdentity } from '../identities/AppIdentity';
import { credentialsDigest } from '../identities/credentialsDigest';
import { GitHubClients } from '../identities/GitHubClients';
import { IdentityKeeper } from '../identities/IdentityKeeper';
import { IdentityProbe } from '../identities/IdentityProbe';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { TokenCipher } from '../identities/TokenCipher';
import { createIdentities } from './createIdentities';

/** Keys of tests. */
export const testKey = (id: string): EncryptionKey => ({
  id,
  secret: `${id}-secret-of-at-least-thirty-two-characters`,
});

/** A GitHub whose user `bot` has authorised an App once. */
export async function startAppGitHub(tokenLifetimes?: {
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
}): Promise<GitHubSimulator> {
  return await GitHubSimulator.start({
    tokenLifetimes,
    seed: {
      users: [{ login: 'bot' }],
      organizations: [{ login: 'acme', members: ['bot'] }],
      apps: [{ clientId: 'Iv1.app', clientSecret: 'app-secret' }],
      refreshTokens: [{ token: 'ghr_seed', clientId: 'Iv1.app', user: 'bot' }],
      repositories: [
        { owner: 'acme', name: 'web', files: { 'README.md': '# Web' } },
      ],
    },
  });
}

/** One identity `app` on {@link startAppGitHub}. */
export function appIdentities(
  simulator: GitHubSimulator,
  app: Partial<AppIdentityConfig> = {},
): IdentityRegistry {
  return createIdentities({
    id: 'app',
    host: 'github.test',
    apiBaseUrl: simulator.apiBaseUrl,
    token: undefined,
    app: {
      clientId: 'Iv1.app',
      clientSecret: 'app-secret',
      refreshToken: 'ghr_seed',
      tokenUrl: `${simulator.url}/login/oauth/access_token`,
      ...app,
    },
  });
}

/** How often a token was refreshed, as GitHub saw it. */
export function countRefreshes(simulator: GitHubSimulator): number {
  return simulator.requests.filter(({ path }) =>
    path.startsWith('/login/oauth'),
  ).length;
}

/** What one backend has of the identity `app`, on connections of its own. */
export async function createReplica(options: {
  knex: Knex;
  identities: IdentityRegistry;
  keys?: EncryptionKey[];
  waitMs?: number;
}) {
  const { identities, keys = [testKey('one')] } = options;
  const knex = knexFactory(options.knex.client.config);
  const logger = mockServices.logger.mock();
  const cipher = TokenCipher.create(keys);
  const [identity] = identities.list();
  if (!isAppIdentity(identity)) {
    throw new Error('The identity of the test has no app');
  }
  await syncIdentityStates(knex, [
    { id: identity.id, tokenDigest: credentialsDigest(identity.config) },
  ]);
  const credentials = AppCredentials.create({
    identity,
    knex,
    cipher,
    logger,
    aheadMs: 60_000,
    waitMs: options.waitMs,
  });
  const recorder = new AnswerRecorder({ knex, logger });
  const clients = GitHubClients.create({
    identities,
    recorder,
    logger,
    credentials: () => credentials,
  });
  return {
    knex,
    identity,
    credentials,
    logger,
    client: clients.get(identity.id),
    keeper: IdentityKeeper.create({ knex, identities, cipher, logger }),
    probe: new IdentityProbe({ knex, identities, clients, logger }),
    /** All that was logged, in one text. */
    logged: () =>
      JSON.stringify(
        [logger.info, logger.warn, logger.error, logger.debug].flatMap(
          log => log.mock.calls,
        ),
      ),
    stop: async () => {
      await recorder.flush();
      await knex.destroy();
    },
  };
}

/** What {@link createReplica} gives. */
export type Replica = Awaited<ReturnType<typeof createReplica>>;
