import { Button } from '@mantine/core';
import { en } from '../messages/en.ts';
import { Link } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { paths } from './paths.ts';

/** An unknown address and a forbidden one read alike. */
export function NotFound() {
  return (
    <Page title={en.pages.notFound} subtitle={en.pages.notFoundText} place={[{ label: en.rail.home, href: paths.home() }, { label: en.pages.notFound }]}>
      <div><Button variant="filled" renderRoot={(props) => <Link plain href={paths.home()} {...props} />}>{en.pages.goHome}</Button></div>
    </Page>
  );
}
