export { moves } from './moves.ts';
export { certifiedNow, findLiaisons } from './find-liaisons.ts';
export { answerInquiry } from './answer-inquiry.ts';
export { previewReferral, requestReferral } from './request-referral.ts';
export { handlers } from './events.ts';
export { routes } from './routes.ts';
