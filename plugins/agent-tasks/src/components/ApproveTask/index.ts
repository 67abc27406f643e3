export { ApprovalButtons } from './ApprovalButtons';
export { ApprovalState } from './ApprovalState';
export { useApproverNames } from './useApproverNames';
export { WaitingApprovals } from './WaitingApprovals';
