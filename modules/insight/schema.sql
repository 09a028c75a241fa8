-- The schema insight as it stands once every migration has run. Made by `npm run generate`; policies and grants are in migrations/policy.sql.
-- What dashboards read: counts kept up beside the facts, so that a page never counts the facts themselves. No row names a customer but insight.account, whose customers are organisations.

-- An organisation as it is compared with others.
create table insight.account (
  customer_id bigint not null,
  product_id  integer not null,
  kind        text not null,
  categories  text[] not null, -- in the order of CATEGORIES
  amounts     real[] not null, -- in the order of AMOUNTS, as they are
  scaled      real[] not null, -- the same between 0 and 1
  prescribers integer not null, -- whom a win would reach
  as_of       timestamptz not null,
  constraint account_pkey primary key (customer_id, product_id),
  constraint account_kind_check check (kind in ('payer', 'idn', 'hco'))
);
create index account_by_kind on insight.account (product_id, kind);

create table insight.activity (
  week     date not null,
  function text not null,
  role     text not null, -- a person's role title; 'System' where nobody acted
  kind     text not null,
  count    bigint not null,
  constraint activity_pkey primary key (week, function, role, kind),
  constraint activity_kind_check check (kind in ('action', 'task', 'email', 'visit', 'call'))
);

-- Outcomes by arm of what was decided at random.
create table insight.arm (
  day        date not null,
  product_id integer not null,
  outcome    text not null,
  decided    bigint not null, -- all that were decided
  customers  bigint not null, -- those whose month of outcome is on file
  responders bigint not null,
  constraint arm_pkey primary key (day, product_id, outcome),
  constraint arm_outcome_check check (outcome in ('chosen', 'held_out'))
);

-- The specialties that columns of insight.account stand for.
create table insight.basis (
  product_id  integer not null,
  specialties text[] not null,
  as_of       timestamptz not null,
  constraint basis_pkey primary key (product_id)
);

create table insight.daily (
  day        date not null, -- UTC
  function   text not null,
  channel    text not null,
  direction  text not null,
  kind_group text not null, -- of medical always 'contact': what it was about stays medical
  product_id integer not null, -- 0: none named
  touches    bigint not null,
  customers  bigint not null,
  constraint daily_pkey primary key (day, function, channel, direction, kind_group, product_id),
  constraint daily_direction_check check (direction in ('in', 'out'))
);

-- A figure over a window that ends on a day; the days before are kept, so that a figure can be compared with itself.
create table insight.figure (
  day         date not null,
  product_id  integer not null, -- 0: whatever the product
  code        text not null,
  part        text not null default '', -- a channel, a pair of functions, a quartile
  numerator   bigint not null,
  denominator bigint not null,
  value       double precision,
  constraint figure_pkey primary key (day, product_id, code, part)
);

-- When the figures of today were last made: those over long windows are made less often.
create table insight.measured (
  pace        text not null,
  measured_at timestamptz not null,
  constraint measured_pkey primary key (pace),
  constraint measured_pace_check check (pace in ('quick', 'slow'))
);

-- When a week was last counted.
create table insight.rolled (
  week      date not null,
  rolled_at timestamptz not null,
  constraint rolled_pkey primary key (week)
);

-- Customers cannot be added up over days, so weeks are counted by themselves.
create table insight.weekly (
  week       date not null, -- the Monday
  product_id integer not null, -- 0: whatever the product
  function   text not null, -- 'any': whatever the function
  touches    bigint not null,
  customers  bigint not null,
  constraint weekly_pkey primary key (week, product_id, function)
);
