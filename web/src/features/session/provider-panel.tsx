import { Button, Checkbox, CopyButton, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './account.module.css';
import { rules, useRule, type NewProvider, type Provider } from './rules.ts';
import { messages } from './rules-messages.ts';

const words = messages.providers;
type RoleMap = NewProvider['roleMap'];
type Fields = { readonly name: string; readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly domains: string; readonly roleClaim: string; readonly roles: string; readonly secondSteps: string; readonly makesPeople: boolean; readonly isActive: boolean };

const listOf = (text: string): string[] => text.split(/[\s,]+/).map((one) => one.trim()).filter(Boolean);
const linesOf = (map: Provider['roleMap'] | undefined): string => Object.entries(map ?? {}).map(([value, { role, function: works }]) => `${value} = ${role}, ${works}`).join('\n');

/** Reads the lines of the role map; the first that cannot be read is the fault. */
function rolesOf(text: string): { readonly map: RoleMap; readonly fault: string | undefined } {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const parsed = lines.map((line) => ({ line, parts: /^(.+?)\s*=\s*(\w+)\s*,\s*(\w+)$/.exec(line) }));
  const wrong = parsed.find(({ parts }) => !parts || !(parts[2]! in messages.roles) || !(parts[3]! in messages.functions));
  return { map: Object.fromEntries(parsed.flatMap(({ parts }) => (parts ? [[parts[1]!, { role: parts[2]!, function: parts[3]! }]] : []))) as RoleMap, fault: wrong && words.roleMapWrong(wrong.line) };
}

const fieldsOf = (provider: Provider | undefined): Fields => ({
  name: provider?.name ?? '', issuer: provider?.issuer ?? '', clientId: provider?.clientId ?? '', clientSecret: '', domains: provider?.domains.join(', ') ?? '', roleClaim: provider?.roleClaim ?? '',
  roles: linesOf(provider?.roleMap), secondSteps: provider?.secondSteps.join(', ') ?? '', makesPeople: provider?.makesPeople ?? false, isActive: provider?.isActive ?? true,
});

/** Trusts another sign-in, or changes what is trusted. */
export function ProviderPanel({ provider, returnTo, closeTo }: { readonly provider: Provider | undefined; readonly returnTo: string; readonly closeTo: string }) {
  const [fields, setFields] = useState(fieldsOf(provider));
  const [sent, setSent] = useState(false);
  const { go } = useNavigation();
  const roles = rolesOf(fields.roles);
  const save = useRule(async (given: Omit<NewProvider, 'clientSecret'>) => {
    const secret = fields.clientSecret ? { clientSecret: fields.clientSecret } : {};
    return provider ? rules.changeProvider({ ...given, ...secret, providerId: provider.providerId }) : rules.addProvider({ ...given, clientSecret: fields.clientSecret });
  }, () => { toast(words.saved); go(closeTo); });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const { name, issuer, clientId, roleClaim, makesPeople, isActive } = fields;
    if (!roles.fault) save.mutate({ name, issuer, clientId, roleClaim, makesPeople, isActive, domains: listOf(fields.domains), secondSteps: listOf(fields.secondSteps), roleMap: roles.map });
  };
  const faultAt = (field: string) => (save.error instanceof ProblemError ? save.error.fieldMessage(field) : undefined);
  const text = (id: 'name' | 'issuer' | 'clientId' | 'domains' | 'roleClaim' | 'secondSteps', label: string, description?: string) => (
    <TextInput id={id} label={label} description={description} required={!['roleClaim', 'secondSteps'].includes(id)} withAsterisk={false} value={fields[id]} error={faultAt(id)} onChange={(event) => setFields({ ...fields, [id]: event.currentTarget.value })} />
  );
  return (
    <Panel title={provider ? words.changeNamed(provider.name) : words.panelNew} closeTo={closeTo} wide>
      <form className={css.form} onSubmit={submit}>
        {save.error && <Problem error={save.error} kept />}
        <p>{words.lead}</p>
        <div className={css.secret}><code>{returnTo}</code><CopyButton value={returnTo}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? en.ui.copied : messages.invitations.copy}</Button>}</CopyButton></div>
        {text('name', words.name, words.nameNote)}
        {text('issuer', words.issuer, words.issuerNote)}
        {text('clientId', words.clientId)}
        <PasswordInput id="clientSecret" label={words.clientSecret} description={provider ? `${words.secretNote} ${words.secretKept}` : words.secretNote} autoComplete="off" required={!provider} withAsterisk={false} value={fields.clientSecret} onChange={(event) => setFields({ ...fields, clientSecret: event.currentTarget.value })} />
        {text('domains', words.domains, words.domainsNote)}
        {text('roleClaim', words.roleClaim, words.roleClaimNote)}
        <Textarea id="roleMap" label={words.roleMap} description={words.roleMapNote} placeholder={words.roleMapExample} autosize minRows={2} value={fields.roles} error={sent ? roles.fault ?? faultAt('roleMap') : undefined} onChange={(event) => setFields({ ...fields, roles: event.currentTarget.value })} />
        <Checkbox label={words.makesPeople} description={words.makesNote} checked={fields.makesPeople} onChange={(event) => setFields({ ...fields, makesPeople: event.currentTarget.checked })} />
        {text('secondSteps', words.secondSteps, words.secondNote)}
        <Checkbox label={words.active} checked={fields.isActive} onChange={(event) => setFields({ ...fields, isActive: event.currentTarget.checked })} />
        <div className={css.verbs}><Button type="submit" variant="filled" loading={save.isPending}>{words.save}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button></div>
      </form>
    </Panel>
  );
}
