export { audit, auditAccess, auditRead } from './record.ts';
export { sealAudit, verifyAudit } from './chain.ts';
