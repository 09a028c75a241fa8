-- Adverse events and product complaints: the clock starts when anyone of ours first hears of it (Day 0), and nothing is deleted.
create schema safety;
create sequence safety.safety_number;

create table safety.event (
  customer_id   bigint not null,
  safety_id     bigint not null default nextval('safety.safety_number'),
  kind          text not null check (kind in ('adverse_event', 'product_complaint', 'special_situation')),
  product_id    integer references products.product,
  state         text not null default 'received' check (state in ('received', 'forwarded', 'acknowledged', 'nullified')),
  channel       text not null,
  case_id       bigint,
  reported_by   integer,
  day_zero_at   timestamptz not null,
  due_at        timestamptz not null,
  acknowledged_at timestamptz,
  primary key (customer_id, safety_id)
);

create table safety.narrative (
  customer_id   bigint not null,
  safety_id     bigint not null,
  body          text not null,
  patient       text not null default '',
  primary key (customer_id, safety_id)
);
