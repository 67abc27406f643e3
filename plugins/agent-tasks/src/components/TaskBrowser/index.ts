export { TaskBrowser } from './TaskBrowser';
