import { addToken } from '../state/addToken';
import { SeedApp, SeedRefreshToken } from '../state/SimulatorSeed';
import { World } from '../state/World';

/**
 * Lifetimes that GitHub gives to user tokens of Apps: eight hours, and six
 * months for the refresh token (docs.github.com, "Refreshing user access
 * tokens").
 */
export const GITHUB_TOKEN_LIFETIMES: TokenLifetimes = {
  accessTokenSeconds: 28_800,
  refreshTokenSeconds: 15_897_600,
};

/** In seconds of the simulator's clock. @public */
export interface TokenLifetimes {
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
}

/** What GitHub answers to a refresh. */
export interface RefreshAnswer {
  access_token: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
  scope: '';
  token_type: 'bearer';
}

/** A refusal of the OAuth endpoint, in GitHub's words. */
export interface OAuthRefusal {
  error: string;
  error_description: string;
  error_uri: string;
}

interface RefreshToken {
  clientId: string;
  login: string;
  accessToken?: string;
  expiresAt: number;
}

const DOCS =
  'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app';

/**
 * User tokens of GitHub Apps, in pairs: using a refresh token ends it and the
 * access token that came with it.
 */
export class UserTokens {
  private readonly secrets = new Map<string, string>();
  private readonly refreshTokens = new Map<string, RefreshToken>();

  constructor(
    private readonly world: World,
    private readonly lifetimes: TokenLifetimes = GITHUB_TOKEN_LIFETIMES,
  ) {}

  addApp({ clientId, clientSecret }: SeedApp): void {
    this.secrets.set(clientId, clientSecret);
  }

  addRefreshToken(seed: SeedRefreshToken): void {
    if (!seed.token.startsWith('ghr_')) {
      throw new Error(
        `The refresh token of '${seed.user}' does not start with ghr_`,
      );
    }
    if (!this.secrets.has(seed.clientId)) {
      throw new Error(
        `A refresh token names the unknown app '${seed.clientId}'`,
      );
    }
    if (!this.world.accountByLogin(seed.user)) {
      throw new Error(`A refresh token names the unknown user '${seed.user}'`);
    }
    const { accessTokenSeconds, refreshTokenSeconds } = this.lifetimes;
    if (seed.accessToken !== undefined) {
      addToken(this.world, {
        token: seed.accessToken,
        user: seed.user,
        expiresInMs: accessTokenSeconds * 1000,
      });
    }
    this.refreshTokens.set(seed.token, {
      clientId: seed.clientId,
      login: seed.user,
      accessToken: seed.accessToken,
      expiresAt:
        this.world.clock.now() +
        (seed.expiresInMs ?? refreshTokenSeconds * 1000),
    });
  }

  /** Trades a refresh token for a new pair. */
  refresh(request: {
    clientId: string;
    clientSecret: string;
    refreshToken: string;
  }): RefreshAnswer | OAuthRefusal {
    const { clientId, clientSecret, refreshToken } = request;
    const secret = this.secrets.get(clientId);
    if (secret === undefined || secret !== clientSecret) {
      return refusal(
        'incorrect_client_credentials',
        'The client_id and/or client_secret passed are incorrect.',
        'troubleshooting-authorization-request-errors/#incorrect-client-credentials',
      );
    }
    const old = this.refreshTokens.get(refreshToken);
    if (old?.clientId !== clientId || old.expiresAt <= this.world.clock.now()) {
      return refusal(
        'bad_refresh_token',
        'The refresh token passed is incorrect or expired.',
        'refreshing-user-access-tokens',
      );
    }
    this.refreshTokens.delete(refreshToken);
    if (old.accessToken !== undefined) {
      this.world.tokens.delete(old.accessToken);
    }
    const { accessTokenSeconds, refreshTokenSeconds } = this.lifetimes;
    const accessToken = `ghu_${this.unique()}`;
    const next = `ghr_${this.unique()}${this.unique()}`;
    this.addRefreshToken({
      token: next,
      clientId,
      user: old.login,
      accessToken,
    });
    return {
      access_token: accessToken,
      expires_in: accessTokenSeconds,
      refresh_token: next,
      refresh_token_expires_in: refreshTokenSeconds,
      scope: '',
      token_type: 'bearer',
    };
  }

  /** As when a user withdraws what they have authorised. */
  revoke(refreshToken: string): boolean {
    const found = this.refreshTokens.get(refreshToken);
    if (found?.accessToken !== undefined) {
      this.world.tokens.delete(found.accessToken);
    }
    return this.refreshTokens.delete(refreshToken);
  }

  private unique(): string {
    return this.world.random.uuid().replaceAll('-', '');
  }
}

function refusal(
  error: string,
  description: string,
  page: string,
): OAuthRefusal {
  return {
    error,
    error_description: description,
    error_uri: `${DOCS}/${page}`,
  };
}
