import { audit } from '#platform/audit';
import { ROLES, sql, type Actor, type Role, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Parts } from './parts.ts';

/** The role and function that a value of the provider's claim stands for. */
export type RoleOf = { readonly role: Role; readonly function: string };
export type Provider = {
  readonly providerId: number; readonly name: string; readonly issuer: string; readonly clientId: string; readonly domains: readonly string[];
  readonly roleClaim: string; readonly roleMap: Readonly<Record<string, RoleOf>>; readonly makesPeople: boolean; readonly secondSteps: readonly string[]; readonly isActive: boolean; readonly changedAt: string;
};
export type NewProvider = Omit<Provider, 'providerId' | 'changedAt'> & {
  /** Left out where the one on file stays. */
  readonly clientSecret?: string | undefined;
};

const COLUMNS = sql`provider_id, name, issuer, client_id, domains, role_claim, role_map, makes_people, second_steps, is_active, changed_at`;

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** An issuer is an https address; http only on this very machine, for trying out. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.search || url.hash) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

export const listProviders = ({ db }: Parts, actor: Actor): Promise<Provider[]> => db.read(actor, (tx) => tx.rows(sql`select ${COLUMNS} from auth.provider order by provider_id`));

/** The providers that the sign-in page offers. */
export const listWays = ({ db }: Parts, actor: Actor): Promise<{ providerId: number; name: string }[]> => db.read(actor, (tx) => tx.rows(sql`
  select provider_id, name from auth.provider where is_active order by provider_id`));

export type WithSecret = Provider & { readonly clientSecret: Buffer };
export const findProvider = (tx: Tx, providerId: number): Promise<WithSecret | undefined> => tx.maybe(sql`
  select ${COLUMNS}, client_secret from auth.provider where provider_id = ${providerId}::integer and is_active`);

function assertFit({ issuer, roleMap, makesPeople, roleClaim }: NewProvider): void {
  if (!isIssuer(issuer)) throw new Problem('request.invalid', { fields: [{ field: 'issuer', message: 'is an https address without question mark or hash' }] });
  if (Object.values(roleMap).some(({ role }) => !ROLES.includes(role) || role === 'engine' || role === 'visitor')) throw new Problem('request.invalid', { fields: [{ field: 'roleMap', message: 'names a role that nobody has' }] });
  if (makesPeople && (!roleClaim || Object.keys(roleMap).length === 0)) throw new Problem('request.invalid', { fields: [{ field: 'roleClaim', message: 'is needed, with at least one role, where new people are put on file' }] });
}

/** Puts a provider on file, or changes one. The trail has everything but the secret. */
export async function saveProvider(parts: Parts, actor: Actor, { providerId, provider }: { providerId: number | null; provider: NewProvider }): Promise<number> {
  assertFit(provider);
  const { clientSecret, ...open } = provider;
  const sealed = clientSecret ? parts.keys.seal(clientSecret) : null;
  return parts.db.transaction(actor, async (tx) => {
    const before = providerId === null ? undefined : await tx.maybe<Provider>(sql`select ${COLUMNS} from auth.provider where provider_id = ${providerId}::integer for update`);
    if (providerId !== null && !before) throw new Problem('request.not_found');
    if (providerId === null && !sealed) throw new Problem('request.invalid', { fields: [{ field: 'clientSecret', message: 'is needed' }] });
    const values = sql`${open.name}, ${open.issuer}, ${open.clientId}, ${open.domains.map((domain) => domain.toLowerCase())}::text[], ${open.roleClaim}, ${JSON.stringify(open.roleMap)}::jsonb, ${open.makesPeople}::boolean,
      ${open.secondSteps}::text[], ${open.isActive}::boolean, ${tx.now}::timestamptz`;
    const saved = providerId === null
      ? await tx.one<{ providerId: number }>(sql`
          insert into auth.provider (name, issuer, client_id, domains, role_claim, role_map, makes_people, second_steps, is_active, changed_at, client_secret) values (${values}, ${sealed}::bytea) returning provider_id`)
      : await tx.one<{ providerId: number }>(sql`
          update auth.provider set (name, issuer, client_id, domains, role_claim, role_map, makes_people, second_steps, is_active, changed_at) = row(${values}), client_secret = coalesce(${sealed}::bytea, client_secret)
           where provider_id = ${providerId}::integer returning provider_id`);
    await audit(tx, { action: providerId === null ? 'sign_in.add_provider' : 'sign_in.change_provider', resource: 'auth.provider', recordId: saved.providerId, before: before ?? null, after: { ...open, newSecret: sealed !== null } });
    return saved.providerId;
  });
}
