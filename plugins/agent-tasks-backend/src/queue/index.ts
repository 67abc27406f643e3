export * from './LaunchQueue';
