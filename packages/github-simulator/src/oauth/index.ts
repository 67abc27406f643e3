export { oauthHandler } from './oauthHandler';
export { GITHUB_TOKEN_LIFETIMES, UserTokens } from './UserTokens';
export type { TokenLifetimes } from './UserTokens';
