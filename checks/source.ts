import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOT } from '#platform/config';

export type Import = { readonly from: string; readonly typeOnly: boolean; readonly line: number };
export type Source = { readonly file: string; readonly text: string; readonly imports: readonly Import[] };

const FOLDERS = ['modules', 'platform', 'server', 'cli', 'demo', 'bench', 'e2e', 'checks', 'packages', 'web/src'];

/** The line in which an offset lies, from 1. */
export const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

function importsOf(file: string, text: string): Import[] {
  const { module } = parseSync(file, text);
  const statics = module.staticImports.map((one) => ({
    from: one.moduleRequest.value, line: lineAt(text, one.start), typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }));
  const reExports = module.staticExports.flatMap((one) => one.entries.flatMap((entry) => (entry.moduleRequest ? [{ from: entry.moduleRequest.value, line: lineAt(text, one.start), typeOnly: entry.isType }] : [])));
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => ({ from: match[1] as string, line: lineAt(text, match.index), typeOnly: false }));
  return [...statics, ...reExports, ...dynamic];
}

/** Every source file of ours with what it imports. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT })).sort().map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return { file, text, imports: importsOf(file, text) };
  });
}
