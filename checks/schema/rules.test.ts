import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { testDatabase } from '#platform/testing';
import { readCatalogue } from './catalogue.ts';
import { findSchemaFaults } from './rules.ts';

test('every table can be spread over machines by customer, or is reference data, or says why it is neither', async () => {
  await using db = await testDatabase();
  assert.deepEqual(findSchemaFaults(await readCatalogue(db.owner)), []);
});

test('a schema that breaks a rule is told so, rule by rule', async () => {
  await using db = await testDatabase();
  await db.owner.run(sql`create schema trial`);
  await db.owner.run(sql`create table trial.visits (visit_id bigint primary key, customer_id bigint not null)`);
  await db.owner.run(sql`
    create table trial.note (customer_id bigint not null, note_id bigint not null unique, version_id integer references content.version, case_id bigint,
      written timestamptz not null, local_at timestamp not null, due date, primary key (customer_id, note_id),
      run_id bigint references trial.visits)`);
  await db.owner.run(sql`alter table content.version add column note_no bigint references trial.note (note_id)`);
  await db.owner.run(sql`create trigger note_trigger before update on trial.note for each row execute function suppress_redundant_updates_trigger()`);
  assert.deepEqual(findSchemaFaults(await readCatalogue(db.owner)).sort(), [
    'content.version: version_note_no_fkey points from data that is on every machine to trial.note, which is spread',
    'trial.note has a trigger',
    'trial.note.due is a day: its name ends in _on',
    'trial.note.local_at is an instant without a zone',
    'trial.note.written is an instant: its name ends in _at',
    'trial.note: note_note_id_key is unique without customer_id',
    'trial.note: note_run_id_fkey points to trial.visits, which is not on every machine',
    'trial.visits is neither keyed by customer_id first nor listed as reference data or infrastructure',
    'trial.visits: tables are named in the singular',
  ]);
});
