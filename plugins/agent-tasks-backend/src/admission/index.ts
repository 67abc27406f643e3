export * from './Admission';
