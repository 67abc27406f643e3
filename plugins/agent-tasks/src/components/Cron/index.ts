export { CronText } from './CronText';
