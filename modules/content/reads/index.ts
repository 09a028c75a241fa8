export * from './documents.ts';
export { searchAnswers, type Answer, type AnswerQuestion } from './answers.ts';
