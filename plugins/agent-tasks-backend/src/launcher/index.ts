export * from './failures';
export * from './LaunchEngine';
export * from './LaunchGuard';
export * from './marker';
