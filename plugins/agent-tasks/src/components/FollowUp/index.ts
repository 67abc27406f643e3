export { FollowUpButtons } from './FollowUpButtons';
