export * from './blobSha';
export * from './createDatabase';
export * from './createIdentities';
export * from './insertTask';
export * from './LaunchHarness';
