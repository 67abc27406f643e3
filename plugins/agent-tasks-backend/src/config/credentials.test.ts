import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readConfig } from './readConfig';

const app = {
  clientId: 'Iv1.app',
  clientSecret: 'app-secret',
  refreshToken: 'ghr_verysecret',
};
const identity = { id: 'app', app, repositories: ['acme/*'] };
const key = { id: 'one', secret: 'x'.repeat(32) };
const encryption = { keys: [key] };

function read(agentTasks: JsonObject) {
  return readConfig(
    new ConfigReader({
      integrations: {
        github: [
          { host: 'ghe.acme.com', apiBaseUrl: 'https://ghe.acme.com/api/v3' },
          { host: 'acme.ghe.com', apiBaseUrl: 'https://api.acme.ghe.com' },
          {
            host: 'localhost:7100',
            apiBaseUrl: 'http://localhost:7100/api/v3',
          },
        ],
      },
      agentTasks,
    }),
  );
}

describe('credentials in the configuration', () => {
  it.each([
    [undefined, 'https://github.com/login/oauth/access_token'],
    ['ghe.acme.com', 'https://ghe.acme.com/login/oauth/access_token'],
    ['acme.ghe.com', 'https://acme.ghe.com/login/oauth/access_token'],
    ['localhost:7100', 'http://localhost:7100/login/oauth/access_token'],
  ])('are refreshed where the host %s does it', (host, tokenUrl) => {
    const config = read({
      admins: ['group:default/platform'],
      encryption,
      identities: [{ ...identity, ...(host && { host }) }],
    });
    expect(config.identities[0].app).toEqual({ ...app, tokenUrl });
    expect(config.identities[0].token).toBeUndefined();
    expect(config).toMatchObject({
      admins: ['group:default/platform'],
      encryption,
    });
  });

  it('may name another place', () => {
    const oauthUrl = 'https://proxy.acme.com/oauth/';
    const config = read({
      encryption,
      identities: [{ ...identity, app: { ...app, oauthUrl } }],
    });
    expect(config.identities[0].app?.tokenUrl).toBe(
      'https://proxy.acme.com/oauth/access_token',
    );
  });

  it.each<[string, JsonObject, string]>([
    [
      'an App without a key',
      { identities: [identity] },
      'agentTasks.encryption.keys expects a key, because an identity with app has tokens to store',
    ],
    [
      'tokens of requesters without a key',
      {
        requesterTokens: { enabled: true },
        identities: [{ ...identity, app: undefined, token: 'ghp_x' }],
      },
      'agentTasks.encryption.keys expects a key, because tokens of requesters are to be stored',
    ],
    [
      'both a token and an App',
      { encryption, identities: [{ ...identity, token: 'ghp_verysecret' }] },
      'agentTasks.identities[0] expects either token or app',
    ],
    [
      'an access token for a refresh token',
      {
        encryption,
        identities: [
          { ...identity, app: { ...app, refreshToken: 'ghu_verysecret' } },
        ],
      },
      'agentTasks.identities[0].app.refreshToken expects a refresh token (ghr_…)',
    ],
    [
      'a short key',
      {
        encryption: { keys: [{ id: 'one', secret: 'verysecret' }] },
        identities: [identity],
      },
      'agentTasks.encryption.keys[0].secret expects a secret of at least 32 random characters',
    ],
    [
      'two keys of one id',
      { encryption: { keys: [key, key] }, identities: [identity] },
      'agentTasks.encryption.keys[1].id expects an id that no other key has',
    ],
    [
      'an address that is none',
      {
        encryption,
        identities: [{ ...identity, app: { ...app, oauthUrl: 'github' } }],
      },
      'agentTasks.identities[0].app.oauthUrl expects an address',
    ],
    [
      'an administrator without kind',
      { admins: ['platform'], encryption, identities: [identity] },
      'agentTasks.admins[0] expects an entity reference',
    ],
  ])('stop the start for %s, and stay secret', (_, agentTasks, message) => {
    let problem = 'none';
    try {
      read(agentTasks);
    } catch (error) {
      problem = (error as Error).message;
    }
    expect(problem).toContain(message);
    expect(problem).not.toContain('verysecret');
  });
});
