import { sql, type Tx } from '#platform/db';

export type AnswerQuestion = { readonly q: string; readonly productId?: number; readonly market?: string; readonly language?: string };
export type Answer = {
  readonly versionId: number; readonly code: string; readonly kind: 'script' | 'standard_response'; readonly title: string; readonly versionNo: number; readonly validTo: string;
  readonly citation: string; readonly body: string; readonly productId: number | null;
  /** Words of the question that the answer speaks of, and those it does not. */
  readonly matched: readonly string[]; readonly missing: readonly string[]; readonly covered: number; readonly of: number;
};

const MOST = 12;

/**
 * Approved answers in date to a question, best first: those that speak of more of its words, rare words counting more. The product's own name counts
 * for nothing, since every answer about it holds it.
 */
export async function searchAnswers(tx: Tx, { q, productId, market = 'US', language = 'en' }: AnswerQuestion): Promise<Answer[]> {
  return tx.rows<Answer>(sql`
    with words as (
      select lexeme, min(word) as word, min(place) as place
        from regexp_split_to_table(lower(${q}), '[^[:alnum:].-]+') with ordinality as w(word, place)
       cross join lateral unnest(tsvector_to_array(to_tsvector('english', word))) as lexeme
       where lexeme <> all(coalesce((select tsvector_to_array(to_tsvector('english', name || ' ' || code)) from products.v_product where product_id = ${productId ?? null}::integer), '{}'))
       group by lexeme),
    question as (
      select string_agg(quote_literal(lexeme), ' | ')::tsquery as query, count(*)::integer as words from words),
    found as (
      select v.version_id, d.code, d.kind, d.title, v.version_no, v.valid_to, v.citation, v.body, d.product_id, ts_rank(v.search || title.words, question.query) as rank, question.words as of,
             array(select word from words where lexeme = any(tsvector_to_array(v.search || title.words)) order by place) as matched,
             array(select word from words where lexeme <> all(tsvector_to_array(v.search || title.words)) order by place) as missing
        from question, content.version v
        join content.document d using (document_id)
       cross join lateral (select setweight(to_tsvector('english', d.title), 'A') as words) title
       where (v.search @@ question.query or title.words @@ question.query) and d.kind in ('script', 'standard_response') and v.state = 'approved'
         and v.valid_from <= (${tx.now}::timestamptz at time zone 'UTC')::date and v.valid_to >= (${tx.now}::timestamptz at time zone 'UTC')::date
         and d.market = ${market} and d.language = ${language} and (${productId ?? null}::integer is null or d.product_id is null or d.product_id = ${productId ?? null}::integer)),
    -- A word that few answers hold tells more than one that most of them hold.
    told as (
      select word, ln(1 + (select count(*) from found) / count(*)::float8) as tells from found cross join unnest(matched) as word group by word)
    select version_id, code, kind, title, version_no, valid_to, citation, body, product_id, matched, missing, cardinality(matched) as covered, of
      from found
     order by (select sum(tells) from told where word = any(matched)) desc, rank desc, version_id
     limit ${MOST}::integer`);
}
