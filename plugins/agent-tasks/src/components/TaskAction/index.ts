export { TaskActionButton } from './TaskActionButton';
export { TaskActionDialog } from './TaskActionDialog';
