-- Positions are taken over from published formularies: which numbers a product of ours has there, which tier a published word is, and whose formulary a list is.

create table market_access.product_code (
  product_id integer primary key references products.product,
  codes      text[] not null,               -- RxNorm concepts and NDC numbers, without dashes
  tiers      jsonb not null default '{}',   -- tier as it is published → 1 to 6
  set_by     integer references access.person,
  set_at     timestamptz not null
);

create table market_access.published_list (
  customer_id bigint primary key,           -- the plan
  list        text not null,                -- qhp, partd
  list_key    text collate "C" not null
);
create index published_list_by_key on market_access.published_list (list, list_key);

create index listing_by_ndc on market_access.listing (split_part(drug_key, '-', 2) collate "C") where list = 'partd';
