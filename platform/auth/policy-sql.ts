import type { Grant, Operation, Policy, TablePolicy } from './policy.ts';
import { predicateSql } from './policy.ts';

const COMMAND: Record<Operation, string> = { read: 'select', insert: 'insert', update: 'update', delete: 'delete' };

const quoted = (table: string) => table.split('.').map((name) => `"${name}"`).join('.');

function policySql(table: string, operation: Operation, grant: Grant): string[] {
  const condition = grant.rows.map((predicate) => `(${predicateSql(predicate)})`).join(' and ');
  const clause = {
    read: `using (${condition})`,
    delete: `using (${condition})`,
    insert: `with check (${condition})`,
    update: `using (${condition}) with check (${condition})`,
  }[operation];
  return grant.to.flatMap((role) => [
    `grant ${COMMAND[operation]} on ${quoted(table)} to tutti_${role};`,
    `create policy ${operation}_${role} on ${quoted(table)} for ${COMMAND[operation]} to tutti_${role} ${clause};`,
  ]);
}

function tableSql(table: string, policy: TablePolicy): string[] {
  return [
    '', `-- ${table}`,
    `create policy owner on ${quoted(table)} to current_user using (true) with check (true);`,
    ...(Object.entries(policy) as [Operation, readonly Grant[]][]).flatMap(([operation, grants]) =>
      grants.flatMap((grant) => policySql(table, operation, grant))),
  ];
}

const RESET = `do $$
declare item record; holder record;
begin
  for item in select schemaname, tablename, policyname from pg_policies
               where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') loop
    execute format('drop policy %I on %I.%I', item.policyname, item.schemaname, item.tablename);
  end loop;
  for item in select n.nspname as schema from pg_namespace n
               where n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform)' loop
    execute format('revoke all on all tables in schema %I from public', item.schema);
    execute format('revoke all on all functions in schema %I from public', item.schema);
    for holder in select rolname from pg_roles where rolname like 'tutti\\_%' and rolname not like 'tutti\\_app%' loop
      execute format('revoke all on all tables in schema %I from %I', item.schema, holder.rolname);
    end loop;
  end loop;
  for item in select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform)' loop
    execute format('alter table %I.%I enable row level security, force row level security', item.schema, item.name);
  end loop;
end $$;`;

// Views run with the reader's rights, so reading a view is never more than reading its tables.
const OPEN_NAMES = (roles: string) => `do $$
declare item record;
begin
  for item in select n.nspname as schema from pg_namespace n
               where n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform|auth)' loop
    execute format('grant usage on schema %I to ${roles}', item.schema);
    execute format('grant usage on all sequences in schema %I to ${roles}', item.schema);
    execute format('grant execute on all functions in schema %I to ${roles}', item.schema);
  end loop;
  for item in select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind = 'v' and c.relname like 'v\\_%' and n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform)' loop
    execute format('grant select on %I.%I to ${roles}', item.schema, item.name);
  end loop;
end $$;`;

const PLATFORM = `
grant usage on schema auth, access, audit to tutti_auth;
grant usage on all sequences in schema auth, audit to tutti_auth;
grant select, update (auth_id) on access.person to tutti_auth;
create policy auth_read on access.person for select to tutti_auth using (true);
create policy auth_update on access.person for update to tutti_auth using (true) with check (true);
grant insert on audit.entry, audit.unsealed to tutti_auth;
grant select on audit.reason_rule to tutti_auth;
create policy auth on audit.reason_rule for select to tutti_auth using (true);
create policy auth on audit.entry for insert to tutti_auth with check (true);
create policy auth on audit.unsealed for insert to tutti_auth with check (true);
do $$
declare item record;
begin
  for item in select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'auth' and c.relkind = 'r' loop
    execute format('grant select, insert, update, delete on auth.%I to tutti_auth', item.name);
    execute format('create policy auth on auth.%I to tutti_auth using (true) with check (true)', item.name);
    execute format('create policy owner on auth.%I to current_user using (true) with check (true)', item.name);
  end loop;
  for item in select c.relname as name, c.relrowsecurity as secured from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'graphile_worker' and c.relkind = 'r' loop
    execute format('grant select, insert, update, delete on graphile_worker.%I to tutti_jobs', item.name);
    execute format('drop policy if exists jobs on graphile_worker.%I', item.name);
    if item.secured then execute format('create policy jobs on graphile_worker.%I to tutti_jobs using (true) with check (true)', item.name); end if;
  end loop;
end $$;
grant usage on schema auth to tutti_privacy;
grant select, delete on auth.account to tutti_privacy; -- a colleague's erasure: whatever else opens the account goes with it
create policy privacy on auth.account to tutti_privacy using (true);
grant usage on schema jobs to tutti_jobs;
grant usage on all sequences in schema jobs to tutti_jobs;
grant select, insert, delete on jobs.worker to tutti_jobs;
create policy jobs on jobs.worker to tutti_jobs using (true) with check (true);
create policy owner on jobs.worker to current_user using (true) with check (true);
grant usage on schema graphile_worker to tutti_jobs;
grant usage on all sequences in schema graphile_worker to tutti_jobs;
grant select on all tables in schema graphile_worker to tutti_jobs;
grant execute on all functions in schema graphile_worker to tutti_jobs;`;

/** The whole access policy as SQL: it first takes every right away, then gives back what the policy file says. */
export function policySqlOf(policy: Policy): string {
  const roles = Object.keys(policy.classes).map((role) => `tutti_${role}`).join(', ');
  return [
    '-- Generated from server/policy.ts by `npm run generate`. Do not edit.',
    RESET, OPEN_NAMES(roles), PLATFORM,
    ...Object.entries(policy.tables).flatMap(([table, rules]) => tableSql(table, rules)),
    '',
  ].join('\n');
}
