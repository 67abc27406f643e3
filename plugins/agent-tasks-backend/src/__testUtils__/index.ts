export * from './createDatabase';
export * from './createIdentities';
export * from './insertTask';
