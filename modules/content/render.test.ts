import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MERGE_FIELDS, renderMail, renderText, type MergeValues } from './index.ts';
import { MAIL_BODY } from './makers.ts';
import { asHtml, fillTemplate, parseTemplate } from './rules/merge-fields.ts';

const mail = { subject: '{{product.name}} at {{payer.name}}', body: MAIL_BODY, choices: [{ code: 'visit', label: 'I would like a visit' }] };
const values: MergeValues = {
  'customer.salutation': 'Dr <Osei> & "co"', 'product.name': 'GLIDIM', 'payer.name': 'Empire\r\nBcc: all@example.org', 'company.address': '1 Main St, New York',
  'links.unsubscribe': 'https://abc.example/u/1?a=1&b=2', 'links.choice.1': 'https://abc.example/c/1',
};

test('a mail is filled field by field: values are data, never markup, headers or more fields', async () => {
  const rendered = await renderMail(mail, { ...values, 'product.name': '{{customer.name}}' });
  assert.equal(rendered.subject, '{{customer.name}} at Empire Bcc: all@example.org');
  assert.ok(rendered.html.includes('Dr &lt;Osei&gt; &amp; &quot;co&quot;') && !rendered.html.includes('<Osei>'));
  assert.ok(rendered.html.includes('href="https://abc.example/u/1?a=1&amp;b=2"'));
  assert.ok(!/fonts\.googleapis|<script/i.test(rendered.html));
  assert.ok(rendered.text.startsWith('Dear Dr <Osei> & "co",\n{{customer.name}} is covered by'));
  assert.ok(rendered.text.includes('I would like a visit: https://abc.example/c/1'));
  assert.ok(rendered.text.includes('Prescribing information (https://abc.example/pi)'));
});

test('what a mail lacks by law, or asks for in vain, is refused by name', async () => {
  const refused = (change: Partial<typeof mail>, code: string, more: MergeValues = values) => assert.rejects(renderMail({ ...mail, ...change }, more), { code });
  await refused({ body: MAIL_BODY.replace('{{links.unsubscribe}}', 'https://abc.example') }, 'content.unsubscribe_missing');
  await refused({ body: MAIL_BODY.replace('{{company.address}}', 'New York') }, 'content.address_missing');
  await refused({ body: MAIL_BODY.replace('{{payer.name}}', '{{payer.constructor}}') }, 'content.field_unknown');
  await refused({ body: MAIL_BODY.replace('{{payer.name}}', '{{payer.name') }, 'content.field_unknown');
  await refused({ choices: [] }, 'content.choice_mismatch');
  await refused({ subject: '  ' }, 'content.subject_missing');
  await refused({ body: MAIL_BODY.replace('<mj-text>', '<mj-text><script>x</script>') }, 'content.template_invalid');
  await refused({ body: MAIL_BODY.replace('<mj-section>', '<mj-include path="/etc/passwd"/><mj-section>') }, 'content.template_invalid');
  await refused({ body: MAIL_BODY.replace('<mj-column>', '<mj-colum>').replace('</mj-column>', '</mj-colum>') }, 'content.template_invalid');
  await refused({}, 'content.field_missing', { ...values, 'payer.name': undefined });
  await refused({}, 'content.link_invalid', { ...values, 'links.choice.1': 'javascript:alert(1)' });
});

test('no value, whatever it holds, changes the text around it or becomes markup', () => {
  const template = parseTemplate('<p title="{{customer.name}}">{{payer.name}}</p>');
  assert.ok(template.ok);
  fc.assert(fc.property(fc.string(), fc.string({ unit: 'binary' }), (name, payer) => {
    const filled = fillTemplate(template.template, { 'customer.name': name, 'payer.name': payer }, asHtml);
    assert.ok(filled.ok);
    assert.equal(filled.text, `<p title="${asHtml(name)}">${asHtml(payer)}</p>`);
    assert.ok(!/[<>"']/.test(asHtml(payer)));
  }));
});

test('only names on the closed list are fields: nothing reaches into an object', () => {
  fc.assert(fc.property(fc.string().filter((name) => !(MERGE_FIELDS as readonly string[]).includes(name.trim()) && !name.includes('{{')), (name) => {
    assert.equal(parseTemplate(`a {{${name}}} b`).ok, false);
  }));
  for (const name of ['constructor', '__proto__', 'customer', 'customer.name.length', 'links.choice.7']) assert.throws(() => renderText(`{{${name}}}`, values), { code: 'content.field_unknown' });
});
