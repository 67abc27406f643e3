export { AttendMenu } from './AttendMenu';
export { People } from './People';
export { WaitState } from './WaitState';
