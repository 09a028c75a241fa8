export { checkImport, runImport, type ImportInput, type ImportResult } from './run-import.ts';
export { importRoutes } from './routes.ts';
