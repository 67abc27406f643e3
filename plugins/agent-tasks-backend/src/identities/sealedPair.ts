import { CredentialsError } from './CredentialsError';
import type { TokenCipher } from './TokenCipher';

/** Tokens of an identity as they are stored. */
export type TokenPair = {
  /** Missing before the first refresh. */
  accessToken?: string;
  refreshToken: string;
};

/** Both tokens as one sealed text, so that they are stored together or not at all. */
export function sealPair(
  cipher: TokenCipher,
  identityId: string,
  { accessToken, refreshToken }: TokenPair,
): string {
  return cipher.seal(
    JSON.stringify({ accessToken, refreshToken }),
    `identity:${identityId}`,
  );
}

/** @throws CredentialsError where they cannot be read. */
export function openPair(
  cipher: TokenCipher,
  identityId: string,
  sealed: string,
): TokenPair {
  const text = cipher.open(sealed, `identity:${identityId}`);
  try {
    return JSON.parse(text) as TokenPair;
  } catch {
    throw CredentialsError.permanent('token-unreadable');
  }
}
