import { sql, type Sql, type Tx } from '#platform/db';

// Survivorship. Of what the sources say, the golden record takes, group by group, the first in this order that says anything; among equals the newest.
// A steward's correction stands above every source; files of other systems (csv) stand below all that are named. The system that was made master of customers
// in the customer's market stands above all of them.
const RANK = sql`case when s.source = s.master then 0 else coalesce(array_position('{steward,nppes,hospitals,partd}', s.source), 9) end`;
const MASTER = sql`(select m.master from customers.mastery m where m.object = 'customer' and m.market in (coalesce(k.country, 'US'), '*') order by m.market desc limit 1)`; // a letter sorts after the star
const best = (column: string, lead = column) => sql.trusted(`(array_agg(f.${column} order by rank, last_seen_at desc, source_key) filter (where f.${lead} is not null))[1] as ${column}`);

const TOLD = sql.join([
  best('kind'), best('name'), best('sort_name', 'name'), best('given_name', 'name'), best('family_name', 'name'), best('credential'), best('pronoun'), best('status'),
  best('specialty'), best('specialty_name', 'specialty_name'),
  // A place is one thing: the city of one source with the ZIP of another would be nowhere.
  best('city', 'city'), best('state', 'city'), best('postal_code', 'city'), best('time_zone'), best('country'),
  best('language'), best('decile'), best('licence_valid_until'), best('fallback_name'), best('fallback_kind'),
  sql.trusted('(array_agg(source order by rank, last_seen_at desc))[1] as source'),
]);

/** Derives the golden record of each customer in the select anew from its source records. What no source says stays as it is. Returns how many rows changed. */
export const deriveGolden = (tx: Tx, customerIds: Sql): Promise<number> => tx.run(sql`
  insert into customers.customer as c (customer_id, kind, name, sort_name, given_name, family_name, credential, pronoun, status, specialty, specialty_name, city, state,
                                       postal_code, time_zone, language, decile, licence_valid_until, country, source, created_at, updated_at)
  select g.customer_id, coalesce(g.kind, o.kind, g.fallback_kind, 'hcp'), coalesce(g.name, o.name, g.fallback_name), coalesce(g.sort_name, o.sort_name, lower(g.fallback_name)),
         case when g.name is null then o.given_name else g.given_name end, case when g.name is null then o.family_name else g.family_name end,
         coalesce(g.credential, o.credential), coalesce(g.pronoun, o.pronoun, 'they'), coalesce(g.status, o.status, 'active'),
         coalesce(g.specialty, o.specialty), coalesce(t.name, g.specialty_name, o.specialty_name),
         case when g.city is null then o.city else g.city end, case when g.city is null then o.state else g.state end, case when g.city is null then o.postal_code else g.postal_code end,
         coalesce(g.time_zone, o.time_zone, 'America/New_York'), coalesce(g.language, o.language, 'en'), coalesce(g.decile, o.decile),
         coalesce(g.licence_valid_until, o.licence_valid_until), coalesce(g.country, o.country, 'US'), g.source, ${tx.now}::timestamptz, ${tx.now}::timestamptz
    from (
      select customer_id, ${TOLD}
        from (select s.customer_id, s.source, s.source_key, s.last_seen_at, s.payload, ${RANK} as rank
                from (select s.customer_id, s.source, s.source_key, s.last_seen_at, s.payload, ${MASTER} as master
                        from (${customerIds}) touched join customers.source_record s using (customer_id) left join customers.customer k using (customer_id)) s) s
       cross join lateral jsonb_to_record(s.payload) as f(kind text, name text, sort_name text, given_name text, family_name text, credential text, pronoun text, status text,
                  specialty text, specialty_name text, city text, state text, postal_code text, time_zone text, language text, decile smallint, licence_valid_until date,
                  fallback_name text, fallback_kind text, country text)
       group by customer_id) g
    left join customers.customer o using (customer_id)
    left join customers.taxonomy t on t.code = g.specialty
   where o.status is distinct from 'merged'
  on conflict (customer_id) do update
     set kind = excluded.kind, name = excluded.name, sort_name = excluded.sort_name, given_name = excluded.given_name, family_name = excluded.family_name,
         credential = excluded.credential, pronoun = excluded.pronoun, status = excluded.status, specialty = excluded.specialty, specialty_name = excluded.specialty_name,
         city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, time_zone = excluded.time_zone, language = excluded.language, decile = excluded.decile,
         licence_valid_until = excluded.licence_valid_until, country = excluded.country, source = excluded.source, updated_at = excluded.updated_at, version = c.version + 1
   where (c.kind, c.name, c.sort_name, c.given_name, c.family_name, c.credential, c.pronoun, c.status, c.specialty, c.specialty_name, c.city, c.state, c.postal_code, c.time_zone,
          c.language, c.decile, c.licence_valid_until, c.country)
         is distinct from
         (excluded.kind, excluded.name, excluded.sort_name, excluded.given_name, excluded.family_name, excluded.credential, excluded.pronoun, excluded.status, excluded.specialty,
          excluded.specialty_name, excluded.city, excluded.state, excluded.postal_code, excluded.time_zone, excluded.language, excluded.decile, excluded.licence_valid_until, excluded.country)`);
