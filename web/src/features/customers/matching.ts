import { queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';

export type MatchRule = RowOf<'/api/customers/match-rules'>;
export type MatchRun = RowOf<'/api/customers/match-runs'>;
export type Subject = 'prescribers' | 'organisations';
export type Trial = Answer<'/api/customers/match-rules/{ruleId}/try', 'post'>;

// The first part of a key is the live topic that makes it stale.
export const MATCHING = 'customers.pair';

export const matchRulesQuery = () => queryOptions({ queryKey: [MATCHING, 'rules'], queryFn: ({ signal }) => get('/api/customers/match-rules', { signal }) });
export const matchRunsQuery = (code: Subject) => queryOptions({ queryKey: [MATCHING, 'runs', code], queryFn: ({ signal }) => get('/api/customers/match-runs', { query: { code, limit: 10 }, signal }) });

export const saveRule = (text: string) => post('/api/customers/match-rules', { body: { text }, idempotencyKey: crypto.randomUUID() });
export const tryRule = (ruleId: number) => post('/api/customers/match-rules/{ruleId}/try', { path: { ruleId }, idempotencyKey: crypto.randomUUID() });
export const publishRule = (ruleId: number, reason: string) => post('/api/customers/match-rules/{ruleId}/publish', { path: { ruleId }, body: { reason }, idempotencyKey: crypto.randomUUID() });
export const startRun = (code: Subject) => post('/api/customers/match-runs', { body: { code }, idempotencyKey: crypto.randomUUID() });
export const answerRun = (runId: number, decision: 'join' | 'leave', reason: string) => post('/api/customers/match-runs/{runId}/joins', { path: { runId }, body: { decision, reason }, idempotencyKey: crypto.randomUUID() });
export const takeBackRun = (runId: number, reason: string) => post('/api/customers/match-runs/{runId}/take-back', { path: { runId }, body: { reason }, idempotencyKey: crypto.randomUUID() });
