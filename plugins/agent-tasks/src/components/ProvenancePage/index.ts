export { ProvenancePage } from './ProvenancePage';
