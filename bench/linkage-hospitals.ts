import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ROOT } from '#platform/config';

// Real hospitals (CMS Provider Data Catalog, public domain; ../shared/data/hco), and the records that another system would have of half of them: without a
// certification number, abbreviated, misspelt, by a former name, moved. Truth is the row from which a copy was made. A copy's change is drawn from its number.

const FILE = join(ROOT, '..', 'shared', 'data', 'hco', 'hospital_general_information.csv.gz');
export const hospitalsAreHere = (): boolean => existsSync(FILE);

type Hospital = { readonly record_id: number; readonly party: number; readonly name: string; readonly kind: string; readonly type: string | null; readonly ccn: string | null; readonly phone: string | null; readonly line: string; readonly city: string; readonly state: string; readonly postal: string };

const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/\bHOSPITAL\b/g, 'HOSP'], [/\bMEDICAL\b/g, 'MED'], [/\bCENTER\b/g, 'CTR'], [/\bMEMORIAL\b/g, 'MEM'], [/\bREGIONAL\b/g, 'REG'], [/\bCOMMUNITY\b/g, 'COMM'], [/\bSAINT\b|\bST\.?\b/g, 'SAINT'], [/\bUNIVERSITY\b/g, 'UNIV'], [/\bGENERAL\b/g, 'GEN'], [/\bHEALTH\b/g, 'HLTH'],
];
const shorter = (name: string) => SHORTER.reduce((text, [long, short]) => text.replace(long, short), name);
const slipped = (name: string, at: number) => { const place = 1 + at % Math.max(1, name.length - 2); return at % 2 ? name.slice(0, place) + name.slice(place + 1) : `${name.slice(0, place)}x${name.slice(place + 1)}`; };

/** How the second record of an organisation differs; the recall is told by class. */
export const HOSPITAL_CLASSES = ['abbreviated', 'legal form, other telephone', 'a slip in the name', 'words left out', 'street otherwise', 'moved', 'little else on file', 'words in another order'] as const;

function copyOf(hospital: Hospital, n: number): Hospital {
  const place = n % HOSPITAL_CLASSES.length;
  const words = hospital.name.split(' ');
  const names = [
    shorter(hospital.name), `${shorter(hospital.name)}, INC.`, slipped(hospital.name, n * 7919 % 97), words.length > 2 ? words.filter((word) => !['HOSPITAL', 'CENTER', 'MEDICAL', 'OF', 'THE'].includes(word)).join(' ') || hospital.name : hospital.name,
    hospital.name, hospital.name, shorter(hospital.name), [...words.slice(1), words[0]].join(' '),
  ];
  const moved = place === 5 ? { line: `${100 + n % 900} NEW CAMPUS DRIVE` } : place === 4 ? { line: `${hospital.line.replace(/\bSTREET\b|\bST\b/, 'STR').replace(/\bAVENUE\b/, 'AVE')}, SUITE ${n % 30}` } : {};
  const phone = [1, 5].includes(place) ? `20${String(20_000_000 + n * 7919 % 9_999_999)}` : hospital.phone;
  const little = place === 6 ? { phone: null, line: '', type: null } : { phone };
  return { ...hospital, record_id: hospital.record_id + 1, ccn: null, name: names[place] ?? hospital.name, ...moved, ...little };
}

/** Hospitals, of which every second one stands twice. */
export function readHospitals(): (Hospital & { readonly class: number | null })[] {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(FILE)), { columns: true, trim: true });
  return rows.flatMap((row, n) => {
    const hospital: Hospital = {
      record_id: n * 2, party: n, name: row['Facility Name'] ?? '', kind: 'hco', type: row['Hospital Type'] ?? null, ccn: row['Facility ID'] ?? null, phone: (row['Telephone Number'] ?? '').replace(/\D/g, '') || null,
      line: row['Address'] ?? '', city: row['City/Town'] ?? '', state: row['State'] ?? '', postal: row['ZIP Code'] ?? '',
    };
    return n % 2 ? [{ ...hospital, class: null }] : [{ ...hospital, class: null }, { ...copyOf(hospital, n / 2), class: n / 2 % HOSPITAL_CLASSES.length }];
  });
}
