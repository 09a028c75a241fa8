-- Payers, their plans, and where our products stand on each plan's formulary, with history.
create schema market_access;
create sequence market_access.position_number;

create table market_access.plan (
  customer_id   bigint primary key, -- the plan
  payer_customer_id bigint not null,
  book          text not null check (book in ('commercial', 'medicare_part_d', 'medicaid', 'exchange', 'va_dod')),
  covered_lives integer not null default 0,
  pharmacy_lives integer not null default 0
);
create index plan_by_payer on market_access.plan (payer_customer_id);

create table market_access.position (
  customer_id   bigint not null, -- the plan
  position_id   bigint not null default nextval('market_access.position_number'),
  product_id    integer not null references products.product,
  status        text not null check (status in ('covered', 'not_covered')),
  tier          smallint check (tier between 1 and 6),
  restrictions  text[] not null default '{}', -- PA, ST, QL, AGE, LA, SP
  effective_from date not null,
  effective_to  date, -- the first day on which it no longer holds; equal to effective_from when it was corrected before it began
  change        text not null check (change in ('win', 'loss', 'tier_improved', 'tier_worsened', 'restriction_added', 'restriction_removed', 'baseline')),
  source        text not null default '',
  access_event  text, -- key of the event that recorded it
  event_id      bigint, -- the event that was told, where one was
  recorded_at   timestamptz not null,
  recorded_by   integer,
  primary key (customer_id, position_id),
  constraint position__tier_when_covered check ((status = 'covered') = (tier is not null))
);
create index position_by_product on market_access.position (product_id, customer_id, effective_from);
-- Two people who save at once cannot leave two positions without an end.
create unique index position__one_open on market_access.position (customer_id, product_id) where effective_to is null;

-- Share of a prescriber's patients by plan.
create table market_access.payer_mix (
  customer_id   bigint not null,
  plan_customer_id bigint not null,
  share         real not null check (share between 0 and 1),
  as_of         date not null,
  source        text not null,
  primary key (customer_id, plan_customer_id)
);
