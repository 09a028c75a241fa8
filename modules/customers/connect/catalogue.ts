import type { Tx } from '#platform/db';
import type { Importer, RecordRow } from '../import/types.ts';
import { connect, field, veevaAndVault } from './definitions.ts';
import { fits, openLines } from './read-object.ts';
import { formatOf, type Connects } from './types.ts';

/** What the module of products does with a catalogue of another CRM; the server joins the two. */
export type CataloguePort = {
  readonly keep: (tx: Tx, load: { readonly source: string; readonly importId: number; readonly rows: readonly { readonly key: string; readonly name: string }[] }) => Promise<{ loaded: number; unchanged: number; changed: number; unknown: readonly string[] }>;
  readonly takeBack: (tx: Tx, importId: number) => Promise<number>;
};

const PRODUCTS: readonly Connects[] = [
  ...veevaAndVault({
    object: 'Product_vod__c', becomes: 'products', order: 5, needs: ['Id', 'Name', 'Product_Type_vod__c|Parent_Product_vod__c|Company_Product_vod__c|Product_Identifier_vod__c|Therapeutic_Area_vod__c'],
    fields: [field('key', ['Id'], 'id'), field('name', ['Name'])],
  }),
  connect('salesforce', { object: 'Product2', becomes: 'products', order: 5, needs: ['Id', 'Name', 'ProductCode|Family|StockKeepingUnit'], fields: [field('key', ['Id'], 'id'), field('name', ['Name'])] }),
];

type Product = RecordRow & { readonly record: { readonly name: string } };

const importerOf = (connects: Connects, port: CataloguePort): Importer => ({
  format: formatOf(connects), connects,
  recognises: ({ header }) => fits(connects.mapping, header),
  open(file) {
    return openLines(connects, file, ({ get }) => {
      if (get('key') === '' || get('name') === '') return { ok: false, faults: [{ field: get('key') ? 'Name' : 'Id', reason: 'is empty', remedy: 'A product needs its id and its name.' }] };
      return { ok: true, row: { key: get('key'), record: { name: get('name') } } };
    });
  },
  async write(tx, { importId, rows }) {
    const products = rows as readonly Product[];
    const { unknown, ...counts } = await port.keep(tx, { source: connects.system, importId, rows: products.map(({ key, record }) => ({ key, name: record.name })) });
    const strange = new Set(unknown);
    return { ...counts, rejects: products.filter(({ key }) => strange.has(key)).map(({ line, raw = '', record }) => ({ line, raw, field: 'Name', reason: `“${record.name}” is the name of no product here`, remedy: 'Add it under Products, or leave it: what names it loads without a product, or for all of them where it is a refusal.' })) };
  },
  undo: async (tx, importId) => { const removed = await port.takeBack(tx, importId); return { seen: removed, removed, restored: 0, kept: 0 }; },
});

/** Product catalogues of other CRMs, kept by the module of products. */
export const catalogueImportersWith = (port: CataloguePort): readonly Importer[] => PRODUCTS.map((connects) => importerOf(connects, port));

const MEDICAL = 'Medical inquiries are not loaded: a question, once taken, has a clock, an owner and an answer that only medical people may read, and a file passes through the hands of who loads it. Let open inquiries be answered where they are, and take new ones here.';
const refused = (connects: Connects): Importer => ({
  format: formatOf(connects), connects, recognises: ({ header }) => fits(connects.mapping, header),
  open: () => () => ({ ok: false, faults: [] }), write: async () => ({ loaded: 0, unchanged: 0, changed: 0 }),
});

/** Told from the others, and never loaded. */
export const refusedImporters: readonly Importer[] = veevaAndVault({
  object: 'Medical_Inquiry_vod__c', becomes: 'nothing', order: 900, refused: MEDICAL, needs: ['Id', 'Account_vod__c', 'Inquiry_Text__c|Delivery_Method_vod__c|Rush_Delivery_vod__c|Inquiry_Text_vod__c'], fields: [field('key', ['Id'], 'id')],
}).map(refused);
