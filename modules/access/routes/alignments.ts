import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { commitAlignment } from '../territories/commit-alignment.ts';
import { addDraft, addExceptions, addRule, addTerritoryPerson, changeDraft, endInDraft, importLines, keepInDraft, undoAlignment, withdrawAlignment } from '../territories/edit-draft.ts';
import { listMoves, previewAlignment } from '../territories/preview-alignment.ts';
import { getAlignment, listAlignments, listLines } from '../territories/reads/alignments.ts';
import { MOVE_FILTERS } from '../territories/reads/change.ts';
import { ALIGNMENT_STATES, EXCEPTION_KINDS, ROLES_THERE } from '../territories/types.ts';
import type { Ports } from '../types.ts';
import { criteria, id, line, queryId, reason, text, version } from './shapes.ts';

const alignment = {
  alignmentId: z.number(), salesForceId: z.number(), salesForceName: z.string(), name: z.string(), reason: z.string(), state: z.enum(ALIGNMENT_STATES), effectiveOn: z.string(), undoesId: z.number().nullable(), undoneById: z.number().nullable(),
  createdByName: text, createdAt: z.string(), committedByName: text, committedAt: text, appliedAt: text, moved: z.number().nullable(), version: z.number(), rules: z.number(), people: z.number(), exceptions: z.number(),
};
const output = z.object(alignment);
const counts = z.object({ changed: z.number(), hands: z.number(), left: z.number(), fresh: z.number(), contested: z.number() });
const person = z.object({
  userId: z.number(), name: z.string(), customers: z.number(), gains: z.number(), losses: z.number(), visits: z.number(), visitsOut: z.number(), visitsIn: z.number(), tasks: z.number(), tasksOut: z.number(), tasksIn: z.number(),
});
const preview = z.object({ alignmentId: z.number(), version: z.number(), on: z.string(), recorded: z.boolean().describe('What it did, as written down then'), digest: z.string(), counts, visits: z.number(), tasks: z.number(), people: z.array(person) });
const move = z.object({
  customerId: z.number(), name: z.string(), specialtyName: text, city: text, state: text, fromTerritory: text, toTerritory: text, fromName: text, toName: text, how: z.enum(['rule', 'include']).nullable(), tiedWith: z.array(z.string()),
});
const day = z.iso.date({ error: 'is a day such as 2026-12-01' }).refine((date) => date >= '2000' && date < '2200', 'is a day from 2000 to 2199');
const draft = { name: line.max(120), reason, effectiveOn: day };
const one = { ruleId: id.optional(), territoryPersonId: id.optional(), exceptionId: z.number().int().positive().optional() };
const named = (input: Readonly<Record<string, unknown>>): boolean => ['ruleId', 'territoryPersonId', 'exceptionId'].filter((key) => input[key] !== undefined).length === 1;
const MOST_LINES = 20_000; // of a file: a sales force's targets

const reading = (ports: Ports): Route[] => [
  route({
    method: 'GET', path: '/access/alignments', permission: 'access:territories', summary: 'Changes of territories: drafts, scheduled and applied, newest first',
    input: z.object({ salesForceId: queryId }), output: z.object({ rows: z.array(output) }), handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => listAlignments(tx, input.salesForceId)) }),
  }),
  route({
    method: 'GET', path: '/access/alignments/:alignmentId', permission: 'access:territories', summary: 'One change of territories with the rules and people that it brings and ends',
    input: z.object({ alignmentId: id }),
    output: z.object({ ...alignment, lines: z.array(z.object({ what: z.enum(['rule', 'person']), id: z.number(), change: z.enum(['brings', 'ends']), territoryId: z.number(), territoryName: z.string(), userName: text, role: text })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ ...await getAlignment(tx, input.alignmentId), lines: await listLines(tx, input.alignmentId) })),
  }),
  route({
    method: 'GET', path: '/access/alignments/:alignmentId/preview', permission: 'access:territories', summary: 'What a draft would do, person by person, with visits and tasks that would change hands; nothing of it stays',
    input: z.object({ alignmentId: id }), output: preview,
    handle: async ({ db, actor, input }) => {
      const found = await previewAlignment(db, actor, { ...input, ports });
      return { ...found, people: [...found.people] };
    },
  }),
  route({
    method: 'GET', path: '/access/alignment-moves', permission: 'access:territories', summary: 'The customers whom a change of territories moves, or moved: from whom to whom',
    input: z.object({ ...pageInput, alignmentId: id, show: z.enum(MOVE_FILTERS).default('all'), userId: queryId.describe('Whose gains or losses') }), output: pageOf(move), handle: ({ db, actor, input }) => listMoves(db, actor, input),
  }),
];

