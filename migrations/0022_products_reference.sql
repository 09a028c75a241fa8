-- Drugs and codes of public lists: other companies' products on the market, their packages, and diagnoses. Kept as each list has them, to be searched.

create table products.reference (
  dataset      text not null,              -- fda_product, fda_application, ndc_product, icd10cm …
  key          text collate "C" not null,  -- as the list numbers it
  name         text not null,
  search       text collate "C" not null,  -- lower case, a leading space before each word
  detail       jsonb not null,             -- the list's own columns that say something
  digest       text not null,
  changed_at   timestamptz not null,
  primary key (dataset, key)
);
create index reference_by_word on products.reference using gin (search gin_trgm_ops);
create index reference_by_name on products.reference (dataset, name, key);

-- Formularies as plans and Medicare publish them: which drug on which tier with which restrictions.
create table market_access.listing (
  list         text not null,              -- qhp: a plan's own file; partd: a formulary of Medicare Part D
  list_key     text collate "C" not null,  -- plan or formulary
  drug_key     text collate "C" not null,  -- RxNorm concept, with the NDC where one is given
  drug_name    text not null default '',
  tier         text not null,
  restrictions text[] not null default '{}', -- PA, ST, QL
  detail       jsonb not null default '{}',
  digest       text not null,
  changed_at   timestamptz not null,
  primary key (list, list_key, drug_key)
);
create index listing_by_drug on market_access.listing (drug_key);
