import { testDatabase } from '#platform/testing';
import { readCatalogue } from './schema/catalogue.ts';
import { MODULES } from './schema/modules.ts';
import { findNameFaults, namesOf } from './sql/names.ts';
import { prepareAll, type Fault } from './sql/prepare.ts';
import { findStatements, listFiles } from './sql/statements.ts';

// Every `sql` template of the server side: prepared on a freshly migrated database, and held to the names that its module may use.
// `node checks/sql.ts --list` names the templates whose text only a run can tell.

/** Composed from data: match rules that people write, the catalogue of personal data, whatever tables there are, random histories. These statements exist once it is read, and the tests beside them run them. */
const COMPOSED: readonly string[] = [
  ...['levels.ts', 'record-set.ts', 'link.ts', 'match-one.ts', 'words.ts'].map((file) => `modules/customers/match/${file}`), 'server/privacy/statements.ts', 'server/export/export-everything.ts', 'modules/gate/makers.ts',
];

/** Statements that could not be put together from the program's text; the templates that are only parts of them follow. This number only ever goes down. */
const UNTOLD = 3; // three of them read, count and erase a person's rows over every table that the catalogue names

const say = (line: string) => void process.stdout.write(`${line}\n`);
const { templates, statements, untold, plain } = findStatements(listFiles());
await using db = await testDatabase();
const whole = untold.filter(({ part, file }) => !part && !COMPOSED.includes(file));
const names = namesOf(await readCatalogue(db.owner), MODULES);
const faults: Fault[] = [
  ...[...templates, ...plain].flatMap((template) => findNameFaults(template, names).map((fault) => ({ file: template.file, line: template.line, fault }))),
  ...await prepareAll(db.owner, statements.filter(({ file }) => !COMPOSED.includes(file))),
];
for (const { file, line, fault } of faults) say(`${file}:${line}  ${fault}`);
if (process.argv.includes('--list')) for (const { file, line, words, why } of untold) say(`${file}:${line}  ${why}: ${words.trim().replace(/\s+/g, ' ').slice(0, 90)}`);
if (whole.length > UNTOLD) say(`${whole.length} statements cannot be told from the program's text, and ${UNTOLD} may: node checks/sql.ts --list`);
if (whole.length < UNTOLD) say(`${whole.length} statements cannot be told from the program's text: lower UNTOLD in checks/sql.ts`);
say(`${templates.length} templates, ${templates.length - untold.length} of them in ${new Set(statements.map(({ text }) => text)).size} statements that were prepared, ${untold.length} told by a run alone`);
process.exitCode = faults.length || whole.length !== UNTOLD ? 1 : 0;
