import { SeedToken } from './SimulatorSeed';
import { Token, TokenKind } from './types';
import { World } from './World';

const KINDS: [prefix: string, kind: TokenKind][] = [
  ['github_pat_', 'fine-grained'],
  ['ghp_', 'classic'],
  ['gho_', 'oauth'],
  ['ghu_', 'app-user'],
  ['ghs_', 'installation'],
];

/** Makes a token known. Its kind is read from its prefix. */
export function addToken(world: World, seed: SeedToken): Token {
  const kind = KINDS.find(([prefix]) => seed.token.startsWith(prefix))?.[1];
  if (!kind) {
    throw new Error(
      `The token of '${seed.user}' starts with none of ${KINDS.map(
        ([prefix]) => prefix,
      ).join(', ')}`,
    );
  }
  const account = world.accountByLogin(seed.user);
  if (!account)
    throw new Error(`A token names the unknown user '${seed.user}'`);
  let expiresAt: number | undefined;
  if (seed.expiresAt !== undefined) expiresAt = Date.parse(seed.expiresAt);
  if (seed.expiresInMs !== undefined) {
    expiresAt = world.clock.now() + seed.expiresInMs;
  }
  const limited = kind === 'fine-grained' || kind === 'installation';
  const token: Token = {
    value: seed.token,
    kind,
    accountId: account.id,
    expiresAt,
    scopes: seed.scopes ?? ['repo', 'read:org'],
    repositories:
      limited && seed.repositories
        ? new Set(seed.repositories.map(name => name.toLowerCase()))
        : undefined,
    permissions: limited ? seed.permissions : undefined,
    sso: seed.sso ?? false,
  };
  world.tokens.set(token.value, token);
  return token;
}
