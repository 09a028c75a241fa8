-- Rights of the people whom we keep data of (GDPR chapter III): their requests with the clock, what must be kept all the same, and whom we may not take in again.
create schema privacy;
create sequence privacy.request_number start 7001;

create table privacy.request (
  customer_id   bigint not null default 0, -- 0: a colleague, or somebody of whom nothing was found
  request_id    bigint not null default nextval('privacy.request_number'),
  user_id       integer references access.person, -- a colleague's own
  kind          text not null check (kind in ('access', 'portability', 'erasure', 'rectification', 'objection')),
  state         text not null default 'received' check (state in ('received', 'verified', 'in_progress', 'fulfilled', 'refused')),
  channel       text not null check (channel in ('email', 'phone', 'letter', 'visit', 'portal')),
  words         text not null default '', -- as asked
  received_at   timestamptz not null,
  due_at        timestamptz not null, -- one month (GDPR 12(3))
  extended_at   timestamptz,
  extension     text not null default '', -- why two months more are needed
  identity      text not null default '', -- how it was proved who asks
  verified_at   timestamptz,
  verified_by   integer references access.person,
  exported_at   timestamptz,
  refusal       text check (refusal in ('identity_not_proved', 'manifestly_unfounded', 'excessive', 'legal_hold', 'legal_obligation')),
  outcome       text not null default '', -- what was done, or why not, as told to the person
  report        jsonb, -- by table: how many rows were deleted, blanked, kept, and by which law
  closed_at     timestamptz,
  closed_by     integer references access.person,
  recorded_by   integer not null references access.person,
  recorded_at   timestamptz not null,
  version       integer not null default 1,
  primary key (customer_id, request_id)
);
create index request_by_id on privacy.request (request_id);
create index request_by_due on privacy.request (due_at, request_id) where closed_at is null;

-- While one is in force nothing of the customer is erased (GDPR 17(3)(e)).
create table privacy.legal_hold (
  customer_id   bigint not null,
  hold_id       bigint not null default nextval('privacy.request_number'),
  reason        text not null,
  law           text not null,
  valid_from    timestamptz not null,
  valid_to      timestamptz,
  end_reason    text not null default '',
  recorded_by   integer not null references access.person,
  ended_by      integer references access.person,
  primary key (customer_id, hold_id)
);
create index legal_hold_by_id on privacy.legal_hold (hold_id);

-- Whom we may not take in again. A keyed hash alone: who reads it learns nothing, and who asks with the value is told.
create table privacy.suppression (
  kind          text not null, -- email, phone, or the identifier's system
  hash          bytea not null,
  suppression_id bigint not null default nextval('privacy.request_number') unique,
  key_id        text not null, -- which key: entries of another one bind no longer, and the page says so
  request_id    bigint not null,
  made_at       timestamptz not null,
  lifted_at     timestamptz,
  lifted_by     integer references access.person,
  lift_reason   text not null default '',
  primary key (kind, hash)
);

-- Every record of a party that was made one.
create index customer_by_merged_into on customers.customer (merged_into) where merged_into is not null;

-- One form for what is written in many.
create function privacy.normal(kind text, value text) returns text
  language sql immutable parallel safe
  as $$ select case when kind in ('phone', 'sms', 'fax') then coalesce(substring(regexp_replace(value, '\D', '', 'g') from '^1?([2-9]\d{9})'), regexp_replace(value, '\D', '', 'g')) else lower(trim(value)) end $$;

-- HMAC-SHA-256 (RFC 2104). The program hands the key to each of its connections, both pads of 64 bytes one after the other; it is not in the database.
create function privacy.keyed_hash(kind text, value text) returns bytea
  language sql stable parallel safe
  as $$
    select sha256(substring(k.pads from 65 for 64) || sha256(substring(k.pads from 1 for 64)
             || convert_to(case when kind in ('sms', 'fax') then 'phone' else kind end || ':' || privacy.normal(kind, value), 'UTF8')))
      from (select decode(current_setting('tutti.suppression_pads', true), 'hex') as pads) k
  $$;

create view privacy.v_suppression with (security_invoker = true) as
  select kind, hash, suppression_id, made_at from privacy.suppression where lifted_at is null;

create view privacy.v_legal_hold with (security_invoker = true) as
  select customer_id, hold_id, reason, law, valid_from, valid_to from privacy.legal_hold;
