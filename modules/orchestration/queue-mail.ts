import { queueMessagesFrom } from '#channels';
import { sql, type Sql, type Tx } from '#platform/db';
import { mergeJoin } from './merge-values.ts';

type MailOf = {
  /** Which actions, as a condition over `a`; of these, those that are queued for mail. */
  readonly actions: Sql;
  readonly purpose: string; readonly market: string; readonly productId: number | null;
  /** The texts among which theirs are. */
  readonly versionIds: readonly (number | null)[];
};

/** Queues the mail of actions. It leaves at the earliest instant outside her quiet hours; the address is looked up now, the gate looks again at the claim. */
export const queueMail = async (tx: Tx, { actions, purpose, market, productId, versionIds }: MailOf): Promise<number> => queueMessagesFrom(tx, sql`
  select a.customer_id, a.action_id, a.cascade_id, a.function, ${purpose}::text as purpose, ${productId}::integer as product_id, ${market}::text as market,
         a.version_id, p.value as address, a.planned_for as not_before, merged.merge
    from orchestration.action a ${await mergeJoin(tx, versionIds)}
    join lateral (select c.value from customers.v_contact_point c where c.customer_id = a.customer_id and c.kind = 'email' and c.state = 'active' order by c.rank, c.contact_point_id limit 1) p on true
   where ${actions} and a.state = 'queued' and a.channel = 'email'`);
