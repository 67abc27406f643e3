export { ResolveButton } from './ResolveButton';
export { ResolveDialog } from './ResolveDialog';
