import type { AnchorKey } from '#platform/audit';
import type { Policy, SignIn } from '#platform/auth';
import type { Route } from '#platform/http';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit/index.ts';
import { exportRoutes } from './export/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import type { SendInvitation } from './send-invitation.ts';
import { sessionRoutes, type AccountHint } from './session-routes.ts';
import { signInAdministrationRoutes } from './sign-in-administration-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

export type OwnParts = { readonly policy: Policy; readonly accounts: readonly AccountHint[]; readonly signIn: SignIn; readonly send: SendInvitation | null; readonly key: AnchorKey; /** Who we are, on copies that people get of their own data. */ readonly company?: string; /** Where exports of everything lie. */ readonly dataDir?: string; /** The modules' routes: which lists there are to take away. */ readonly lists?: () => readonly Route[] };

/** The routes of the program itself: who one is, how one gets in, the trail, and the rights of those whom we keep data of. */
export const ownRoutes = ({ policy, accounts, signIn, send, key, company = '', dataDir = '', lists = () => [] }: OwnParts): readonly Route[] => [
  ...sessionRoutes(policy, accounts), ...signInRoutes(signIn), ...accountRoutes(signIn, policy), ...signInAdministrationRoutes(signIn, send), ...auditRoutes({ key, policy, signIn }), ...privacyRoutes({ company }),
  ...exportRoutes({ routes: lists, policy, dataDir }),
];

/** The same routes to be described, never called: they have no sign-in and no key behind them. */
export const ownRoutesDescribed = (policy: Policy): readonly Route[] => ownRoutes({ policy, accounts: [], signIn: {} as SignIn, send: null, key: {} as AnchorKey });
