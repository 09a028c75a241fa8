export { certifiedNow, findLiaisons, type CertificationRefusal } from './find-liaisons.ts';
export { answerInquiry, recordAttempt, type AnswerInquiry } from './answer-inquiry.ts';
export { previewReferral, requestReferral, REFERRAL_WISHES, type Referral, type ReferralPreview, type ReferralWish } from './request-referral.ts';
export { recordCertifications } from './record-certifications.ts';
export { recordInsight } from './record-insight.ts';
export { handlers } from './events.ts';
export { routes } from './routes.ts';
export { INQUIRY_STATES, INSIGHT_TYPES, type Finder, type FinderQuestion, type FoundLiaison, type InquiryState, type InsightType, type NotOffered } from './types.ts';
