export * from './checkToken';
export * from './IdentityCredentials';
export * from './IdentityRegistry';
