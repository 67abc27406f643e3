export { StartTaskButton } from './StartTaskButton';
export { StartTaskDialog } from './StartTaskDialog';
