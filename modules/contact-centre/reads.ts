import { sql, type Tx } from '#platform/db';

export type Caller = { readonly name: string; readonly pronoun: string; readonly country: string; readonly timeZone: string; readonly phone: string | null };

/** Who is on the line, as far as a desk needs it to begin. */
export const findCaller = (tx: Tx, customerId: number): Promise<Caller | undefined> => tx.maybe(sql`
  select c.name, c.pronoun, c.country, c.time_zone,
         (select p.value from customers.v_contact_point p where p.customer_id = c.customer_id and p.kind = 'phone' and p.state = 'active' order by p.rank limit 1) as phone
    from customers.v_customer c where c.customer_id = ${customerId}::bigint`);

export type AnswerVersion = { readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number; readonly state: string; readonly validFrom: string; readonly validTo: string; readonly inDate: boolean };

/** A version of a script or standard response, and whether it is in date where she is. */
export const findAnswerVersion = (tx: Tx, versionId: number, timeZone: string): Promise<AnswerVersion | undefined> => tx.maybe(sql`
  select version_id, code, title, version_no, state, valid_from, valid_to,
         (${tx.now}::timestamptz at time zone ${timeZone})::date between valid_from and valid_to as in_date
    from content.v_version
   where version_id = ${versionId}::integer and kind in ('script', 'standard_response') and audience in ('hcp', 'any')`);

export const findZone = async (tx: Tx): Promise<string> =>
  (await tx.maybe<{ timeZone: string }>(sql`select time_zone from access.v_person where user_id = ${tx.actor.userId}::integer`))?.timeZone ?? 'America/New_York';
