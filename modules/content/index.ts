export {
  AUDIENCES, DOCUMENT_KINDS, MEANINGS, REVIEWS, VERSION_STATES,
  type Audience, type Choice, type DocumentFacts, type DocumentKind, type Meaning, type Renderable, type VersionContent, type VersionState,
} from './types.ts';
export { createDraft, type Draft } from './create-draft.ts';
export { submitForReview, signVersion, withdrawVersion } from './review-version.ts';
export { digestOf } from './digest.ts';
export { renderMail, renderText, type RenderedMail } from './render.ts';
export { MERGE_FIELDS, type MergeField, type MergeValues } from './rules/merge-fields.ts';
export { findSendable, searchAnswers, type Answer, type AnswerQuestion, type Sendable, type SendableQuestion } from './reads/index.ts';
export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
import './problems.ts';
