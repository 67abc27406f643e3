export { createRoot } from './createRoot';
export { graphqlHandler } from './graphqlHandler';
export { Views } from './Views';
export { loadSchema } from './loadSchema';
