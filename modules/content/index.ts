export { SIGNED_AS, type Choice, type DocumentFacts, type DocumentKind, type VersionContent, type VersionState } from './types.ts';
export { digestOf, signedRecordOf } from './digest.ts';
export { renderMail, renderText, type RenderedMail } from './render.ts';
export { MERGE_FIELDS, type MergeValues } from './rules/merge-fields.ts';
export { findSendable, searchAnswers } from './reads/index.ts';
export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
import './problems.ts';
