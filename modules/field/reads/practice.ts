import { sql, type Tx } from '#platform/db';

export type Practice = { readonly practiceId: number; readonly name: string; readonly city: string | null; readonly state: string | null };
export type PracticeMember = { readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly lastTouchAt: string | null };
export type PracticeTouch = {
  readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly function: string; readonly channel: string; readonly direction: string;
  readonly kind: string; readonly state: string; readonly headline: string; readonly personName: string | null; readonly minutes: number | null; readonly productName: string | null;
};

/** The practice itself, or the one where a doctor mainly works. */
export const findPractice = (tx: Tx, customerId: number) => tx.maybe<Practice>(sql`
  select o.customer_id as practice_id, o.name, o.city, o.state
    from customers.v_customer c
    left join lateral (
      select a.to_customer_id from customers.v_affiliation a
       where a.customer_id = c.customer_id and c.kind = 'hcp' and a.role = 'practises_at' and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)
       order by a.weight desc, a.affiliation_id limit 1) f on true
    join customers.v_customer o on o.customer_id = coalesce(f.to_customer_id, c.customer_id)
   where c.customer_id = ${customerId}::bigint`);

export const listMembers = (tx: Tx, practiceId: number) => tx.rows<PracticeMember>(sql`
  select c.customer_id, c.name, c.credential, c.specialty_name,
         (select max(i.occurred_at) from interactions.v_interaction i where i.customer_id = c.customer_id and i.state = 'done' and i.occurred_at <= ${tx.now}::timestamptz) as last_touch_at
    from customers.v_affiliation a
    join customers.v_customer c on c.customer_id = a.customer_id and c.kind = 'hcp'
   where a.to_customer_id = ${practiceId}::bigint and a.role = 'practises_at' and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)
   group by c.customer_id, c.name, c.credential, c.specialty_name, c.sort_name
   order by c.sort_name, c.customer_id
   limit 200`);

/** Everything that anyone of ours had with the practice and its doctors, newest first; rows are as bare as the reader's role demands. */
export const listTouches = (tx: Tx, { customerIds, after, limit }: { customerIds: readonly number[]; after: readonly (string | number | null)[] | null; limit: number }) => tx.rows<PracticeTouch>(sql`
  select i.interaction_id, i.customer_id, c.name as customer_name, i.occurred_at, i.function, i.channel, i.direction, i.kind, i.state, i.headline, p.name as person_name, i.minutes, r.name as product_name
    from interactions.v_interaction i
    join customers.v_customer c on c.customer_id = i.customer_id
    left join access.v_person p on p.user_id = i.person_id
    left join products.v_product r on r.product_id = i.product_id
   where i.customer_id = any(${customerIds}::bigint[]) and i.occurred_at <= ${tx.now}::timestamptz
     and (${after?.[0] ?? null}::timestamptz is null or (i.occurred_at, i.interaction_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::bigint))
   order by i.occurred_at desc, i.interaction_id desc
   limit ${limit}::integer`);
