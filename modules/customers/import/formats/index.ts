import { Problem } from '#platform/problem';
import { refusedImporters } from '../../connect/catalogue.ts';
import { connectedFormats, peopleImporters } from '../../connect/formats.ts';
import { recogniseObject } from '../../connect/recognise.ts';
import type { Connects } from '../../connect/types.ts';
import type { Importer, SourceFormat } from '../types.ts';
import { openCsv } from './csv.ts';
import { openHospitals } from './hospitals.ts';
import { openNppesSimplified } from './nppes-simplified.ts';
import { openNppes } from './nppes.ts';
import { openOpenPayments } from './open-payments.ts';
import { openPartd } from './partd.ts';
import { openPartdPlans, openQhpPlans, openQhpProviders } from './plans.ts';
import { taxonomyImporter } from './taxonomy.ts';

const has = (header: readonly string[], ...names: readonly string[]): boolean => {
  const known = new Set(header.map((name) => name.trim().toLowerCase()));
  return names.every((name) => known.has(name));
};

/** Files of customers that we know how to read, and `csv`: any other list, by a mapping. */
const FORMATS: readonly SourceFormat[] = [
  { format: 'nppes', open: openNppes, oneNumber: true, recognises: ({ header }) => has(header, 'npi', 'entity type code') },
  { format: 'nppes_simplified', open: openNppesSimplified, oneNumber: true, recognises: ({ header }) => has(header, 'npi', 'entity_type_code', 'entity_name') },
  { format: 'partd', open: openPartd, oneNumber: true, recognises: ({ header }) => has(header, 'prscrbr_npi') },
  { format: 'hospitals', open: openHospitals, oneNumber: true, recognises: ({ header }) => has(header, 'facility id', 'facility name') },
  { format: 'open_payments', open: openOpenPayments, oneNumber: true, recognises: ({ header }) => has(header, 'physician_full_name', 'full_address', 'total_amount_of_payment_usdollars') },
  { format: 'qhp_plans', open: openQhpPlans, oneNumber: true, recognises: ({ header }) => has(header, 'plan_id', 'marketing_name', 'network') },
  { format: 'qhp_providers', open: openQhpProviders, oneNumber: false, recognises: ({ header }) => has(header, 'npi', 'addresses', 'plans') },
  { format: 'partd_plans', open: openPartdPlans, oneNumber: true, recognises: ({ header }) => has(header, 'contract_id', 'plan_name', 'formulary_id') },
  { format: 'csv', open: openCsv, oneNumber: false, recognises: () => false },
  ...connectedFormats,
];

const OWN_IMPORTERS: readonly Importer[] = [taxonomyImporter, ...peopleImporters, ...refusedImporters];

export type Formats = { readonly sources: readonly SourceFormat[]; readonly importers: readonly Importer[] };
export const formatsWith = (importers: readonly Importer[]): Formats => ({ sources: FORMATS, importers: [...OWN_IMPORTERS, ...importers] });

/** Every format by its word. */
export const formatNames = ({ sources, importers }: Formats): string[] => [...sources, ...importers].map(({ format }) => format);

/** What files of other CRMs can be loaded as, in the order of loading. */
export const connectors = ({ sources, importers }: Formats): Connects[] => [...sources, ...importers].flatMap(({ connects }) => (connects ? [connects] : [])).toSorted((a, b) => a.order - b.order);

/** The format that a file looks like, by its header; null where it is nobody's that we know. */
export const recogniseFormat = (formats: Formats, file: { header: readonly string[]; fileName: string }): string | null =>
  [...formats.sources, ...formats.importers].find((one) => !one.connects && one.recognises(file))?.format ?? recogniseObject(connectors(formats), file)[0]?.format ?? null;

/** How a file of this format is read, by us or by the module that keeps it. */
export function findFormat(formats: Formats, format: string): { source: SourceFormat } | { importer: Importer } {
  const source = formats.sources.find((one) => one.format === format);
  if (source) return { source };
  const importer = formats.importers.find((one) => one.format === format);
  if (importer) return { importer };
  throw new Problem('request.invalid', { fields: [{ field: 'format', message: `There is no format “${format}”; there are ${formatNames(formats).join(', ')}.` }] });
}
