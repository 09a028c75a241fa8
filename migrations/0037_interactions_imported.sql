-- Which touch and which consent came from which row of another system: the same row again is the same touch, and a load can be taken back.

create table interactions.imported (
  customer_id   bigint not null,
  source        text not null,
  source_key    text collate "C" not null,
  digest        text not null,
  record        jsonb not null,       -- the row as it was read: what is put back when a later load is undone
  touches       jsonb not null,       -- [{id, at}]: the touches it became; a changed row keeps their numbers
  import_id     bigint not null,
  was           jsonb,                -- record, digest and import before this load changed it
  primary key (customer_id, source, source_key)
);
create index imported_by_key on interactions.imported (source, source_key);
create index imported_by_import on interactions.imported (import_id, customer_id);

-- The timeline is only ever added to. What another system told may be told anew or taken back by its load, and nothing else: the rows are named by the books above.
create function interactions.take_back(ids bigint[], sources text[], keys text[]) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    gone integer;
  begin
    if coalesce(current_setting('role', true), '') not in ('tutti_steward', 'tutti_administrator', 'tutti_engine') then
      raise exception 'Only who imports takes back.' using errcode = '42501';
    end if;
    create temporary table taken_back on commit drop as
      select i.customer_id, (t.value ->> 'id')::bigint as interaction_id, (t.value ->> 'at')::timestamptz as occurred_at
        from unnest(ids, sources, keys) as n(customer_id, source, source_key)
        join interactions.imported i on i.customer_id = n.customer_id and i.source = n.source and i.source_key = n.source_key
       cross join lateral jsonb_array_elements(i.touches) as t;
    delete from interactions.content c using pg_temp.taken_back t where c.customer_id = t.customer_id and c.interaction_id = t.interaction_id;
    delete from interactions.interaction i using pg_temp.taken_back t where i.customer_id = t.customer_id and i.occurred_at = t.occurred_at and i.interaction_id = t.interaction_id;
    get diagnostics gone = row_count;
    drop table pg_temp.taken_back;
    return gone;
  end
  $$;

create table consent.imported (
  customer_id   bigint not null,
  source        text not null,
  source_key    text collate "C" not null,
  digest        text not null,
  decision_ids  bigint[] not null,    -- a row that says something else later becomes a further decision
  import_id     bigint not null,
  primary key (customer_id, source, source_key)
);
create index imported_by_key on consent.imported (source, source_key);
create index imported_by_import on consent.imported (import_id, customer_id);

-- Decisions are only added. An undone load takes back the permissions that it brought and no refusal: a no stays, whoever told it.
create function consent.take_back_grants(run bigint, after bigint, most integer) returns table (last_id bigint, seen integer, removed integer)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    members bigint[];
  begin
    if coalesce(current_setting('role', true), '') not in ('tutti_steward', 'tutti_administrator', 'tutti_engine') then
      raise exception 'Only who imports takes back.' using errcode = '42501';
    end if;
    select array_agg(n.customer_id) into members
      from (select distinct i.customer_id from consent.imported i where i.import_id = run and i.customer_id > after order by i.customer_id limit most) n;
    last_id := coalesce((select max(m) from unnest(members) m), after);
    select count(*) into seen from consent.imported i where i.import_id = run and i.customer_id = any(members);
    delete from consent.decision d
     using consent.imported i
     where i.import_id = run and i.customer_id = any(members) and d.customer_id = i.customer_id and d.decision_id = i.decision_ids[array_upper(i.decision_ids, 1)] and d.granted;
    get diagnostics removed = row_count;
    delete from consent.imported i where i.import_id = run and i.customer_id = any(members)
       and not exists (select from consent.decision d where d.customer_id = i.customer_id and d.decision_id = any(i.decision_ids));
    update consent.imported i set digest = '', import_id = 0 where i.import_id = run and i.customer_id = any(members); -- said again, it is looked at again
    return next;
  end
  $$;
