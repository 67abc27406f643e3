export { createRoot } from './createRoot';
export { graphqlHandler } from './graphqlHandler';
export { Views } from './views/Views';
export { loadSchema } from './loadSchema';
