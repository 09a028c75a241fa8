import { Columns, textOf } from '../cells.ts';
import type { Importer } from '../types.ts';
import { upsertTaxonomy } from '../writes.ts';

// The NUCC list of specialties: its owner lets each company load its own copy, so ours comes from the user's file.

export const taxonomyImporter: Importer = {
  format: 'nucc',
  recognises: ({ header }) => ['code', 'classification', 'specialization'].every((name) => header.some((one) => one.trim().toLowerCase() === name)),
  open({ header }) {
    const columns = new Columns(header);
    columns.require('nucc', ['Code', 'Classification', 'Specialization']);
    return (cells) => {
      const get = (name: string) => textOf(cells.cell(columns.at(name)));
      const [code, classification, specialization] = [get('Code').toUpperCase(), get('Classification'), get('Specialization')];
      if (!/^\w{10}$/.test(code)) return { ok: false, faults: [{ field: 'Code', reason: `“${code}” is no taxonomy code`, remedy: 'Ten letters and digits are needed.' }] };
      if (!classification) return { ok: false, faults: [{ field: 'Classification', reason: 'is empty', remedy: 'A specialty needs a name.' }] };
      return { ok: true, row: { key: code, record: { code, name: [classification, specialization].filter(Boolean).join(', '), grouping: get('Grouping') || get('Type') } } };
    };
  },
  write: (tx, { rows }) => upsertTaxonomy(tx, rows.map(({ record }) => record)),
};
