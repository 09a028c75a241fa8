-- One touch, in or out, on any channel, by any function. Only ever added; corrections are new rows.
create schema interactions;
create sequence interactions.interaction_number;

create table interactions.interaction (
  customer_id   bigint not null,
  occurred_at   timestamptz not null,
  interaction_id bigint not null default nextval('interactions.interaction_number'),
  function      text not null check (function in ('sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services')),
  channel       text not null check (channel in ('email', 'sms', 'phone', 'visit', 'event', 'portal', 'none')),
  direction     text not null check (direction in ('in', 'out')),
  kind          text not null, -- visit, call, email_sent, email_opened, email_clicked, choice, reply, inquiry …
  state         text not null default 'done' check (state in ('done', 'planned', 'cancelled')),
  product_id    integer,
  person_id     integer,
  organisation_id bigint,
  minutes       smallint,
  headline      text not null, -- what every role that sees the row may read
  action_id     bigint,
  caused_by     bigint,
  source        text not null,
  recorded_at   timestamptz not null,
  class         text not null generated always as (case when function = 'patient_services' then 'phi' else 'open' end) stored, -- a lane closed to commerce is closed by row policy
  primary key (customer_id, occurred_at, interaction_id)
) partition by range (occurred_at);
-- The log over all customers, newest first.
create index interaction_by_time on interactions.interaction (occurred_at, interaction_id);

create table interactions.interaction_default partition of interactions.interaction default;

-- Makes the month's partition when it is missing. Called by a job and by bulk loads, never in a request.
create function interactions.ensure_month(day date) returns void
  language plpgsql security definer set search_path = ''
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
select interactions.ensure_month((date '2023-12-01' + make_interval(months => n))::date) from generate_series(0, 60) n;

-- What was said, for those who may know it. Medical content never comes here: see medical.interaction_content.
create table interactions.content (
  customer_id   bigint not null,
  interaction_id bigint not null,
  function      text not null check (function <> 'medical'),
  class         text not null default 'open' check (class in ('open', 'question')), -- a question is for those who answer it
  body          text not null default '',
  quote         text not null default '', -- her own words
  data          jsonb not null default '{}',
  primary key (customer_id, interaction_id)
);

-- How a customer answers, per channel, as decayed evidence: one row a customer, arrays in the order of CHANNELS.
create table interactions.affinity (
  customer_id   bigint primary key,
  touches       real[] not null,
  responses     real[] not null,
  as_of         timestamptz not null
);

-- What she said she wants. Always beats what was inferred.
create table interactions.wish (
  customer_id   bigint not null,
  wish_id       bigint not null default nextval('interactions.interaction_number'),
  kind          text not null check (kind in ('wants_channel', 'no_channel', 'topic', 'time', 'visit_requested')),
  channel       text,
  product_id    integer,
  detail        text not null default '',
  interaction_id bigint,
  said_at       timestamptz not null,
  valid_to      timestamptz,
  primary key (customer_id, wish_id)
);
