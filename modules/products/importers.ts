import { upsertReference } from './writes.ts';
import type { Tx } from '#platform/db';

// Public lists of drugs and codes (Drugs@FDA, the NDC directory, ICD-10-CM, national Part D totals). The importer of customers reads the file; we keep its lines.

type Cells = { readonly cell: (place: number) => string };
type Read = { readonly ok: true; readonly row: { readonly key: string; readonly record: object } } | { readonly ok: false; readonly faults: readonly { readonly field: string; readonly reason: string; readonly remedy: string }[] };
type Batch = { readonly format: string; readonly rows: readonly { readonly key: string; readonly digest: string; readonly record: object }[] };
type Opened = { readonly header: readonly string[]; readonly fileName: string };
type Importer = {
  readonly format: string;
  readonly recognises: (file: Opened) => boolean;
  readonly open: (file: Opened) => (cells: Cells) => Read;
  readonly write: (tx: Tx, batch: Batch) => Promise<{ loaded: number; unchanged: number; changed: number }>;
};

/** A list: what makes a line's key, and what one calls it. */
type List = { readonly format: string; readonly key: readonly string[]; readonly name: readonly string[]; readonly needs: readonly string[]; readonly without?: readonly string[] };

const LISTS: readonly List[] = [
  { format: 'fda_product', key: ['ApplNo', 'ProductNo'], name: ['DrugName', 'ActiveIngredient'], needs: ['ApplNo', 'ProductNo', 'DrugName', 'ActiveIngredient'] },
  { format: 'fda_application', key: ['ApplNo'], name: ['SponsorName'], needs: ['ApplNo', 'ApplType', 'SponsorName'] },
  { format: 'fda_equivalence', key: ['ApplNo', 'ProductNo', 'MarketingStatusID', 'TECode'], name: ['TECode'], needs: ['ApplNo', 'ProductNo', 'TECode'] },
  { format: 'fda_status', key: ['ApplNo', 'ProductNo'], name: ['MarketingStatusID'], needs: ['MarketingStatusID', 'ApplNo', 'ProductNo'], without: ['TECode'] },
  { format: 'fda_submission', key: ['ApplNo', 'SubmissionType', 'SubmissionNo'], name: ['SubmissionType', 'SubmissionNo'], needs: ['ApplNo', 'SubmissionType', 'SubmissionNo'] },
  { format: 'ndc_package', key: ['PRODUCTID', 'NDCPACKAGECODE'], name: ['PACKAGEDESCRIPTION'], needs: ['PRODUCTID', 'NDCPACKAGECODE', 'PACKAGEDESCRIPTION'] },
  { format: 'ndc_product', key: ['PRODUCTID'], name: ['PROPRIETARYNAME', 'NONPROPRIETARYNAME', 'LABELERNAME'], needs: ['PRODUCTID', 'PRODUCTNDC', 'NONPROPRIETARYNAME', 'LABELERNAME'] },
  { format: 'icd10cm', key: ['code'], name: ['long_desc'], needs: ['code', 'billable', 'long_desc'] },
  { format: 'icd10cm_category', key: ['three_digit'], name: ['major', 'sub_chapter'], needs: ['three_digit', 'major', 'chapter'] },
  { format: 'partd_drug_class', key: ['Drug_Class', 'Gnrc_Name', 'Brnd_Name'], name: ['Brnd_Name', 'Gnrc_Name', 'Drug_Class'], needs: ['Drug_Class', 'Gnrc_Name', 'Brnd_Name'] },
  { format: 'partd_drug', key: ['Gnrc_Name', 'Brnd_Name'], name: ['Brnd_Name', 'Gnrc_Name'], needs: ['Gnrc_Name', 'Brnd_Name', 'Tot_Drug_Cst', 'Tot_Prscrbrs'], without: ['Prscrbr_NPI', 'Drug_Class'] },
  { format: 'partd_state_year', key: ['State', 'Year'], name: ['State', 'Year'], needs: ['State', 'Year', 'Prescribers'] },
  { format: 'atc', key: ['ATC2', 'ATC2_desc'], name: ['ATC2_desc', 'ATC1_desc'], needs: ['ATC1', 'ATC2', 'ATC2_desc'] },
];

const searchable = (text: string) => ` ${text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`;
const plain = (text: string) => text.replace(/\p{Cc}/gu, ' ').replace(/\s+/g, ' ').trim();

function importerOf({ format, key, name, needs, without = [] }: List): Importer {
  const namesOf = (header: readonly string[]) => new Set(header.map((one) => one.trim()));
  return {
    format,
    recognises: ({ header }) => { const names = namesOf(header); return needs.every((one) => names.has(one)) && !without.some((one) => names.has(one)); },
    open({ header }) {
      const columns = header.map((one) => one.trim());
      return (cells) => {
        const detail = Object.fromEntries(columns.map((column, place) => [column, plain(cells.cell(place))] as const).filter(([, text]) => text !== ''));
        const missing = key.filter((column) => !columns.includes(column));
        if (missing.length || !key.some((column) => detail[column])) return { ok: false, faults: [{ field: missing[0] ?? key[0] ?? '', reason: missing.length ? 'is no column of the file' : 'is empty', remedy: `Each line of this list needs ${key.join(', ')}.` }] };
        const shown = [...new Set(name.map((column) => detail[column]).filter(Boolean))].join(', ');
        const whole = key.map((column) => detail[column] ?? '').join('-');
        return { ok: true, row: { key: whole, record: { name: shown || whole, search: searchable(`${whole} ${shown} ${detail['ActiveIngredient'] ?? ''} ${detail['SUBSTANCENAME'] ?? ''}`), detail } } };
      };
    },
    write: (tx, { rows }) => upsertReference(tx, format, rows),
  };
}

/** Lists of drugs and codes that can be loaded. */
export const importers: readonly Importer[] = LISTS.map(importerOf);
export const DATASETS = LISTS.map(({ format }) => format);
