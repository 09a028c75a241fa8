import { Button } from '@mantine/core';
import { en } from '../messages/en.ts';
import { Link } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { paths } from './paths.ts';
import { useMay } from './session.ts';

/** The number of the customer whose page this would be. */
const customerAt = (path: string): string | undefined => /^\/customers\/(\d{1,15})$/.exec(path)?.[1];

/** An unknown address and a forbidden one read alike. */
export function NotFound() {
  const customer = customerAt(window.location.pathname);
  const mayAsk = useMay('access:explain');
  return (
    <Page title={en.pages.notFound} subtitle={en.pages.notFoundText} place={[{ label: en.rail.home, href: paths.home() }, { label: en.pages.notFound }]}>
      <div style={{ display: 'flex', gap: 16, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant="filled" renderRoot={(props) => <Link plain href={paths.home()} {...props} />}>{en.pages.goHome}</Button>
        {customer && mayAsk && <Link href={paths.whoSees({ customer })}>{en.pages.whyNot}</Link>}
      </div>
    </Page>
  );
}
