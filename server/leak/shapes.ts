import type { Random } from './random-world.ts';

// For tests alone: the closed lists that the program alone keeps, and the shapes of its documents, which the catalogue cannot know. `*` stands for every table.

const candidate = { position: 1, code: 'mail', name: 'A mail', channel: 'email', function: 'marketing', journeyVersionId: null, versionId: 11, cost: 0.1, scarce: false };
const weights = { wish: 1, share: 1, answers: 1, value: 1 };
const graph = { start: 'first', steps: {
  first: { kind: 'decide', name: 'How to go on', weights, options: [{ code: 'mail', name: 'A mail', channel: 'email', function: 'marketing', next: 'end' }], otherwise: 'end' },
  end: { kind: 'exit', name: 'End', reason: 'done' },
} };

type Shape = unknown | ((random: Random, n: number) => unknown);
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-23T09:00:00Z');

export const SHAPES: Readonly<Record<string, Shape>> = {
  'access.review_line.role': 'field', 'access.review_line.new_role': 'director', 'access.break_glass.reason': 'complaint',
  'access.break_glass.opened_at': (_: Random, n: number) => new Date(START + n * HOUR_MS).toISOString(), 'access.break_glass.until': (_: Random, n: number) => new Date(START + (n + 2) * HOUR_MS).toISOString(),
  'privacy.request.report': null,
  'customers.match_pair.evidence': [], 'customers.change.kinds': ['changed'], 'customers.change.kind': 'changed', 'customers.change.fields': ['name'],
  'customers.import_run.total': 0, 'customers.import_run.loaded': 0, 'customers.import_run.unchanged': 0, 'customers.import_run.changed': 0, 'customers.import_run.rejected': 0, 'customers.import_run.format': 'csv',
  'customers.import_run.mapping': null, 'customers.import_run.undo_report': null, 'customers.match_rule.definition': null, 'customers.match_rule.model': null,
  'customers.import_file.state': 'removed', 'customers.merge.undone_at': '2026-11-21T10:00:00Z', 'orchestration.cascade_change.from_state': 'running', // what rests on files, or on what was before, is over
  'market_access.position.restrictions': ['PA'], 'content.version.choices': [], 'content.version.content': null,
  'field.visit.outcome': 'met', 'medical.insight.type': 'dosing', 'work.case_detail.answers_read': [],
  'orchestration.cascade.candidates': [candidate], 'orchestration.play.definition': { weights, candidates: [candidate] }, 'orchestration.journey.graph': graph,
  'orchestration.decision.scores': [0.5], 'orchestration.decision.refusals': [null], 'orchestration.decision.features': [0.2, 0.5, 0.1, 0], 'orchestration.decision.chosen': 1,
  'orchestration.step_decision.scores': [0.5], 'orchestration.step_decision.refusals': [null], 'orchestration.step_decision.features': [0.2, 0.5, 0.1, 0], 'orchestration.step_decision.chosen': 1,
  'orchestration.step_decision.step': 'first', 'orchestration.step_decision.next_step': 'end', 'orchestration.step_decision.version_ids': [11],
};
