import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client.ts';

export type InquiryRow = {
  readonly inquiryId: number; readonly customerId: number; readonly customerName: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string;
  readonly productId: number | null; readonly productName: string | null; readonly state: string; readonly ownerId: number | null; readonly askedByName: string | null; readonly wish: string; readonly preferredTime: string;
  readonly openedAt: string; readonly dueAt: string; readonly answeredAt: string | null; readonly handOverState: string | null;
};
export type Colleague = { readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly practiceName: string; readonly salesOwnerName: string | null };
export type Inquiry = InquiryRow & {
  readonly question: string; readonly unsolicited: boolean; readonly answer: string | null; readonly topics: readonly string[]; readonly callback: string; readonly phones: readonly string[]; readonly colleagues: readonly Colleague[];
};
export type MedicalInteraction = { readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly channel: string; readonly minutes: number | null; readonly productName: string | null; readonly headline: string; readonly topic: string | null };
export type Certification = { readonly userId: number; readonly name: string; readonly productId: number; readonly productName: string; readonly indication: string; readonly market: string; readonly validFrom: string; readonly validTo: string };
export const INSIGHT_TYPES = ['efficacy', 'safety_profile', 'dosing', 'access', 'unmet_need', 'education', 'other'] as const;
export type InsightType = (typeof INSIGHT_TYPES)[number];
export type Insight = { readonly insightId: number; readonly customerId: number; readonly customerName: string; readonly type: InsightType; readonly body: string; readonly productName: string | null; readonly recordedByName: string; readonly recordedAt: string };
export type Liaison = { readonly userId: number; readonly name: string; readonly free: boolean; readonly freeUntil: string | null; readonly freeFrom: string | null; readonly blocks: readonly { readonly from: string; readonly to: string }[] };
export type Finder = { readonly at: string; readonly people: readonly Liaison[]; readonly notOffered: readonly { readonly reason: string; readonly people: readonly { readonly userId: number }[] }[] };
export type Presence = { readonly userId: number; readonly state: 'available' | 'busy' | 'away'; readonly until: string | null; readonly changedAt: string | null };
export type Preview = { readonly customerId: number; readonly customerName: string; readonly toName: string | null; readonly title: string; readonly reason: string; readonly refusal: string | null };

export const WISHES = ['visit', 'phone_call', 'samples', 'formulary_information'] as const;
export type Wish = (typeof WISHES)[number];
export const TIMES = ['any', 'early_morning', 'morning', 'midday', 'afternoon', 'after_hours', 'this_week', 'next_week'] as const;
export type Time = (typeof TIMES)[number];

type Rows<Row> = { readonly rows: readonly Row[] };

export const inquiriesQuery = (state: 'open' | 'answered', mine = true) =>
  queryOptions({ queryKey: ['medical', 'inquiries', state, mine], queryFn: ({ signal }) => request<Rows<InquiryRow>>('GET', '/medical/inquiries', { query: { state, mine }, signal }) });
export const inquiryQuery = (inquiryId: string) =>
  queryOptions({ queryKey: ['medical', 'inquiry', inquiryId], queryFn: ({ signal }) => request<Inquiry>('GET', `/medical/inquiries/${inquiryId}`, { signal }), refetchOnWindowFocus: false }); // each read is on the trail
export const interactionsQuery = () =>
  queryOptions({ queryKey: ['medical', 'interactions'], queryFn: ({ signal }) => request<Rows<MedicalInteraction>>('GET', '/medical/interactions', { query: { limit: 8 }, signal }), refetchOnWindowFocus: false });
export const certificationsQuery = (mine: boolean) =>
  queryOptions({ queryKey: ['medical', 'certifications', mine], queryFn: ({ signal }) => request<Rows<Certification>>('GET', '/medical/certifications', { query: { mine }, signal }) });
export const insightsQuery = () =>
  queryOptions({ queryKey: ['medical', 'insights'], queryFn: ({ signal }) => request<Rows<Insight>>('GET', '/medical/insights', { signal }), refetchOnWindowFocus: false });
export const finderQuery = (productId: number) =>
  queryOptions({ queryKey: ['medical', 'finder', productId], queryFn: ({ signal }) => request<Finder>('GET', '/medical/finder', { query: { productId }, signal }), refetchInterval: 60_000 }); // free or not changes by the minute
export const presenceQuery = (userId: number) =>
  queryOptions({ queryKey: ['work', 'presence', userId], queryFn: ({ signal }) => request<Rows<Presence>>('GET', '/work/presence', { query: { userId }, signal }) });
export const referralPreviewQuery = (body: ReferralBody) =>
  queryOptions({ queryKey: ['medical', 'referral-preview', body], queryFn: ({ signal }) => request<Rows<Preview>>('POST', '/medical/referrals/preview', { body, signal }), retry: false });
export const customersQuery = (search: string) =>
  queryOptions({ queryKey: ['customers', 'found', search], queryFn: ({ signal }) => request<{ readonly rows: readonly { readonly customerId: number; readonly name: string; readonly city?: string | null }[] }>('GET', '/customers', { query: { search, limit: 8 }, signal }), enabled: search.trim().length > 1 });

export type ReferralBody = { readonly customerIds: readonly number[]; readonly wish: Wish; readonly preferredTime: Time; readonly productId?: number };
