import { sql, type Queries } from '#platform/db';

// A field of words: the name of an organisation. Punctuation, legal forms and little words are left out, abbreviations are spelt out, and each word weighs by
// how few names hold it: that two names share "hospital" says nothing, that they share "mizell" nearly everything.

const DROPPED = [
  'the', 'of', 'and', 'at', 'in', 'for', 'a', 'an', 'de', 'la', 'dba', 'inc', 'incorporated', 'llc', 'llp', 'lllp', 'lp', 'pc', 'pa', 'pllc', 'plc', 'psc', 'ltd', 'limited', 'corp', 'corporation', 'co', 'company', 'gmbh', 'ag', 'sa', 'nv', 'bv',
];

/** As organisations are abbreviated in registers and in systems with short columns. One word stands for one. */
const SPELT: Readonly<Record<string, string>> = {
  st: 'saint', ste: 'saint', sainte: 'saint', mt: 'mount', ft: 'fort', n: 'north', s: 'south', e: 'east', w: 'west', ctr: 'center', cntr: 'center', cent: 'center', centre: 'center', centers: 'center', ctrs: 'center', hosp: 'hospital', hsptl: 'hospital', hospitals: 'hospital',
  med: 'medical', medl: 'medical', mdcl: 'medical', hlth: 'health', hlthcare: 'healthcare', assoc: 'associates', assocs: 'associates', associate: 'associates', assn: 'association', univ: 'university', uni: 'university', mem: 'memorial', meml: 'memorial', reg: 'regional',
  regl: 'regional', rgnl: 'regional', comm: 'community', commun: 'community', cmty: 'community', cnty: 'county', gen: 'general', genl: 'general', phys: 'physicians', physician: 'physicians', svc: 'services', svcs: 'services', serv: 'services', service: 'services', grp: 'group', gp: 'group',
  dept: 'department', intl: 'international', natl: 'national', ped: 'pediatrics', peds: 'pediatrics', pediatric: 'pediatrics', ortho: 'orthopedics', orthopedic: 'orthopedics', orthopaedic: 'orthopedics', orthopaedics: 'orthopedics', rehab: 'rehabilitation', surg: 'surgery',
  surgical: 'surgery', pharm: 'pharmacy', pharmacies: 'pharmacy', sys: 'system', syst: 'system', systems: 'system', inst: 'institute', fam: 'family', prac: 'practice', cardio: 'cardiology', card: 'cardiology', psych: 'psychiatric', dist: 'district', va: 'veterans', ins: 'insurance',
  mgmt: 'management', mgd: 'managed', diag: 'diagnostic', onc: 'oncology', clin: 'clinic', clinics: 'clinic', amer: 'american', metro: 'metropolitan',
};

/**
 * Reads the words of a field of pg_temp.match_plain into pg_temp.match_words: record_id, the name in its plain form (f_), its words in order (t_), their bits (w_), the
 * sum of them (s_) and the rarest of them (q_). A name that is nothing but dropped words has no row.
 */
export async function stageWords(tx: Queries, field: string, records: number): Promise<void> {
  const [short, long] = [Object.keys(SPELT), Object.values(SPELT)];
  const f = sql.trusted(`f_${field}`);
  await tx.run(sql`drop table if exists pg_temp.match_word, pg_temp.match_words`);
  await tx.run(sql`
    create temp table match_word on commit drop as
    select p.record_id, coalesce(a.spelt, u.word) as word, min(u.place) as place
      from pg_temp.match_plain p cross join lateral regexp_split_to_table(translate(${f}, '''’.', ''), '[^[:alnum:]]+') with ordinality as u(word, place)
      left join unnest(${short}::text[], ${long}::text[]) as a(short, spelt) on a.short = u.word
     where u.word <> '' and u.word <> all(${DROPPED}::text[])
     group by 1, 2`);
  await tx.run(sql.trusted('analyze pg_temp.match_word'));
  await tx.run(sql`
    create temp table match_words on commit drop as
    select w.record_id, string_agg(w.word, ' ' order by w.place) as ${f}, array_agg(w.word order by w.word) as ${sql.trusted(`t_${field}`)}, array_agg(b.bits order by w.word) as ${sql.trusted(`w_${field}`)},
           sum(b.bits)::real as ${sql.trusted(`s_${field}`)}, (array_agg(w.word order by b.bits desc, w.word))[1] as ${sql.trusted(`q_${field}`)}
      from pg_temp.match_word w
      join (select word, (ln(${records}::float8 / count(*)) / ln(2::float8) + 0.1)::real as bits from pg_temp.match_word group by 1) b using (word)
     group by w.record_id`);
  await tx.run(sql.trusted('analyze pg_temp.match_words (record_id)'));
}
