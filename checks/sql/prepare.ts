import { sql, type Queries } from '#platform/db';
import type { Statement } from './statements.ts';

export type Fault = { readonly file: string; readonly line: number; readonly fault: string };

const PREPARED = /^\s*(?:--[^\n]*\n\s*)*(?:select|insert|update|delete|with|merge|values|\()/i;
const TEMPORARY = /^\s*(?:--[^\n]*\n\s*)*create\s+temp(?:orary)?\s+table\s+(?:if\s+not\s+exists\s+)?(?:pg_temp\.)?(\w+)/i;

const unbound = (text: string) => text.replace(/\$\d+/g, 'null');

async function attempt(db: Queries, statement: Statement, command: string): Promise<Fault | null> {
  await db.run(sql`savepoint attempt`);
  try {
    await db.run(sql.trusted(command));
    return null;
  } catch (error) {
    await db.run(sql`rollback to savepoint attempt`);
    const { message, position } = error as Error & { position?: string };
    const near = position ? ` near "${command.slice(Math.max(0, Number(position) - 1), Number(position) + 50).replace(/\s+/g, ' ')}"` : '';
    return { file: statement.file, line: statement.line, fault: `${message}${near}` };
  } finally {
    await db.run(sql`release savepoint attempt`);
  }
}

const temporaryName = ({ text }: Statement) => TEMPORARY.exec(text)?.[1];

/** Tables for the moment that one statement alone makes: other functions may rely on them. */
function madeOnce(statements: readonly Statement[]): Statement[] {
  const makers = Map.groupBy(statements.filter(temporaryName), (statement) => temporaryName(statement) ?? '');
  return [...makers.values()].flatMap((all) => (all.every(({ text }) => text === all[0]?.text) ? all.slice(0, 1) : [])); // reached from two callers, it is one statement still
}

async function prepareGroup(db: Queries, statements: readonly Statement[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  await db.run(sql`savepoint grouped`);
  for (const [index, statement] of statements.entries()) {
    const command = PREPARED.test(statement.text) ? `prepare statement_${index} as ${statement.text}` : unbound(statement.text);
    const fault = await attempt(db, statement, command); // each in its turn: the next may need the table that this one makes
    if (fault) faults.push(fault);
  }
  await db.run(sql`rollback to savepoint grouped`);
  await db.run(sql`deallocate all`);
  return faults;
}

/** Lets PostgreSQL parse and plan each statement; what it cannot prepare (settings, locks, tables for the moment) it runs, and all is rolled back. */
export async function prepareAll(db: Queries, statements: readonly Statement[]): Promise<Fault[]> {
  const first = madeOnce(statements);
  const rest = Map.groupBy(statements.filter((statement) => !first.includes(statement)), (statement) => statement.group);
  const faults: Fault[] = [];
  await db.run(sql`begin`);
  try {
    for (const statement of first) {
      const fault = await attempt(db, statement, unbound(statement.text));
      if (fault) faults.push(fault);
    }
    for (const group of rest.values()) faults.push(...await prepareGroup(db, [...new Map(group.map((one) => [one.text, one])).values()]));
  } finally {
    await db.run(sql`rollback`);
  }
  return faults;
}
