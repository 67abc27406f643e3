export { ScheduleFormPage } from './ScheduleFormPage';
