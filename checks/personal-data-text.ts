import { columnsOf, personalData, type TableData } from '../server/personal-data/index.ts';

// docs/personal-data.md: the catalogue of personal data for a privacy officer who does not read code (GDPR, Art. 30).

const OF: Readonly<Record<string, string>> = { customer: 'Customers: professionals and patients', colleague: 'Colleagues' };
const said = (text: string) => text.replaceAll('_', ' ').replaceAll('|', '\\|');

function tableRow([table, data]: readonly [string, TableData]): string {
  const columns = columnsOf(data).filter(({ of, category }) => of === data.of && category !== null && category !== 'work' || (of === data.of && data.of === 'colleague' && category !== null));
  const named = columns.map(({ column, category, erasure }) => `\`${column}\` ${said(category ?? '')}${erasure === data.erase ? '' : `, ${erasure}`}`).join('; ');
  return `| \`${table}\` | ${said(data.purpose)} | ${said(data.basis ?? '')} | ${said(data.retention ?? '')} | ${data.erase}${data.because ? `: ${said(data.because)}` : ''} | ${named || 'the row itself'} |`;
}

/** The document's text. */
export function personalDataText(): string {
  const entries = Object.entries(personalData).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const part = (of: string) => [
    `## ${OF[of]}`, '', '| table | purpose | basis | how long | erasing | columns |', '| --- | --- | --- | --- | --- | --- |', ...entries.filter(([, data]) => data.of === of).map(tableRow), '',
  ];
  return [
    '# Personal data', '', '<!-- Generated from server/personal-data by `npm run generate`. Do not edit. -->', '',
    'Every column of every table is classified; the build fails on one that is not. From the same list a person\'s data is exported and erased.',
    'Erasing: *delete* takes the row away, *blank* the value, *pseudonymise* puts another name for nobody, *keep* names the law that keeps it. Where a column differs from its table, it says so.', '',
    ...part('customer'), ...part('colleague'),
    '## About nobody', '', entries.filter(([, data]) => !data.of).map(([table, data]) => `\`${table}\` (${said(data.purpose)})`).join(', '), '',
    'Columns that name a colleague by number (who recorded, decided, owns) stand in many of these tables. The number stays; with her own row pseudonymised it names nobody.', '',
  ].join('\n');
}