const drafting: readonly Route[] = [
  route({
    method: 'POST', path: '/access/alignments', permission: 'access:align', summary: 'Begin a draft of a change of territories', status: 201,
    input: z.object({ salesForceId: id, ...draft }), output, handle: ({ db, actor, input }) => addDraft(db, actor, input),
  }),
  route({
    method: 'PUT', path: '/access/alignments/:alignmentId', permission: 'access:align', summary: 'Change the name, reason and day of a draft; a stale version is refused',
    input: z.object({ alignmentId: id, version, ...draft }), output, handle: ({ db, actor, input }) => changeDraft(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/rules', permission: 'access:align', summary: 'Add a rule to a draft, in place of another or besides',
    input: z.object({ alignmentId: id, territoryId: id, replaces: id.optional(), ...criteria }).refine((rule) => [rule.countries, rule.states, rule.postal, rule.cities, rule.specialties, rule.kinds, rule.underIds].some((list) => list.length > 0), { path: ['postal'], message: 'A rule names at least a place, a specialty, a kind or an organisation' }),
    output, handle: ({ db, actor, input }) => addRule(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/people', permission: 'access:align', summary: 'Give a territory a person in a draft; a new holder takes the place of the one before',
    input: z.object({ alignmentId: id, territoryId: id, userId: id, role: z.enum(ROLES_THERE) }), output, handle: ({ db, actor, input }) => addTerritoryPerson(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/exceptions', permission: 'access:align', summary: 'Name customers in a draft: into a territory, out of it, or out of all of the sales force',
    input: z.object({ alignmentId: id, kind: z.enum(EXCEPTION_KINDS), territoryId: id.nullable(), numbers: z.array(z.string().trim().min(1).max(40)).min(1).max(1_000), reason }).refine(({ kind, territoryId }) => kind === 'exclude' || territoryId !== null, { path: ['territoryId'], message: 'Name the territory' }),
    output, handle: ({ db, actor, input }) => addExceptions(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/lines', permission: 'access:align', summary: 'Take a file of single customers into a draft; lines that cannot be read are told',
    input: z.object({ alignmentId: id, lines: z.array(z.object({ number: z.string().trim().max(40), territory: z.string().trim().max(20), kind: z.enum(EXCEPTION_KINDS).default('include'), reason: z.string().trim().min(3).max(500) })).min(1).max(MOST_LINES) }),
    output: z.object({ loaded: z.number(), rejected: z.array(z.object({ line: z.number(), field: z.string(), message: z.string() })) }), handle: ({ db, actor, input }) => importLines(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/end', permission: 'access:align', summary: 'End a rule, a person\'s part or an exception in a draft',
    input: z.object({ alignmentId: id, ...one }).refine(named, { path: ['ruleId'], message: 'Name one: a rule, a person\'s part or an exception' }), output, handle: ({ db, actor, input }) => endInDraft(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/keep', permission: 'access:align', summary: 'Let go on what a draft would have ended',
    input: z.object({ alignmentId: id, ...one }).refine(named, { path: ['ruleId'], message: 'Name one: a rule, a person\'s part or an exception' }), output, handle: ({ db, actor, input }) => keepInDraft(db, actor, input),
  }),
];

/** Changes of territories: prepared, previewed, committed, undone. */
export const alignmentRoutes = (ports: Ports): Route[] => [
  ...reading(ports),
  ...drafting,
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/commit', permission: 'access:align', summary: 'Commit a draft as it was previewed, at once or for its day; refused where it would do something else by now',
    input: z.object({ alignmentId: id, version, reason, seen: z.object({ digest: z.string().max(200), people: z.array(z.object({ userId: z.number().int(), gains: z.number().int(), losses: z.number().int() })).max(20_000) }) }),
    output: z.object({ state: z.enum(['applied', 'scheduled']), effectiveOn: z.string(), moved: z.number(), added: z.number(), removed: z.number() }), handle: ({ db, actor, input }) => commitAlignment(db, actor, { ...input, ports }),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/withdraw', permission: 'access:align', summary: 'Throw a draft away, or withdraw a change whose day has not come',
    input: z.object({ alignmentId: id, reason }), output, handle: ({ db, actor, input }) => withdrawAlignment(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/alignments/:alignmentId/undo', permission: 'access:align', summary: 'Make a draft that holds the opposite of an applied change', status: 201,
    input: z.object({ alignmentId: id, reason }), output, handle: ({ db, actor, input }) => undoAlignment(db, actor, input),
  }),
];
