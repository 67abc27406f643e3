export * from './phase';
export * from './states';
