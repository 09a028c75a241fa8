import { Button, FileButton, Select } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { Sheet } from '../../ui/sheet.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import { formatNumber } from '../../ui/format.ts';
import { FIELDS, type Format } from './import-file.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import type { Import } from './use-import.ts';

const words = messages.imports;
const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${formatNumber(Math.ceil(bytes / 1000))} kB` : `${formatNumber(bytes / 1_000_000, 1)} MB`);

/** The file, how it is made, and for any other list which column is which. */
export function ImportSource({ current }: { readonly current: Import }) {
  const { chosen } = current;
  const busy = current.phase !== null;
  return (
    <Sheet title={words.source}>
      <div className={css.form}>
        <div className={css.drop} onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); if (!busy) void current.choose(event.dataTransfer.files[0] ?? null); }}>
          <IconFileUpload size={22} stroke={1.6} aria-hidden="true" />
          <span>{chosen ? words.chosen(chosen.file.name, sizeOf(chosen.file.size)) : words.subtitle}</span>
          <FileButton onChange={(file) => void current.choose(file)} accept=".csv,.gz,.txt,text/csv,application/gzip" disabled={busy}>{(props) => <Button {...props} variant={chosen ? 'subtle' : 'filled'}>{chosen ? words.another : words.choose}</Button>}</FileButton>
        </div>
        {chosen && <Select label={words.format} description={words.formatNote[chosen.format]} data={(Object.keys(words.formats) as Format[]).map((value) => ({ value, label: words.formats[value] }))} value={chosen.format} onChange={(value) => value && current.setFormat(value as Format)} allowDeselect={false} disabled={busy} maw={420} />}
        {chosen?.format === 'csv' && <Mapping current={current} />}
      </div>
    </Sheet>
  );
}

/** Whether the mapping says whom a line is about, and the name. */
export const mappingFits = ({ chosen }: Import): boolean => {
  if (!chosen || chosen.format !== 'csv') return true;
  const fields = Object.values(chosen.mapping).map(({ field }) => field);
  return fields.some((field) => field === 'npi' || field === 'ccn' || field === 'id') && fields.some((field) => field === 'name' || field === 'family_name');
};

function Mapping({ current }: { readonly current: Import }) {
  const { chosen } = current;
  if (!chosen) return null;
  const used = new Set(Object.values(chosen.mapping).map(({ field }) => field));
  return (
    <section aria-label={words.mapping} className={css.stack}>
      <p className="t-quiet">{words.mappingNote}</p>
      <div className={css.scroll}>
        <table className={css.mapping}>
          <thead><tr><th scope="col">{words.column}</th><th scope="col">{words.samples}</th><th scope="col">{words.field}</th></tr></thead>
          <tbody>
            {chosen.sample.header.map((column, place) => {
              const guess = chosen.mapping[column];
              return (
                <tr key={`${column}${place}`}>
                  <td>{column}</td>
                  <td className={css.samples}>{chosen.sample.rows.map((row) => row[place]).filter(Boolean).join(' · ')}</td>
                  <td><span className={css.filters}><Select size="xs" aria-label={`${words.field}: ${column}`} placeholder={words.noField} data={FIELDS.filter((field) => field === guess?.field || !used.has(field)).map((field) => ({ value: field, label: field.replaceAll('_', ' ') }))} value={guess?.field ?? null} onChange={(field) => current.setField(column, field)} clearable searchable />{guess?.field && <Tag>{guess.certain ? words.certain : words.guess}</Tag>}</span></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <details className={css.source}><summary>{words.mappingText}</summary><pre>{JSON.stringify(Object.fromEntries(Object.entries(chosen.mapping).flatMap(([column, { field }]) => (field ? [[column, field]] : []))), null, 2)}</pre></details>
      {!mappingFits(current) && <p>{words.wrongMapping}</p>}
    </section>
  );
}
