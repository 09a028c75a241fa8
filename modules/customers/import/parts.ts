import { sql, type Sql } from '#platform/db';

/** What a source says of a party, part by part, as rows. */
export const SHAPES = {
  identifiers: 'system text, value text, valid_from date, valid_to date, lapsed_from date, lapsed_to date, state text',
  addresses: 'type text, line1 text, line2 text, city text, state text, postal_code text, county text, country text, source_key text',
  contact_points: 'kind text, value text',
  specialties: 'code text, rank smallint, licence text, licence_state text',
  measures: 'name text, period text, subject text, value numeric, suppressed boolean',
  affiliations: 'system text, value text, role text',
} as const;

/** A part of each row `r` of the batch, `e`: as it is said now, or as it was before. */
export const part = (name: keyof typeof SHAPES, of: 'payload' | 'was' = 'payload'): Sql => sql.trusted(`jsonb_to_recordset(r.${of} -> '${name}') as e(${SHAPES[name]})`);
