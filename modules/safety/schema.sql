-- The schema safety as it stands once every migration has run. Made by `npm run generate`; policies and grants are in migrations/policy.sql.
-- Adverse events and product complaints: the clock starts when anyone of ours first hears of it (Day 0). Rows are only ever added, by grant: Day 0
-- cannot be moved and nothing can be deleted; where an event stands is its newest step.

create sequence safety.safety_number start 3001;

create table safety.event (
  customer_id bigint not null default 0, -- who told us; 0 when unknown
  safety_id   bigint not null default nextval('safety.safety_number'),
  kind        text not null,
  product_id  integer,
  channel     text not null,
  case_id     bigint,
  reported_by integer,
  day_zero_at timestamptz not null,
  due_at      timestamptz not null,
  recorded_at timestamptz not null,
  constraint event_pkey primary key (customer_id, safety_id),
  constraint event_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint event_check check (day_zero_at <= recorded_at),
  constraint event_kind_check check (kind in ('adverse_event', 'product_complaint', 'special_situation'))
);
create index event_by_due on safety.event (due_at, safety_id);
create index event_by_id on safety.event (safety_id);
create index event_by_reporter on safety.event (reported_by, safety_id);

-- What was said: for safety alone. Whoever reports writes it and never reads it again.
create table safety.narrative (
  customer_id bigint not null,
  safety_id   bigint not null,
  body        text not null,
  patient     text not null default '', -- initials, age, sex: as far as told
  constraint narrative_pkey primary key (customer_id, safety_id)
);

create table safety.step (
  customer_id bigint not null,
  step_id     bigint not null default nextval('safety.safety_number'),
  safety_id   bigint not null,
  state       text not null,
  reason      text not null default '',
  reference   text not null default '', -- the number that the safety database gave
  user_id     integer,
  taken_at    timestamptz not null,
  constraint step_pkey primary key (customer_id, step_id),
  constraint step__once unique (customer_id, safety_id, state),
  constraint step_state_check check (state in ('forwarded', 'acknowledged', 'nullified'))
);
