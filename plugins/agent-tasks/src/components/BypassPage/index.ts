export { BypassPage } from './BypassPage';
