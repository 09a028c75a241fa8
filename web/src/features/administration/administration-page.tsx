import { redirect } from '@tanstack/react-router';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { sessionQuery } from '../../app/session.ts';
import { loader as peopleLoader } from './people-page.tsx';

export { default } from './people-page.tsx';

/** The first page of administration that the reader may open: everybody may ask who sees whom. */
export const loader = async (args: LoadArguments) => {
  const { person } = await args.queryClient.ensureQueryData(sessionQuery());
  if (!person?.permissions.includes('access:people')) throw redirect({ href: paths.whoSees() });
  return peopleLoader(args);
};
