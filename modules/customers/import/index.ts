import { ENGINE } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import { connectionJobsWith } from '../connect/load-connection.ts';
import { fileJobsWith } from './files/use-files.ts';
import { formatsWith } from './formats/index.ts';
import type { Importer } from './types.ts';
import { undoJobsWith } from './undo-import.ts';

export { checkImport, runImport, type ImportInput, type ImportResult } from './run-import.ts';
export { formatsWith } from './formats/index.ts';
export { openFileStore } from './files/file-store.ts';
export { importRoutesWith } from './routes.ts';
export type { Importer, RecordRow, WrittenRows } from './types.ts';
export { undoImport } from './undo-import.ts';

/** Loads files in the background, looks into the inbox, undoes imports; `importers`: the files that other modules keep. */
export const importJobsWith = (importers: readonly Importer[]): Readonly<Record<string, JobTask>> => ({ ...fileJobsWith(formatsWith(importers), ENGINE), ...connectionJobsWith(formatsWith(importers)), ...undoJobsWith(formatsWith(importers)) });
