export { csvCell } from './csv.ts';
export { EXPORT_FORMATS, writeRows, type ExportFormat, type ExportRow } from './write-rows.ts';
