import type { Choice, DocumentKind, VersionState } from '#content';

/** A document with one of its versions, as the company wrote them. */
export type DocumentText = {
  readonly code: string; readonly kind: DocumentKind; readonly title: string; readonly product: 'GLIDIM' | 'CORDEXA'; readonly function: string; readonly versionNo: number;
  readonly state: VersionState; readonly subject: string | null; readonly body: string; readonly choices: readonly Choice[]; readonly citation: string; readonly validDays: number;
};

const CHOICES: readonly Choice[] = [
  { code: 'visit', label: 'I would like a visit', desk: 'sales' }, { code: 'medical_call', label: 'Medical should call me', desk: 'contact_centre' }, { code: 'no_email', label: 'No more e-mail about GLIDIM', desk: 'marketing' },
];

type Letter = { readonly lead: string; readonly paragraphs: readonly string[]; readonly choices: readonly Choice[] };

/** Our one layout: a title, paragraphs, an answer with one click each, and what the law wants below. */
function letter({ lead, paragraphs, choices }: Letter): string {
  const words = paragraphs.map((text) => `<mj-text>${text}</mj-text>`).join('\n        ');
  const buttons = choices.map(({ label }, index) => `<mj-button href="{{links.choice.${index + 1}}}" background-color="${index === 0 ? '#191C24' : '#ffffff'}" color="${index === 0 ? '#ffffff' : '#191C24'}" border="1px solid #191C24" border-radius="8px" width="280px">${label}</mj-button>`).join('\n        ');
  return `<mjml>
  <mj-head><mj-attributes><mj-all font-family="Georgia, serif" /><mj-text font-size="16px" line-height="24px" color="#191C24" /></mj-attributes></mj-head>
  <mj-body background-color="#F6F5F1">
    <mj-section background-color="#ffffff" padding="24px"><mj-column>
        <mj-text font-size="26px" line-height="32px">${lead}</mj-text>
        <mj-text>Dear {{customer.name}},</mj-text>
        ${words}
        ${buttons}
    </mj-column></mj-section>
    <mj-section padding="16px 24px"><mj-column>
        <mj-text font-size="12px" line-height="18px" color="#474C59">{{product.name}} is an invented medicine. <a href="https://www.abc.example/prescribing-information">Prescribing information</a>. You can also simply reply to this mail: a person reads it.</mj-text>
        <mj-text font-size="12px" line-height="18px" color="#474C59">{{company.name}}, {{company.address}}. <a href="{{links.unsubscribe}}">Unsubscribe</a></mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;
}

const mail = (given: Partial<DocumentText> & Pick<DocumentText, 'code' | 'title' | 'subject'> & Letter): DocumentText => ({
  kind: 'email_template', product: 'GLIDIM', function: 'marketing', versionNo: 1, state: 'approved', citation: 'GLIDIM label, sections 1 and 2', validDays: 400, ...given, body: letter(given), choices: given.choices,
});

const START = { lead: 'Starting a patient on GLIDIM', paragraphs: ['GLIDIM is started at 10 mg once a day, in the morning, with or without food. After four weeks it may be raised to 25 mg.', 'Kidney function is checked before the start and once a year.'], choices: CHOICES };

export const DOCUMENTS: readonly DocumentText[] = [
  mail({ code: 'now-covered', title: 'Now covered', subject: '{{product.name}} is now covered for your patients', lead: 'Now on your patients’ formulary',
    paragraphs: ['A plan that many of your patients have now covers {{product.name}} for adults with type 2 diabetes. The plan’s published formulary shows tier and restrictions.', 'Would you like to hear more, and how? One click is enough, and it reaches the right colleague.'], choices: CHOICES }),
  mail({ ...START, code: 'first-prescriptions', title: 'First prescriptions', subject: 'Starting a patient on {{product.name}}', versionNo: 3, state: 'superseded' }),
  mail({ ...START, code: 'first-prescriptions', title: 'First prescriptions', subject: 'Your first patients on {{product.name}}', versionNo: 4, paragraphs: [...START.paragraphs, 'Most questions come in the first three weeks. We answer them on the channel you like best.'] }),
  mail({ code: 'once-daily-evidence', title: 'Once-daily evidence', subject: 'Once a day: what the studies show', lead: 'Once-daily evidence', paragraphs: ['Two studies compared GLIDIM once a day with the usual treatment over 52 weeks.', 'The figures, with their intervals, are in the prescribing information.'], choices: CHOICES, versionNo: 2, validDays: 25 }),
  mail({ code: 'renal-news', title: 'What is known in renal impairment', subject: 'GLIDIM in mild and moderate renal impairment', lead: 'In mild and moderate renal impairment', paragraphs: ['No change of the dose is needed in mild and moderate renal impairment.', 'For questions beyond the label a liaison is glad to call you.'], choices: CHOICES, state: 'in_review' }),
  mail({ code: 'winter-evening', title: 'Diabetes evening in winter', subject: 'An evening on diabetes, in January', lead: 'An evening on diabetes', paragraphs: ['Three short talks and much time for questions.'], choices: [{ code: 'attend', label: 'I shall come', desk: 'marketing' }], state: 'draft' }),
  mail({ code: 'launch-letter', title: 'Launch letter', subject: 'GLIDIM is here', lead: 'GLIDIM is here', paragraphs: ['GLIDIM is approved for adults with type 2 diabetes.'], choices: CHOICES, state: 'expired', validDays: -120 }),
  mail({ code: 'cordexa-titration', title: 'Titration in four steps', product: 'CORDEXA', subject: 'Titration in four steps', lead: 'Titration in four steps', paragraphs: ['CORDEXA is doubled every two weeks, from 5 mg to 20 mg twice a day.'], choices: [{ code: 'visit', label: 'I would like a visit', desk: 'sales' }], citation: 'CORDEXA label, section 2.1' }),
  { code: 'renal-card', kind: 'leaflet', title: 'Renal card', product: 'GLIDIM', function: 'sales', versionNo: 3, state: 'approved', subject: null, choices: [], citation: 'GLIDIM label, section 2.3', validDays: 300,
    body: 'GLIDIM in renal impairment. Mild and moderate: 10 mg once a day, may be raised to 25 mg. On dialysis: contraindicated. Check kidney function before the start and once a year.' },
  { code: 'glidim-visit', kind: 'presentation', title: 'GLIDIM in twelve minutes', product: 'GLIDIM', function: 'sales', versionNo: 5, state: 'approved', subject: null, choices: [], citation: 'GLIDIM label', validDays: 210,
    body: '1 Who it is for\n2 Once a day, in the morning\n3 Starting and raising the dose\n4 Kidney function\n5 What the plans cover\n6 What would you like to see next?' },
];
