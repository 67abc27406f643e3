export { NeedsYou } from './NeedsYou';
export { NeedsYouCard } from './NeedsYouCard';
