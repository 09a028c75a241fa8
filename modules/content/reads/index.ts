export * from './documents.ts';
export { searchAnswers } from './answers.ts';
