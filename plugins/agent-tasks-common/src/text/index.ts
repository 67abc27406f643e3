export * from './hiddenCharacters';
