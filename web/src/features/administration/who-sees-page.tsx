import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useMay, usePerson } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Empty } from '../../ui/empty.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { explainQuery, idOf, type Explanation } from './access.ts';
import css from './administration.module.css';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { CustomerField } from './customer-field.tsx';
import { messages } from './messages.ts';
import { PersonField } from './person-field.tsx';
import { Chain, Holders, Records, Remedies, Sources, Territories } from './sight-parts.tsx';

const words = messages.why;
type WhySearch = 'person' | 'customer';

const customerIdOf = (text: string | undefined): number | undefined => (text && /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : undefined);
const nameOf = ({ customer }: Explanation): string => customer.name ?? words.customerOf(customer.customerId);

function Answer({ found }: { readonly found: Explanation }) {
  const { go } = useNavigation();
  const mayOpen = useMay('access:break_glass');
  const others = useMay('access:explain_others');
  const own = usePerson()?.userId === found.person.userId;
  const canAsk = own && mayOpen && found.remedies.some(({ kind }) => kind === 'break_glass');
  return (
    <>
      <Chain found={found} self={own} />
      {found.sources.length > 0 && <Sources found={found} />}
      {found.remedies.length > 0 && <Remedies found={found} self={own} action={canAsk ? <Button variant="filled" onClick={() => go(paths.breakGlass({ panel: 'new', number: `C${found.customer.customerId}` }))}>{words.openBreakGlass}</Button> : undefined} />}
      {found.territories.length > 0 && <Territories found={found} />}
      {others && found.customer.kind !== null && <Holders found={found} />}
      <Records found={found} />
    </>
  );
}

/** Why a person sees a customer or does not: for administrators about everybody, for everybody about himself. */
export default function WhoSeesPage() {
  const [search, set] = useUrlState<WhySearch>();
  const me = usePerson();
  const others = useMay('access:explain_others');
  const userId = others ? idOf(search.person) : undefined;
  const customerId = customerIdOf(search.customer);
  const ready = customerId !== undefined && (!others || userId !== undefined);
  const { data, error, isPending, refetch } = useQuery({ ...explainQuery(customerId, userId), enabled: ready });
  const found = ready ? data : undefined;
  const who = others ? found?.person.name : words.you;
  return (
    <Page title={words.title(found ? who : undefined, found?.sees, found ? nameOf(found) : '')} subtitle={others ? words.subtitle : words.subtitleSelf} place={[{ label: messages.place }, { label: messages.tabs.why }]}>
      <AdministrationTabs at="why" />
      <Sheet>
        <div className={css.ask}>
          {others && <PersonField label={words.person} name={found?.person.name ?? null} onChoose={({ userId: person }) => set({ person: String(person) }, 'replace')} />}
          <CustomerField name={found ? nameOf(found) : customerId === undefined ? undefined : words.customerOf(customerId)} onChoose={(customer) => set({ customer }, 'replace')} />
        </div>
      </Sheet>
      {!ready && <Sheet><Empty>{others ? words.chooseBoth : words.choose}</Empty></Sheet>}
      {ready && error && <Problem error={error} onRetry={() => void refetch()} />}
      {ready && isPending && <Skeleton lines={5} what={words.looking} />}
      {found && me && <Answer found={found} />}
    </Page>
  );
}
