import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { isNotThere } from '../api/problem-error.ts';
import { en } from '../messages/en.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { NotFound } from './not-found.tsx';
import { paths } from './paths.ts';

/** The page's edge for errors: what is not there is said as such, the rest carries a code and a retry. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (isNotThere(error)) return <NotFound />;
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <Page title={en.pages.failed} place={[{ label: en.rail.home, href: paths.home() }, { label: en.pages.failed }]}>
      <Problem error={error} onRetry={retry} />
    </Page>
  );
}
