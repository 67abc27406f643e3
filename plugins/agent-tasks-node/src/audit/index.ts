export * from './auditChain';
export * from './AuditExportHeader';
export { canonicalJson } from './canonicalJson';
export * from './runAuditCli';
export * from './verifyAuditEvents';
export * from './verifyAuditExport';
