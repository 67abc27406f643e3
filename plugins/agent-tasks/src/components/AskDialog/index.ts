export { AskDialog } from './AskDialog';
export { AskState } from './AskState';
export { ReasonField } from './ReasonField';
