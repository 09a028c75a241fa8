export { audit, auditRead, type AuditEntry } from './record.ts';
export { sealAudit, verifyAudit, type AuditFault, type AuditVerdict } from './chain.ts';
