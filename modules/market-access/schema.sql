-- The schema market_access as it stands once every migration has run. Made by `npm run generate`; policies and grants are in migrations/policy.sql.
-- Payers, their plans, and where our products stand on each plan's formulary, with history.

create sequence market_access.position_number;

-- Formularies as plans and Medicare publish them: which drug on which tier with which restrictions.
create table market_access.listing (
  list         text not null, -- qhp: a plan's own file; partd: a formulary of Medicare Part D
  list_key     text collate "C" not null, -- plan or formulary
  drug_key     text collate "C" not null, -- RxNorm concept, with the NDC where one is given
  drug_name    text not null default '',
  tier         text not null,
  restrictions text[] not null default '{}'[], -- PA, ST, QL
  detail       jsonb not null default '{}',
  digest       text not null,
  changed_at   timestamptz not null,
  constraint listing_pkey primary key (list, list_key, drug_key)
);
create index listing_by_drug on market_access.listing (drug_key);
create index listing_by_ndc on market_access.listing (split_part(drug_key, '-', 2)) where (list = 'partd');

-- Share of a prescriber's patients by plan.
create table market_access.payer_mix (
  customer_id      bigint not null,
  plan_customer_id bigint not null,
  share            real not null,
  as_of            date not null,
  source           text not null,
  constraint payer_mix_pkey primary key (customer_id, plan_customer_id),
  constraint payer_mix_share_check check (share >= 0::double precision and share <= 1::double precision)
);

create table market_access.plan (
  customer_id       bigint not null, -- the plan
  payer_customer_id bigint not null,
  book              text not null,
  covered_lives     integer not null default 0,
  pharmacy_lives    integer not null default 0,
  constraint plan_pkey primary key (customer_id),
  constraint plan_book_check check (book in ('commercial', 'medicare_part_d', 'medicaid', 'exchange', 'va_dod'))
);
create index plan_by_payer on market_access.plan (payer_customer_id);

create table market_access."position" (
  customer_id    bigint not null, -- the plan
  position_id    bigint not null default nextval('market_access.position_number'),
  product_id     integer not null,
  status         text not null,
  tier           smallint,
  restrictions   text[] not null default '{}'[], -- PA, ST, QL, AGE, LA, SP
  effective_from date not null,
  effective_to   date, -- the first day on which it no longer holds; equal to effective_from when it was corrected before it began
  change         text not null,
  source         text not null default '',
  access_event   text, -- key of the event that recorded it
  event_id       bigint, -- the event that was told, where one was
  recorded_at    timestamptz not null,
  recorded_by    integer,
  constraint position_pkey primary key (customer_id, position_id),
  constraint position_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint position__tier_when_covered check ((status = 'covered') = (tier is not null)),
  constraint position_change_check check (change in ('win', 'loss', 'tier_improved', 'tier_worsened', 'restriction_added', 'restriction_removed', 'baseline')),
  constraint position_status_check check (status in ('covered', 'not_covered')),
  constraint position_tier_check check (tier >= 1 and tier <= 6)
);
create unique index position__one_open on market_access."position" (customer_id, product_id) where (effective_to is null);
create index position_by_product on market_access."position" (product_id, customer_id, effective_from);

create table market_access.product_code (
  product_id integer not null,
  codes      text[] not null, -- RxNorm concepts and NDC numbers, without dashes
  tiers      jsonb not null default '{}', -- tier as it is published → 1 to 6
  set_by     integer,
  set_at     timestamptz not null,
  constraint product_code_pkey primary key (product_id),
  constraint product_code_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint product_code_set_by_fkey foreign key (set_by) references access.person(user_id)
);

create table market_access.published_list (
  customer_id bigint not null, -- the plan
  list        text not null, -- qhp, partd
  list_key    text collate "C" not null,
  constraint published_list_pkey primary key (customer_id)
);
create index published_list_by_key on market_access.published_list (list, list_key);

create view market_access.v_payer_mix with (security_invoker=true) as
  select customer_id, plan_customer_id, share, as_of
     from market_access.payer_mix;

create view market_access.v_plan with (security_invoker=true) as
  select customer_id, payer_customer_id, book, covered_lives, pharmacy_lives
     from market_access.plan;

create view market_access.v_position with (security_invoker=true) as
  select customer_id, position_id, product_id, status, tier, restrictions, effective_from, effective_to, change, source, recorded_at,
      event_id
     from market_access."position";
