import { z } from 'zod';
import { audit } from '#platform/audit';
import type { Policy } from '#platform/auth';
import type { Actor, Db } from '#platform/db';
import { writeRows, type ExportFormat, type ExportRow } from '#platform/export';
import { mayAsk, serialiser, type Raw, type Route, type RouteContext } from '#platform/http';
import { Problem } from '#platform/problem';

// Any list that the API has can be taken away as a file: page by page through its own route, so with the rights, the rows and the fields of the reader.

const PAGE = 200;

/** The lists of the API: what answers in pages, and needs no name in its path. */
function listsOf(routes: readonly Route[]): Route[] {
  return routes.filter(({ method, path, output }) => method === 'GET' && !path.includes(':') && output instanceof z.ZodObject && 'rows' in output.shape && 'nextCursor' in output.shape);
}

function columnsOf({ output }: Route): string[] {
  const rows = (output as z.ZodObject<{ rows: z.ZodArray<z.ZodObject> }>).shape.rows;
  const row = rows.element;
  return row instanceof z.ZodObject ? Object.keys(row.shape) : ['value'];
}

type Page = { readonly rows: readonly ExportRow[]; readonly nextCursor: string | null };
type Asked = { readonly list: string; readonly format: ExportFormat; readonly filters: Readonly<Record<string, unknown>> };
type Parts = { readonly routes: readonly Route[]; readonly policy: Policy };

type Asker = Pick<RouteContext<unknown>, 'actor' | 'session'>;

/** The lists that are open to whoever asks. A key opens here what it was made for, as everywhere. */
function openLists({ routes, policy }: Parts, { actor, session }: Asker): Route[] {
  const may = mayAsk(policy);
  return listsOf(routes).filter(({ permission }) => may(actor.role, permission) && (!session?.key || permission === 'public' || session.key.scopes.includes(permission)));
}

function findList(parts: Parts, list: string, asker: Asker): Route {
  const found = openLists(parts, asker).find(({ path }) => path === list);
  if (!found) throw new Problem('request.not_found');
  return found;
}

const entry = (db: Db, actor: Actor, after: object) => db.transaction(actor, (tx) => audit(tx, { action: 'lists.export', resource: 'lists.list', after }));

/** A list as a file, streamed under the reader's rights; the trail has what was asked for, and how many rows went. */
export async function exportList(parts: Parts, context: RouteContext<unknown>, { list, format, filters }: Asked): Promise<Raw> {
  const { db, actor } = context;
  const route = findList(parts, list, context);
  const drop = serialiser(route.output, parts.policy, actor.role);
  const strict = route.input.strict();
  const read = async (cursor: string | undefined): Promise<Page> => {
    const parsed = strict.safeParse({ ...filters, limit: String(PAGE), ...(cursor ? { cursor } : {}) });
    if (!parsed.success) throw new Problem('request.invalid', { fields: parsed.error.issues.map((issue) => ({ field: `filters.${issue.path.join('.')}`, message: issue.message })) });
    return drop(route.output.parse(await route.handle({ ...context, input: parsed.data as never }))) as Page;
  };
  const first = await read(undefined); // a filter that is wrong is told before the file begins
  await entry(db, actor, { list, format, filters });
  async function* rows(): AsyncGenerator<ExportRow> {
    let [page, sent]: [Page, number] = [first, 0];
    try {
      for (;;) { // page by page on purpose: a list may be as long as the master
        yield* page.rows;
        sent += page.rows.length;
        if (page.nextCursor === null) return;
        page = await read(page.nextCursor);
      }
    } finally {
      await entry(db, actor, { list, format, rows: sent });
    }
  }
  const { type, body } = writeRows(format, columnsOf(route), rows());
  const name = list.slice(1).replaceAll('/', '-');
  return { raw: true, type, body, headers: { 'content-disposition': `attachment; filename="${name}.${format}"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } };
}

/** The lists that one may take away. */
export const listLists = (parts: Parts, asker: Asker) =>
  openLists(parts, asker).map(({ path, summary, input }) => ({ list: path, summary, filters: Object.keys(input.shape).filter((name) => name !== 'limit' && name !== 'cursor') }));
