-- The schema interactions as it stands once every migration has run. Made by `npm run generate`; policies and grants are in migrations/policy.sql.
-- One touch, in or out, on any channel, by any function. Only ever added; corrections are new rows.

create sequence interactions.interaction_number;

-- How a customer answers, per channel, as decayed evidence: one row a customer, arrays in the order of CHANNELS.
create table interactions.affinity (
  customer_id bigint not null,
  touches     real[] not null,
  responses   real[] not null,
  as_of       timestamptz not null,
  constraint affinity_pkey primary key (customer_id)
);

-- What was said, for those who may know it. Medical content never comes here: see medical.interaction_content.
create table interactions.content (
  customer_id    bigint not null,
  interaction_id bigint not null,
  function       text not null,
  class          text not null default 'open', -- a question is for those who answer it
  body           text not null default '',
  quote          text not null default '', -- her own words
  data           jsonb not null default '{}',
  constraint content_pkey primary key (customer_id, interaction_id),
  constraint content_class_check check (class in ('open', 'question')),
  constraint content_function_check check (function <> 'medical')
);

create table interactions.imported (
  customer_id bigint not null,
  source      text not null,
  source_key  text collate "C" not null,
  digest      text not null,
  record      jsonb not null, -- the row as it was read: what is put back when a later load is undone
  touches     jsonb not null, -- [{id, at}]: the touches it became; a changed row keeps their numbers
  import_id   bigint not null,
  was         jsonb, -- record, digest and import before this load changed it
  constraint imported_pkey primary key (customer_id, source, source_key)
);
create index imported_by_import on interactions.imported (import_id, customer_id);
create index imported_by_key on interactions.imported (source, source_key);

create table interactions.interaction (
  customer_id     bigint not null,
  occurred_at     timestamptz not null,
  interaction_id  bigint not null default nextval('interactions.interaction_number'),
  function        text not null,
  channel         text not null,
  direction       text not null,
  kind            text not null, -- visit, call, email_sent, email_opened, email_clicked, choice, reply, inquiry …
  state           text not null default 'done',
  product_id      integer,
  person_id       integer,
  organisation_id bigint,
  minutes         smallint,
  headline        text not null, -- what every role that sees the row may read
  action_id       bigint,
  caused_by       bigint,
  source          text not null,
  recorded_at     timestamptz not null,
  class           text not null generated always as (case when (function = 'patient_services') then 'phi' else 'open' end) stored, -- a lane closed to commerce is closed by row policy
  constraint interaction_pkey primary key (customer_id, occurred_at, interaction_id),
  constraint interaction_channel_check check (channel in ('email', 'sms', 'phone', 'visit', 'event', 'portal', 'none')),
  constraint interaction_direction_check check (direction in ('in', 'out')),
  constraint interaction_function_check check (function in ('sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services')),
  constraint interaction_state_check check (state in ('done', 'planned', 'cancelled'))
) partition by range (occurred_at);
create index interaction_by_time on interactions.interaction (occurred_at, interaction_id);

-- What she said she wants. Always beats what was inferred.
create table interactions.wish (
  customer_id    bigint not null,
  wish_id        bigint not null default nextval('interactions.interaction_number'),
  kind           text not null,
  channel        text,
  product_id     integer,
  detail         text not null default '',
  interaction_id bigint,
  said_at        timestamptz not null,
  valid_to       timestamptz,
  constraint wish_pkey primary key (customer_id, wish_id),
  constraint wish_kind_check check (kind in ('wants_channel', 'no_channel', 'topic', 'time', 'visit_requested'))
);

create view interactions.v_affinity with (security_invoker=true) as
  select customer_id, touches, responses, as_of
     from interactions.affinity;

create view interactions.v_interaction with (security_invoker=true) as
  select customer_id, occurred_at, interaction_id, function, channel, direction, kind, state, product_id, person_id, organisation_id, minutes,
      headline, action_id, caused_by, source
     from interactions.interaction;

create view interactions.v_wish with (security_invoker=true) as
  select customer_id, wish_id, kind, channel, product_id, detail, interaction_id, said_at, valid_to
     from interactions.wish;

-- Makes the month's partition when it is missing. Called by a job and by bulk loads, never in a request.
create function interactions.ensure_month(day date)
 returns void
 language plpgsql
 security definer
 set search_path to ''
as $$
declare
  first_day date := date_trunc('month', day)::date;
  part text := 'interaction_' || to_char(first_day, 'YYYYMM');
begin
  if to_regclass('interactions.' || part) is null then
    execute format('create table interactions.%I partition of interactions.interaction for values from (%L) to (%L)',
      part, first_day::timestamp at time zone 'UTC', (first_day + interval '1 month')::timestamp at time zone 'UTC');
    execute format('alter table interactions.%I enable row level security, force row level security', part);
  end if;
end $$;

-- The timeline is only ever added to. What another system told may be told anew or taken back by its load, and nothing else: the rows are named by the books above.
create function interactions.take_back(ids bigint[], sources text[], keys text[])
 returns integer
 language plpgsql
 security definer
 set search_path to ''
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
