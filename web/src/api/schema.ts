// Made from the API document by `npm run generate`; not written by hand.

/** Every path of the API: what it takes and what it answers. */
export interface Paths {
  '/api/access/alignment-moves': {
    /** The customers whom a change of territories moves, or moved: from whom to whom */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly alignmentId: number; readonly show?: 'all' | 'left' | 'contested' | 'gains' | 'losses' | undefined; readonly userId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly fromTerritory: string | null; readonly toTerritory: string | null; readonly fromName: string | null; readonly toName: string | null; readonly how: 'rule' | 'include' | null; readonly tiedWith: readonly string[] })[]; readonly nextCursor: string | null };
    };
  };
  '/api/access/alignments': {
    /** Changes of territories: drafts, scheduled and applied, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly salesForceId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number })[] };
    };
    /** Begin a draft of a change of territories */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly salesForceId: number; readonly name: string; readonly reason: string; readonly effectiveOn: string };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}': {
    /** One change of territories with the rules and people that it brings and ends */
    readonly get: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number; readonly lines: readonly ({ readonly what: 'rule' | 'person'; readonly id: number; readonly change: 'brings' | 'ends'; readonly territoryId: number; readonly territoryName: string; readonly userName: string | null; readonly role: string | null })[] };
    };
    /** Change the name, reason and day of a draft; a stale version is refused */
    readonly put: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly name: string; readonly reason: string; readonly effectiveOn: string };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/commit': {
    /** Commit a draft as it was previewed, at once or for its day; refused where it would do something else by now */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string; readonly seen: { readonly digest: string; readonly people: readonly { readonly userId: number; readonly gains: number; readonly losses: number }[] } };
      readonly answer: { readonly state: 'applied' | 'scheduled'; readonly effectiveOn: string; readonly moved: number; readonly added: number; readonly removed: number };
    };
  };
  '/api/access/alignments/{alignmentId}/end': {
    /** End a rule, a person's part or an exception in a draft */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly ruleId?: number | undefined; readonly territoryPersonId?: number | undefined; readonly exceptionId?: number | undefined };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/exceptions': {
    /** Name customers in a draft: into a territory, out of it, or out of all of the sales force */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly kind: 'include' | 'exclude'; readonly territoryId: number | null; readonly numbers: readonly string[]; readonly reason: string };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/keep': {
    /** Let go on what a draft would have ended */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly ruleId?: number | undefined; readonly territoryPersonId?: number | undefined; readonly exceptionId?: number | undefined };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/lines': {
    /** Take a file of single customers into a draft; lines that cannot be read are told */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly lines: readonly ({ readonly number: string; readonly territory: string; readonly kind?: 'include' | 'exclude' | undefined; readonly reason: string })[] };
      readonly answer: { readonly loaded: number; readonly rejected: readonly { readonly line: number; readonly field: string; readonly message: string }[] };
    };
  };
  '/api/access/alignments/{alignmentId}/people': {
    /** Give a territory a person in a draft; a new holder takes the place of the one before */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly territoryId: number; readonly userId: number; readonly role: 'holder' | 'support' | 'manager' };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/preview': {
    /** What a draft would do, person by person, with visits and tasks that would change hands; nothing of it stays */
    readonly get: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly alignmentId: number; readonly version: number; readonly on: string; readonly recorded: boolean; readonly digest: string; readonly counts: { readonly changed: number; readonly hands: number; readonly left: number; readonly fresh: number; readonly contested: number }; readonly visits: number; readonly tasks: number; readonly people: readonly { readonly userId: number; readonly name: string; readonly customers: number; readonly gains: number; readonly losses: number; readonly visits: number; readonly visitsOut: number; readonly visitsIn: number; readonly tasks: number; readonly tasksOut: number; readonly tasksIn: number }[] };
    };
  };
  '/api/access/alignments/{alignmentId}/rules': {
    /** Add a rule to a draft, in place of another or besides */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly territoryId: number; readonly replaces?: number | undefined; readonly priority?: number | undefined; readonly countries?: readonly string[] | undefined; readonly states?: readonly string[] | undefined; readonly postal?: readonly string[] | undefined; readonly cities?: readonly string[] | undefined; readonly specialties?: readonly string[] | undefined; readonly kinds?: readonly ('hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact')[] | undefined; readonly underIds?: readonly number[] | undefined; readonly decileFrom?: number | null | undefined; readonly decileTo?: number | null | undefined };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/undo': {
    /** Make a draft that holds the opposite of an applied change */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/alignments/{alignmentId}/withdraw': {
    /** Throw a draft away, or withdraw a change whose day has not come */
    readonly post: {
      readonly path: { readonly alignmentId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: 'draft' | 'scheduled' | 'applied' | 'discarded'; readonly effectiveOn: string; readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null; readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number };
    };
  };
  '/api/access/break-glass': {
    /** Temporary access: one's own, that to customers of one's work or team, and for administrators all */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly openOnly?: 'true' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly breakGlassId: number; readonly customerId: number; readonly customerName: string | null; readonly userId: number; readonly userName: string; readonly reason: 'covers_for_colleague' | 'customer_asked' | 'safety_matter' | 'complaint' | 'hand_over'; readonly words: string; readonly ownerName: string | null; readonly openedAt: string; readonly until: string; readonly endedAt: string | null; readonly endedByName: string | null; readonly open: boolean })[]; readonly nextCursor: string | null };
    };
    /** Open one customer outside one's work for at most four hours; administrators and her owner are told */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly number: string; readonly reason: 'covers_for_colleague' | 'customer_asked' | 'safety_matter' | 'complaint' | 'hand_over'; readonly words: string; readonly minutes: number };
      readonly answer: { readonly breakGlassId: number; readonly customerId: number; readonly customerName: string | null; readonly userId: number; readonly userName: string; readonly reason: 'covers_for_colleague' | 'customer_asked' | 'safety_matter' | 'complaint' | 'hand_over'; readonly words: string; readonly ownerName: string | null; readonly openedAt: string; readonly until: string; readonly endedAt: string | null; readonly endedByName: string | null; readonly open: boolean };
    };
  };
  '/api/access/break-glass/{breakGlassId}': {
    /** One temporary access */
    readonly get: {
      readonly path: { readonly breakGlassId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly breakGlassId: number; readonly customerId: number; readonly customerName: string | null; readonly userId: number; readonly userName: string; readonly reason: 'covers_for_colleague' | 'customer_asked' | 'safety_matter' | 'complaint' | 'hand_over'; readonly words: string; readonly ownerName: string | null; readonly openedAt: string; readonly until: string; readonly endedAt: string | null; readonly endedByName: string | null; readonly open: boolean };
    };
  };
  '/api/access/break-glass/{breakGlassId}/end': {
    /** End temporary access before its time */
    readonly post: {
      readonly path: { readonly breakGlassId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly breakGlassId: number; readonly customerId: number; readonly customerName: string | null; readonly userId: number; readonly userName: string; readonly reason: 'covers_for_colleague' | 'customer_asked' | 'safety_matter' | 'complaint' | 'hand_over'; readonly words: string; readonly ownerName: string | null; readonly openedAt: string; readonly until: string; readonly endedAt: string | null; readonly endedByName: string | null; readonly open: boolean };
    };
  };
  '/api/access/break-glass/{breakGlassId}/reads': {
    /** Every read that was made under a temporary access, newest first */
    readonly get: {
      readonly path: { readonly breakGlassId: number };
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly entryId: number; readonly at: string; readonly resource: string; readonly rows: number }[]; readonly nextCursor: string | null };
    };
  };
  '/api/access/customers': {
    /** Customers by name or number, for asking who sees one of them */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly search: string };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly kind: string; readonly specialtyName: string | null; readonly city: string | null })[] };
    };
  };
  '/api/access/explain': {
    /** Why a person sees a customer, or what is missing; about others for administrators */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number; readonly userId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly person: { readonly userId: number; readonly name: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleName: string; readonly roleTitle: string; readonly state: 'active' | 'inactive'; readonly managerName: string | null }; readonly customer: { readonly customerId: number; readonly name: string | null; readonly kind: string | null }; readonly sees: boolean; readonly at: string; readonly steps: readonly ({ readonly kind: 'account' | 'permission' | 'known' | 'patient' | 'rows' | 'member' | 'break_glass'; readonly holds: boolean; readonly words: string | null; readonly until: string | null })[]; readonly sources: readonly ({ readonly kind: 'territory' | 'owner' | 'visit' | 'organisation' | 'payer' | 'other'; readonly label: string; readonly record: string | null; readonly since: string | null; readonly count: number })[]; readonly holders: readonly ({ readonly kind: 'territory' | 'owner'; readonly userId: number | null; readonly name: string | null; readonly label: string })[]; readonly territories: readonly ({ readonly salesForceId: number; readonly salesForceName: string; readonly territoryId: number | null; readonly territoryName: string | null; readonly territoryCode: string | null; readonly since: string | null; readonly how: 'rule' | 'include' | null; readonly because: string | null; readonly tiedWith: readonly string[]; readonly people: readonly { readonly userId: number; readonly name: string; readonly role: string }[]; readonly excluded: readonly ({ readonly territoryName: string | null; readonly reason: string; readonly since: string })[] })[]; readonly remedies: readonly ({ readonly kind: 'reactivate' | 'change_role' | 'assign' | 'break_glass' | 'other_number'; readonly roles: readonly string[] })[]; readonly records: readonly ({ readonly table: string; readonly rows: string | null })[] };
    };
  };
  '/api/access/people': {
    /** People by name, by role, function, team and state; the search finds parts of name, address and title */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly q?: string | undefined; readonly role?: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | undefined; readonly function?: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations' | undefined; readonly teamId?: number | undefined; readonly state?: 'active' | 'inactive' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly userId: number; readonly name: string; readonly email: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleTitle: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly timeZone: string; readonly languages: readonly string[]; readonly markets: readonly string[]; readonly managerId: number | null; readonly managerName: string | null; readonly state: 'active' | 'inactive'; readonly version: number; readonly teams: readonly string[]; readonly lastSignInAt: string | null })[]; readonly nextCursor: string | null };
    };
    /** Put a colleague on file; she signs in once she was invited */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly roleTitle: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly timeZone?: string | undefined; readonly languages?: readonly string[] | undefined; readonly markets?: readonly string[] | undefined; readonly managerId?: number | null | undefined; readonly email: string; readonly reason?: string | undefined };
      readonly answer: { readonly userId: number };
    };
  };
  '/api/access/people/{userId}': {
    /** One person with role, manager, teams and markets */
    readonly get: {
      readonly path: { readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly userId: number; readonly name: string; readonly email: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleTitle: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly timeZone: string; readonly languages: readonly string[]; readonly markets: readonly string[]; readonly managerId: number | null; readonly managerName: string | null; readonly state: 'active' | 'inactive'; readonly version: number; readonly teams: readonly string[]; readonly lastSignInAt: string | null; readonly createdAt: string; readonly deactivatedAt: string | null; readonly reports: number; readonly hasAccount: boolean; readonly memberOf: readonly { readonly teamId: number; readonly name: string; readonly leads: boolean }[] };
    };
    /** Change a person; a new role ends her sessions, and a stale version is refused */
    readonly patch: {
      readonly path: { readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string; readonly changes: { readonly name?: string | undefined; readonly roleTitle?: string | undefined; readonly role?: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | undefined; readonly function?: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations' | undefined; readonly timeZone?: string | undefined; readonly languages?: readonly string[] | undefined; readonly markets?: readonly string[] | undefined; readonly managerId?: number | null | undefined } };
      readonly answer: { readonly userId: number; readonly name: string; readonly email: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleTitle: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly timeZone: string; readonly languages: readonly string[]; readonly markets: readonly string[]; readonly managerId: number | null; readonly managerName: string | null; readonly state: 'active' | 'inactive'; readonly version: number; readonly teams: readonly string[]; readonly lastSignInAt: string | null; readonly createdAt: string; readonly deactivatedAt: string | null; readonly reports: number; readonly hasAccount: boolean; readonly memberOf: readonly { readonly teamId: number; readonly name: string; readonly leads: boolean }[] };
    };
  };
  '/api/access/people/{userId}/deactivate': {
    /** Deactivate a person: her sessions and temporary access end at once */
    readonly post: {
      readonly path: { readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string };
      readonly answer: { readonly userId: number; readonly name: string; readonly email: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleTitle: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly timeZone: string; readonly languages: readonly string[]; readonly markets: readonly string[]; readonly managerId: number | null; readonly managerName: string | null; readonly state: 'active' | 'inactive'; readonly version: number; readonly teams: readonly string[]; readonly lastSignInAt: string | null; readonly createdAt: string; readonly deactivatedAt: string | null; readonly reports: number; readonly hasAccount: boolean; readonly memberOf: readonly { readonly teamId: number; readonly name: string; readonly leads: boolean }[] };
    };
  };
  '/api/access/people/{userId}/hangs-on': {
    /** What waits for a person and would have to be handed on */
    readonly get: {
      readonly path: { readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly kind: 'task' | 'case' | 'hand_over' | 'visit' | 'customer' | 'territory' | 'report' | 'team'; readonly count: number })[] };
    };
  };
  '/api/access/people/{userId}/reactivate': {
    /** Take a person back; her role is as it was */
    readonly post: {
      readonly path: { readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string };
      readonly answer: { readonly userId: number; readonly name: string; readonly email: string; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleTitle: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly timeZone: string; readonly languages: readonly string[]; readonly markets: readonly string[]; readonly managerId: number | null; readonly managerName: string | null; readonly state: 'active' | 'inactive'; readonly version: number; readonly teams: readonly string[]; readonly lastSignInAt: string | null; readonly createdAt: string; readonly deactivatedAt: string | null; readonly reports: number; readonly hasAccount: boolean; readonly memberOf: readonly { readonly teamId: number; readonly name: string; readonly leads: boolean }[] };
    };
  };
  '/api/access/people/counts': {
    /** How many people are active, and how many of them are administrators */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly active: number; readonly inactive: number; readonly administrators: number };
    };
  };
  '/api/access/policy': {
    /** What each role may do, from the policy that the database runs */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly roles: readonly ({ readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor'; readonly name: string; readonly classes: readonly string[]; readonly people: number })[]; readonly records: readonly ({ readonly table: string; readonly never: readonly ('administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor')[]; readonly rights: readonly ({ readonly roles: readonly ('administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor')[]; readonly read: string | null; readonly insert: string | null; readonly update: string | null; readonly delete: string | null })[] })[]; readonly permissions: readonly ({ readonly permission: string; readonly roles: readonly ('administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor')[]; readonly routes: readonly { readonly method: string; readonly path: string; readonly summary: string }[] })[]; readonly classes: readonly ({ readonly name: string; readonly meaning: string; readonly roles: readonly ('administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor')[]; readonly fields: readonly string[] })[] };
    };
  };
  '/api/access/reviews': {
    /** Reviews with their progress: those in which one has lines, for administrators all */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly reviewId: number; readonly name: string; readonly dueOn: string; readonly state: 'open' | 'closed'; readonly openedAt: string; readonly openedByName: string; readonly closedAt: string | null; readonly closedByName: string | null; readonly lines: number; readonly decided: number; readonly kept: number; readonly changed: number; readonly ended: number; readonly waiting: number; readonly mine: number; readonly mineOpen: number })[] };
    };
    /** Open a review: a line for each active person, managers for their people, administrators for the rest */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly dueOn: string; readonly functions?: readonly ('sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations')[] | undefined };
      readonly answer: { readonly reviewId: number; readonly name: string; readonly dueOn: string; readonly state: 'open' | 'closed'; readonly openedAt: string; readonly openedByName: string; readonly closedAt: string | null; readonly closedByName: string | null; readonly lines: number; readonly decided: number; readonly kept: number; readonly changed: number; readonly ended: number; readonly waiting: number; readonly mine: number; readonly mineOpen: number };
    };
  };
  '/api/access/reviews/{reviewId}': {
    /** One review with its progress */
    readonly get: {
      readonly path: { readonly reviewId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly reviewId: number; readonly name: string; readonly dueOn: string; readonly state: 'open' | 'closed'; readonly openedAt: string; readonly openedByName: string; readonly closedAt: string | null; readonly closedByName: string | null; readonly lines: number; readonly decided: number; readonly kept: number; readonly changed: number; readonly ended: number; readonly waiting: number; readonly mine: number; readonly mineOpen: number };
    };
  };
  '/api/access/reviews/{reviewId}/close': {
    /** Close a review for good */
    readonly post: {
      readonly path: { readonly reviewId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly reviewId: number; readonly name: string; readonly dueOn: string; readonly state: 'open' | 'closed'; readonly openedAt: string; readonly openedByName: string; readonly closedAt: string | null; readonly closedByName: string | null; readonly lines: number; readonly decided: number; readonly kept: number; readonly changed: number; readonly ended: number; readonly waiting: number; readonly mine: number; readonly mineOpen: number };
    };
  };
  '/api/access/reviews/{reviewId}/export': {
    /** The whole record of a review as CSV; the export stands in the trail */
    readonly get: {
      readonly path: { readonly reviewId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/access/reviews/{reviewId}/lines': {
    /** Lines of a review by name: one's own, for administrators all */
    readonly get: {
      readonly path: { readonly reviewId: number };
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly show?: 'all' | 'mine' | 'undecided' | 'waiting' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly userId: number; readonly name: string; readonly reviewerId: number | null; readonly reviewerName: string | null; readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety'; readonly roleTitle: string; readonly function: string; readonly teams: readonly string[]; readonly customers: number; readonly lastSignInAt: string | null; readonly decision: 'keep' | 'change' | 'end' | null; readonly newRole: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | null; readonly reason: string; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly appliedByName: string | null; readonly appliedAt: string | null; readonly version: number; readonly mine: boolean })[]; readonly nextCursor: string | null };
    };
  };
  '/api/access/reviews/{reviewId}/lines/{userId}': {
    /** Keep, change or end what a person may reach; an administrator's decision takes effect at once */
    readonly put: {
      readonly path: { readonly reviewId: number; readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly decision: 'keep' | 'change' | 'end'; readonly newRole?: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | undefined; readonly reason?: string | undefined };
      readonly answer: { readonly done: true };
    };
  };
  '/api/access/reviews/{reviewId}/lines/{userId}/carry-out': {
    /** Carry out what a manager decided */
    readonly post: {
      readonly path: { readonly reviewId: number; readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number };
      readonly answer: { readonly done: true };
    };
  };
  '/api/access/sales-forces': {
    /** Sales forces with how many customers lie in their territories, in none, and between two */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly salesForceId: number; readonly name: string; readonly function: string; readonly productIds: readonly number[]; readonly products: readonly string[]; readonly alignedOn: string | null; readonly unplaced: number; readonly contested: number; readonly territories: number; readonly placed: number; readonly drafts: number; readonly version: number })[] };
    };
    /** Make a sales force */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly productIds: readonly number[]; readonly reason: string };
      readonly answer: { readonly salesForceId: number; readonly name: string; readonly function: string; readonly productIds: readonly number[]; readonly products: readonly string[]; readonly alignedOn: string | null; readonly unplaced: number; readonly contested: number; readonly territories: number; readonly placed: number; readonly drafts: number; readonly version: number };
    };
  };
  '/api/access/sales-forces/{salesForceId}/align': {
    /** Place the customers of a sales force now, as the definitions of today say */
    readonly post: {
      readonly path: { readonly salesForceId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly moved: number; readonly added: number; readonly removed: number };
    };
  };
  '/api/access/teams': {
    /** Teams with lead, function, market and number of members */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly teamId: number; readonly name: string; readonly leadId: number | null; readonly leadName: string | null; readonly function: string; readonly market: string; readonly state: 'active' | 'ended'; readonly members: number; readonly version: number })[] };
    };
    /** Make a team */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly leadId: number | null; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly market: string; readonly memberIds: readonly number[]; readonly reason: string };
      readonly answer: { readonly teamId: number; readonly name: string; readonly leadId: number | null; readonly leadName: string | null; readonly function: string; readonly market: string; readonly state: 'active' | 'ended'; readonly members: number; readonly version: number; readonly memberRows: readonly { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly active: boolean }[] };
    };
  };
  '/api/access/teams/{teamId}': {
    /** One team with its members */
    readonly get: {
      readonly path: { readonly teamId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly teamId: number; readonly name: string; readonly leadId: number | null; readonly leadName: string | null; readonly function: string; readonly market: string; readonly state: 'active' | 'ended'; readonly members: number; readonly version: number; readonly memberRows: readonly { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly active: boolean }[] };
    };
    /** Change a team and who belongs to it; a stale version is refused */
    readonly put: {
      readonly path: { readonly teamId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly name: string; readonly leadId: number | null; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations'; readonly market: string; readonly memberIds: readonly number[]; readonly reason: string };
      readonly answer: { readonly teamId: number; readonly name: string; readonly leadId: number | null; readonly leadName: string | null; readonly function: string; readonly market: string; readonly state: 'active' | 'ended'; readonly members: number; readonly version: number; readonly memberRows: readonly { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly active: boolean }[] };
    };
  };
  '/api/access/teams/{teamId}/end': {
    /** End a team; its name is free again */
    readonly post: {
      readonly path: { readonly teamId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string };
      readonly answer: { readonly ended: true };
    };
  };
  '/api/access/territories': {
    /** Territories by code, with who holds each and how many lie in it */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly salesForceId?: number | undefined; readonly q?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly territoryId: number; readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly parentName: string | null; readonly state: 'active' | 'ended'; readonly version: number; readonly holderId: number | null; readonly holderName: string | null; readonly others: number; readonly customers: number; readonly rules: number; readonly excluded: number; readonly contested: number })[]; readonly nextCursor: string | null };
    };
    /** Make an empty territory */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly reason: string };
      readonly answer: { readonly territoryId: number; readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly parentName: string | null; readonly state: 'active' | 'ended'; readonly version: number; readonly holderId: number | null; readonly holderName: string | null; readonly others: number; readonly customers: number; readonly rules: number; readonly excluded: number; readonly contested: number; readonly salesForceName: string; readonly children: readonly { readonly territoryId: number; readonly name: string }[]; readonly ruleRows: readonly ({ readonly ruleId: number; readonly priority: number; readonly countries: readonly string[]; readonly states: readonly string[]; readonly postal: readonly string[]; readonly cities: readonly string[]; readonly specialties: readonly string[]; readonly kinds: readonly string[]; readonly underIds: readonly number[]; readonly decileFrom: number | null; readonly decileTo: number | null; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere'; readonly organisations: readonly { readonly customerId: number; readonly name: string }[]; readonly specialtyNames: readonly { readonly code: string; readonly name: string }[]; readonly customers: number; readonly words: string })[]; readonly personRows: readonly ({ readonly territoryPersonId: number; readonly userId: number; readonly name: string; readonly role: 'holder' | 'support' | 'manager'; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere' })[] };
    };
  };
  '/api/access/territories/{territoryId}': {
    /** One territory with its rules and people, as it stands or as a draft would have it */
    readonly get: {
      readonly path: { readonly territoryId: number };
      readonly query: { readonly alignmentId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly territoryId: number; readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly parentName: string | null; readonly state: 'active' | 'ended'; readonly version: number; readonly holderId: number | null; readonly holderName: string | null; readonly others: number; readonly customers: number; readonly rules: number; readonly excluded: number; readonly contested: number; readonly salesForceName: string; readonly children: readonly { readonly territoryId: number; readonly name: string }[]; readonly ruleRows: readonly ({ readonly ruleId: number; readonly priority: number; readonly countries: readonly string[]; readonly states: readonly string[]; readonly postal: readonly string[]; readonly cities: readonly string[]; readonly specialties: readonly string[]; readonly kinds: readonly string[]; readonly underIds: readonly number[]; readonly decileFrom: number | null; readonly decileTo: number | null; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere'; readonly organisations: readonly { readonly customerId: number; readonly name: string }[]; readonly specialtyNames: readonly { readonly code: string; readonly name: string }[]; readonly customers: number; readonly words: string })[]; readonly personRows: readonly ({ readonly territoryPersonId: number; readonly userId: number; readonly name: string; readonly role: 'holder' | 'support' | 'manager'; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere' })[] };
    };
    /** Change what a territory is called and where it stands; a stale version is refused */
    readonly put: {
      readonly path: { readonly territoryId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly reason: string };
      readonly answer: { readonly territoryId: number; readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly parentName: string | null; readonly state: 'active' | 'ended'; readonly version: number; readonly holderId: number | null; readonly holderName: string | null; readonly others: number; readonly customers: number; readonly rules: number; readonly excluded: number; readonly contested: number; readonly salesForceName: string; readonly children: readonly { readonly territoryId: number; readonly name: string }[]; readonly ruleRows: readonly ({ readonly ruleId: number; readonly priority: number; readonly countries: readonly string[]; readonly states: readonly string[]; readonly postal: readonly string[]; readonly cities: readonly string[]; readonly specialties: readonly string[]; readonly kinds: readonly string[]; readonly underIds: readonly number[]; readonly decileFrom: number | null; readonly decileTo: number | null; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere'; readonly organisations: readonly { readonly customerId: number; readonly name: string }[]; readonly specialtyNames: readonly { readonly code: string; readonly name: string }[]; readonly customers: number; readonly words: string })[]; readonly personRows: readonly ({ readonly territoryPersonId: number; readonly userId: number; readonly name: string; readonly role: 'holder' | 'support' | 'manager'; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere' })[] };
    };
  };
  '/api/access/territories/{territoryId}/end': {
    /** End a territory in which nothing is left */
    readonly post: {
      readonly path: { readonly territoryId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string };
      readonly answer: { readonly ended: true };
    };
  };
  '/api/access/territory-customers': {
    /** Who lies in a territory and why; who lies in none; for whom rules contend */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly salesForceId?: number | undefined; readonly territoryId?: number | undefined; readonly show?: 'in' | 'nobody' | 'contested' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly territoryId: number | null; readonly territoryName: string | null; readonly how: 'rule' | 'include' | null; readonly ruleId: number | null; readonly reason: string | null; readonly sinceOn: string | null; readonly tiedWith: readonly string[] })[]; readonly nextCursor: string | null };
    };
  };
  '/api/access/territory-exceptions': {
    /** Customers named one by one: in a territory whatever the rules say, or out of it, with the reason */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly salesForceId?: number | undefined; readonly territoryId?: number | undefined; readonly alignmentId?: number | undefined; readonly kind?: 'include' | 'exclude' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly exceptionId: number; readonly customerId: number; readonly name: string; readonly specialtyName: string | null; readonly city: string | null; readonly kind: 'include' | 'exclude'; readonly territoryId: number | null; readonly territoryName: string | null; readonly reason: string; readonly validFrom: string | null; readonly validTo: string | null; readonly fate: 'stands' | 'new' | 'ends' | 'elsewhere' })[]; readonly nextCursor: string | null };
    };
  };
  '/api/access/territory-rules/count': {
    /** Whom a rule that is being written would name */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly priority?: number | undefined; readonly countries?: readonly string[] | undefined; readonly states?: readonly string[] | undefined; readonly postal?: readonly string[] | undefined; readonly cities?: readonly string[] | undefined; readonly specialties?: readonly string[] | undefined; readonly kinds?: readonly ('hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact')[] | undefined; readonly underIds?: readonly number[] | undefined; readonly decileFrom?: number | null | undefined; readonly decileTo?: number | null | undefined; readonly salesForceId: number; readonly territoryId: number | null };
      readonly answer: { readonly customers: number; readonly elsewhere: number; readonly sample: readonly ({ readonly customerId: number; readonly name: string; readonly city: string | null })[]; readonly words: string };
    };
  };
  '/api/access/vocabulary': {
    /** Functions and purposes, which are fixed, and the markets in which people work */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly functions: readonly { readonly name: string; readonly people: number }[]; readonly purposes: readonly string[]; readonly markets: readonly { readonly name: string; readonly people: number }[] };
    };
  };
  '/api/account': {
    /** How one’s own account is protected, and where it is signed in */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly email: string; readonly secondFactor: boolean; readonly recoveryCodesLeft: number; readonly passwordChangedAt: string | null; readonly secondStepRequired: boolean; readonly proved: boolean; readonly passkeysHere: boolean; readonly sessions: readonly { readonly sessionId: string; readonly startedAt: string; readonly lastSeenAt: string; readonly device: string; readonly address: string; readonly means: string; readonly secondStep: string; readonly current: boolean }[]; readonly passkeys: readonly ({ readonly passkeyId: number; readonly name: string; readonly createdAt: string; readonly usedAt: string | null; readonly isBackedUp: boolean })[]; readonly providers: readonly string[] };
    };
  };
  '/api/account/authenticator': {
    /** Makes the secret of an authenticator, shown once; after a proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly uri: string; readonly secret: string };
    };
  };
  '/api/account/authenticator/confirm': {
    /** Turns the second step on by a first code; gives the recovery codes, once */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly code: string };
      readonly answer: { readonly recoveryCodes: readonly string[] };
    };
  };
  '/api/account/authenticator/remove': {
    /** Turns the second step off; after a proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/keys': {
    /** One’s own keys for programs, and what a new one may be made for */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly keys: readonly ({ readonly keyId: number; readonly name: string; readonly ending: string; readonly scopes: readonly string[]; readonly createdAt: string; readonly expiresAt: string; readonly usedAt: string | null; readonly revokedAt: string | null; readonly userId: number; readonly userName: string })[]; readonly scopes: readonly string[] };
    };
    /** Makes a key for programs, shown once; it never does more than its owner may at the moment; after a proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly scopes: readonly string[]; readonly days: number };
      readonly answer: { readonly keyId: number; readonly key: string };
    };
  };
  '/api/account/keys/{keyId}/revoke': {
    /** Ends a key; it opens nothing after five seconds */
    readonly post: {
      readonly path: { readonly keyId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/passkeys': {
    /** Keeps a new passkey under a name; after a proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly answer: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } };
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/passkeys/{passkeyId}': {
    /** Another name for a passkey; after a proof */
    readonly patch: {
      readonly path: { readonly passkeyId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly name: string };
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/passkeys/{passkeyId}/remove': {
    /** Takes a passkey away; after a proof */
    readonly post: {
      readonly path: { readonly passkeyId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/passkeys/begin': {
    /** What a browser needs to make a passkey; after a proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly options: unknown };
    };
  };
  '/api/account/password': {
    /** A new password, by the old one; every other session ends */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly currentPassword: string; readonly newPassword: string };
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/proof': {
    /** Shows once more who one is, by password and, where there is a second step, a code: opens deeds on the account for five minutes; the session gets a new id */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly password: string; readonly code?: string | undefined };
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/proof/passkey': {
    /** Shows once more who one is, by a passkey */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly answer: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } };
      readonly answer: { readonly done: true };
    };
  };
  '/api/account/proof/passkey/begin': {
    /** What a browser needs to ask for one’s own passkey */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly options: unknown };
    };
  };
  '/api/account/recovery-codes': {
    /** New recovery codes in the place of the old ones, shown once; after a proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly recoveryCodes: readonly string[] };
    };
  };
  '/api/account/sessions/end': {
    /** Ends one of one’s other sessions, or all of them */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly sessionId?: string | undefined };
      readonly answer: { readonly ended: number };
    };
  };
  '/api/audit/anchors': {
    /** Signed heads of the chain, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly anchorNo: number; readonly day: string; readonly anchoredAt: string; readonly count: number; readonly head: string; readonly previous: string; readonly keyId: string; readonly signature: string }[]; readonly nextCursor: string | null };
    };
    /** Signs the head of the chain now */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly anchor: { readonly anchorNo: number; readonly day: string; readonly anchoredAt: string; readonly count: number; readonly head: string; readonly previous: string; readonly keyId: string; readonly signature: string } | null; readonly isNew: boolean };
    };
  };
  '/api/audit/anchors/file': {
    /** All anchors and public keys in one file, to be kept elsewhere */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/audit/copy': {
    /** The readable copy: a page to print, with every value and every signature */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId?: number | undefined; readonly userId?: number | undefined; readonly resource?: string | undefined; readonly recordId?: string | undefined; readonly action?: string | undefined; readonly kind?: 'change' | 'read' | 'access' | undefined; readonly by?: 'people' | 'system' | undefined; readonly from?: string | undefined; readonly to?: string | undefined };
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/audit/entries': {
    /** Who saw, changed or decided what, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly customerId?: number | undefined; readonly userId?: number | undefined; readonly resource?: string | undefined; readonly recordId?: string | undefined; readonly action?: string | undefined; readonly kind?: 'change' | 'read' | 'access' | undefined; readonly by?: 'people' | 'system' | undefined; readonly from?: string | undefined; readonly to?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly entryId: number; readonly at: string; readonly actorKind: string; readonly actorId: number | null; readonly actorName: string | null; readonly actorRole: string; readonly requestId: string | null; readonly purpose: string | null; readonly action: string; readonly kind: string; readonly resource: string; readonly customerId: number | null; readonly recordId: string | null; readonly rows: number; readonly before: unknown; readonly after: unknown; readonly reasonCode: string | null; readonly reason: string | null; readonly sealed: boolean })[]; readonly nextCursor: string | null };
    };
  };
  '/api/audit/export': {
    /** The electronic copy: entries, chain, anchors, keys and signatures as NDJSON; docs/audit-format.md says how to check it without Tutti */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId?: number | undefined; readonly userId?: number | undefined; readonly resource?: string | undefined; readonly recordId?: string | undefined; readonly action?: string | undefined; readonly kind?: 'change' | 'read' | 'access' | undefined; readonly by?: 'people' | 'system' | undefined; readonly from?: string | undefined; readonly to?: string | undefined };
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/audit/keys': {
    /** Public keys of the anchors, oldest first: keep a copy elsewhere */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly keys: readonly ({ readonly keyId: string; readonly publicKey: string; readonly endorsedBy: string | null; readonly endorsement: string | null; readonly createdAt: string })[] };
    };
  };
  '/api/audit/keys/rotate': {
    /** Makes the next key, endorsed by the one in use; what was signed stays provable */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly keyId: string };
    };
  };
  '/api/audit/reason-rules': {
    /** Which changes need a reason, and the list of each */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly resource: string; readonly reasons: readonly { readonly code: string; readonly label: string }[]; readonly inForce: boolean; readonly changedAt: string; readonly changedBy: number | null })[]; readonly resources: readonly string[] };
    };
  };
  '/api/audit/reason-rules/{resource}': {
    /** Asks for a reason of this list at every change of the resource, or no longer */
    readonly put: {
      readonly path: { readonly resource: string };
      readonly query: Record<string, never>;
      readonly body: { readonly reasons: readonly { readonly code: string; readonly label: string }[]; readonly inForce: boolean };
      readonly answer: { readonly resource: string };
    };
  };
  '/api/audit/verify': {
    /** Recomputes the chain of the trail, its anchors and its signatures, and names everything that was changed, removed or slipped in */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly sealed: number; readonly unsealed: number; readonly head: string | null; readonly verifiedAt: string; readonly faults: readonly { readonly seq: number; readonly entryId: number; readonly fault: string }[] };
    };
  };
  '/api/channels/c/{token}': {
    /** A link in a mail: leads to the address in the approved text */
    readonly get: {
      readonly path: { readonly token: string };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: unknown;
    };
  };
  '/api/channels/choice/{token}': {
    /** The page on which she confirms an answer that a mail offers */
    readonly get: {
      readonly path: { readonly token: string };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: unknown;
    };
    /** She confirms an answer that a mail offers */
    readonly post: {
      readonly path: { readonly token: string };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: unknown;
    };
  };
  '/api/channels/failed/send-again': {
    /** Send all mails of a cascade again that failed for one cause; each passes the gate again */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly cascadeId: number; readonly fault: string; readonly reason: string };
      readonly answer: { readonly queued: number };
    };
  };
  '/api/channels/inbound': {
    /** Mail that came in, newest first, with the words that were written */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly kind?: 'reply' | 'vacation' | 'bounce' | 'complaint' | 'unknown' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly inboundId: number; readonly customerName: string | null; readonly messageId: number | null; readonly kind: 'reply' | 'vacation' | 'bounce' | 'complaint' | 'unknown'; readonly subject: string; readonly words: string; readonly fromAddress: string; readonly stopAsked: boolean; readonly receivedAt: string })[]; readonly nextCursor: string | null };
    };
  };
  '/api/channels/mailbox': {
    /** The built-in mailbox: mails as doctors got them, newest first; `address` keeps those to addresses that begin so */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly address?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly mailboxId: number; readonly toAddress: string; readonly fromAddress: string; readonly subject: string; readonly customerId: number | null; readonly customerName: string | null; readonly receivedAt: string })[]; readonly nextCursor: string | null; readonly builtIn: boolean };
    };
  };
  '/api/channels/mailbox/{mailboxId}': {
    /** One mail of the built-in mailbox with its headers and plain text */
    readonly get: {
      readonly path: { readonly mailboxId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly mailboxId: number; readonly toAddress: string; readonly fromAddress: string; readonly subject: string; readonly customerId: number | null; readonly customerName: string | null; readonly receivedAt: string; readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly internetId: string };
    };
  };
  '/api/channels/mailbox/{mailboxId}/document': {
    /** The mail itself, for a frame that can run nothing */
    readonly get: {
      readonly path: { readonly mailboxId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: unknown;
    };
  };
  '/api/channels/mailbox/{mailboxId}/reply': {
    /** Answer a mail of the built-in mailbox in the doctor’s place, over SMTP */
    readonly post: {
      readonly path: { readonly mailboxId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly text: string };
      readonly answer: { readonly sentTo: string };
    };
  };
  '/api/channels/messages': {
    /** Mails that leave, newest first, with what became of each and the record that refused it */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly state?: 'queued' | 'claimed' | 'dispatching' | 'sent' | 'refused' | 'failed' | 'withdrawn' | 'unknown' | 'bounced' | undefined; readonly refusal?: string | undefined; readonly fault?: string | undefined; readonly cascadeId?: number | undefined; readonly customerId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly messageId: number; readonly customerName: string | null; readonly cascadeId: number | null; readonly function: string; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly versionId: number; readonly title: string; readonly state: 'queued' | 'claimed' | 'dispatching' | 'sent' | 'refused' | 'failed' | 'withdrawn' | 'unknown' | 'bounced'; readonly refusal: string | null; readonly refusalRecord: string | null; readonly failure: string | null; readonly fault: string | null; readonly tries: number; readonly queuedAt: string; readonly notBefore: string; readonly intentAt: string | null; readonly sentAt: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/channels/messages/{messageId}/send-again': {
    /** Send a mail that failed again, with the text in force now; it passes the gate again */
    readonly post: {
      readonly path: { readonly messageId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly messageId: number; readonly state: 'queued' | 'claimed' | 'dispatching' | 'sent' | 'refused' | 'failed' | 'withdrawn' | 'unknown' | 'bounced' };
    };
  };
  '/api/channels/o/{token}': {
    /** The picture of one point in a mail: she opened it */
    readonly get: {
      readonly path: { readonly token: string };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: unknown;
    };
  };
  '/api/channels/outbox': {
    /** Delivery over the last 30 days: mails by state, refusals by reason, responses, and who sends */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly states: readonly ({ readonly state: 'queued' | 'claimed' | 'dispatching' | 'sent' | 'refused' | 'failed' | 'withdrawn' | 'unknown' | 'bounced'; readonly count: number })[]; readonly refusals: readonly { readonly refusal: string; readonly count: number }[]; readonly faults: readonly ({ readonly fault: string; readonly cascadeId: number | null; readonly title: string; readonly count: number })[]; readonly responses: readonly { readonly kind: string; readonly machine: boolean; readonly count: number }[]; readonly oldestDueAt: string | null; readonly lastSentAt: string | null; readonly senders: readonly { readonly senderId: number; readonly host: string; readonly transport: string; readonly startedAt: string }[] | null; readonly since: string };
    };
  };
  '/api/channels/unknown': {
    /** Mails of which nobody can know whether they arrived: a person settles them */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly messageId: number; readonly customerName: string | null; readonly cascadeId: number | null; readonly function: string; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly versionId: number; readonly title: string; readonly state: 'queued' | 'claimed' | 'dispatching' | 'sent' | 'refused' | 'failed' | 'withdrawn' | 'unknown' | 'bounced'; readonly refusal: string | null; readonly refusalRecord: string | null; readonly failure: string | null; readonly fault: string | null; readonly tries: number; readonly queuedAt: string; readonly notBefore: string; readonly intentAt: string | null; readonly sentAt: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/channels/unknown/{messageId}/settlement': {
    /** Say what became of a mail: it was sent, or it is to be sent again; with a reason */
    readonly post: {
      readonly path: { readonly messageId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly outcome: 'was_sent' | 'send_again'; readonly reason: string };
      readonly answer: { readonly messageId: number; readonly state: 'queued' | 'claimed' | 'dispatching' | 'sent' | 'refused' | 'failed' | 'withdrawn' | 'unknown' | 'bounced' };
    };
  };
  '/api/channels/unsubscribe/{token}': {
    /** The page on which she ends mail about a product, or all of it */
    readonly get: {
      readonly path: { readonly token: string };
      readonly query: { readonly scope?: 'product' | 'all' | undefined };
      readonly body: undefined;
      readonly answer: unknown;
    };
    /** She ends mail: from the page, or by the one click of her mail program (RFC 8058) */
    readonly post: {
      readonly path: { readonly token: string };
      readonly query: Record<string, never>;
      readonly body: { readonly scope?: 'product' | 'all' | undefined; readonly 'List-Unsubscribe'?: string | undefined };
      readonly answer: unknown;
    };
  };
  '/api/consent/decisions': {
    /** What a customer allowed and withdrew, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly decisionId: number; readonly channel: string; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly market: string; readonly granted: boolean; readonly basis: 'consent' | 'legitimate_interest' | 'contract'; readonly source: string; readonly evidence: Readonly<Record<string, unknown>>; readonly textVersion: string | null; readonly effectiveAt: string; readonly expiresAt: string | null; readonly recordedAt: string; readonly recordedBy: number | null; readonly recordedByName: string | null })[]; readonly nextCursor: string | null };
    };
    /** Record what a customer allowed or forbade, with its proof */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal' | 'any'; readonly purpose?: 'promotion' | 'medical_information' | 'service' | 'any' | undefined; readonly productId?: number | undefined; readonly market?: string | undefined; readonly source: 'form' | 'visit' | 'call' | 'reply' | 'unsubscribe_link' | 'letter' | 'event' | 'import'; readonly textVersion?: string | undefined; readonly evidence?: Readonly<Record<string, string | number | boolean | null>> | undefined; readonly granted: boolean; readonly basis?: 'consent' | 'legitimate_interest' | 'contract' | undefined; readonly effectiveAt?: string | undefined; readonly expiresAt?: string | undefined };
      readonly answer: { readonly decisionId: number };
    };
  };
  '/api/consent/export-back.csv': {
    /** What customers allowed and forbade here, in the shape of another CRM: its Data Loader upserts it by Tutti_Id__c */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly system?: 'veeva' | 'vault' | undefined; readonly market?: string | undefined; readonly since?: string | undefined };
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/consent/policies': {
    /** The rules of a market as text: what is in force, and every version */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly market?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly standing: string; readonly rows: readonly ({ readonly policyId: number; readonly market: string; readonly version: number; readonly state: 'draft' | 'live' | 'retired'; readonly text: string; readonly reason: string | null; readonly createdAt: string; readonly createdByName: string | null; readonly liveAt: string | null; readonly publishedByName: string | null })[] };
    };
    /** Keep a text as the next version of its market's rules, a draft */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly text: string };
      readonly answer: { readonly policyId: number; readonly version: number };
    };
  };
  '/api/consent/policies/{policyId}/publish': {
    /** Put a draft in force: what it no longer says ends, what is new begins, the rest stays */
    readonly post: {
      readonly path: { readonly policyId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly begun: number; readonly ended: number; readonly stayed: number };
    };
  };
  '/api/consent/policies/compare': {
    /** Which rules a text would begin and end, of those in force */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly text: string };
      readonly answer: { readonly begins: readonly ({ readonly kind: string; readonly channel?: string | undefined; readonly function?: string | null | undefined; readonly product: string | null; readonly sentence: string; readonly source: string })[]; readonly ends: readonly { readonly ruleId: number; readonly sentence: string; readonly kind: string }[]; readonly stays: number };
    };
  };
  '/api/consent/restrictions': {
    /** Standing prohibitions of a customer */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly restrictionId: number; readonly kind: 'do_not_contact' | 'product' | 'prescriber_data'; readonly productId: number | null; readonly productName: string | null; readonly reason: string; readonly source: string; readonly validFrom: string; readonly validTo: string | null; readonly recordedByName: string | null; readonly inForce: boolean })[] };
    };
    /** Record do-not-contact, a product that is not spoken of, or a restriction of prescriber data */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly kind: 'do_not_contact' | 'product' | 'prescriber_data'; readonly productId?: number | undefined; readonly reason: string; readonly source: string; readonly validTo?: string | undefined };
      readonly answer: { readonly restrictionId: number };
    };
  };
  '/api/consent/restrictions/{restrictionId}/end': {
    /** End a prohibition from now on */
    readonly post: {
      readonly path: { readonly restrictionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly reason: string };
      readonly answer: { readonly restrictionId: number };
    };
  };
  '/api/consent/rules': {
    /** Everything that binds a touch, in the order in which it binds, each with its source */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly market?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly ruleId: number | null; readonly kind: string; readonly channel: string; readonly purpose: string; readonly market: string; readonly sentence: string; readonly source: string; readonly maxTouches: number | null; readonly windowDays: number | null; readonly quietFrom: string | null; readonly quietTo: string | null; readonly validFrom: string | null })[] };
    };
  };
  '/api/consent/withdrawals': {
    /** Withdraw consent on a customer's word; it binds every function at once */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal' | 'any'; readonly purpose?: 'promotion' | 'medical_information' | 'service' | 'any' | undefined; readonly productId?: number | undefined; readonly market?: string | undefined; readonly source: 'form' | 'visit' | 'call' | 'reply' | 'unsubscribe_link' | 'letter' | 'event' | 'import'; readonly textVersion?: string | undefined; readonly evidence?: Readonly<Record<string, string | number | boolean | null>> | undefined };
      readonly answer: { readonly decisionId: number };
    };
  };
  '/api/contact-centre/calls': {
    /** She calls: a touch on her timeline and a case of mine */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly productId?: number | undefined; readonly question?: string | undefined; readonly callback?: string | undefined };
      readonly answer: { readonly caseId: number; readonly interactionId: number };
    };
  };
  '/api/contact-centre/cases/{caseId}': {
    /** One case with her question, my desk's notes and what would cross; the read is on the trail */
    readonly get: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly case: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number }; readonly pronoun: string; readonly crossing: { readonly crosses: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[]; readonly stays: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[] }; readonly question: { readonly question: string; readonly topics: readonly string[]; readonly callback: string; readonly bestTime: string; readonly mayMentionHarm: boolean; readonly answersRead: readonly ({ readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number; readonly readAt: string; readonly userId: number | null })[] }; readonly notes: readonly ({ readonly noteId: number; readonly userId: number | null; readonly name: string | null; readonly body: string; readonly writtenAt: string })[] };
    };
  };
  '/api/contact-centre/cases/{caseId}/answers-read': {
    /** An approved answer was read out */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly versionId: number };
      readonly answer: { readonly case: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number }; readonly pronoun: string; readonly crossing: { readonly crosses: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[]; readonly stays: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[] }; readonly question: { readonly question: string; readonly topics: readonly string[]; readonly callback: string; readonly bestTime: string; readonly mayMentionHarm: boolean; readonly answersRead: readonly ({ readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number; readonly readAt: string; readonly userId: number | null })[] }; readonly notes: readonly ({ readonly noteId: number; readonly userId: number | null; readonly name: string | null; readonly body: string; readonly writtenAt: string })[] };
    };
  };
  '/api/contact-centre/cases/{caseId}/hand-over': {
    /** Hand her question to a certified liaison: to join the call, or to call back */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly toUserId: number; readonly mode: 'join' | 'call_back'; readonly preferredTime?: 'any' | 'early_morning' | 'morning' | 'midday' | 'afternoon' | 'after_hours' | 'this_week' | 'next_week' | undefined };
      readonly answer: { readonly handOverId: number; readonly crossing: { readonly crosses: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[]; readonly stays: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[] } };
    };
  };
  '/api/contact-centre/cases/{caseId}/notes': {
    /** A note of my desk */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly body: string };
      readonly answer: { readonly case: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number }; readonly pronoun: string; readonly crossing: { readonly crosses: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[]; readonly stays: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[] }; readonly question: { readonly question: string; readonly topics: readonly string[]; readonly callback: string; readonly bestTime: string; readonly mayMentionHarm: boolean; readonly answersRead: readonly ({ readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number; readonly readAt: string; readonly userId: number | null })[] }; readonly notes: readonly ({ readonly noteId: number; readonly userId: number | null; readonly name: string | null; readonly body: string; readonly writtenAt: string })[] };
    };
  };
  '/api/contact-centre/cases/{caseId}/question': {
    /** Keep what she asks, word for word, as it is typed */
    readonly put: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly question?: string | undefined; readonly topics?: readonly string[] | undefined; readonly callback?: string | undefined; readonly bestTime?: string | undefined; readonly productId?: number | undefined };
      readonly answer: { readonly savedAt: string; readonly crossing: { readonly crosses: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[]; readonly stays: readonly ({ readonly id: string; readonly label: string; readonly detail: string | null })[] } };
    };
  };
  '/api/contact-centre/cases/{caseId}/take': {
    /** Take a case of the line */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number };
      readonly answer: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/contact-centre/cases/{caseId}/wrap-up': {
    /** End a case with its outcome */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly outcome: 'answered' | 'answered_by_liaison' | 'visit_planned' | 'passed_on' | 'no_answer_needed' | 'customer_not_reached' | 'duplicate'; readonly note?: string | undefined };
      readonly answer: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/contact-centre/line': {
    /** Who waits, by clock, and what was done today */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly now: string; readonly cases: readonly ({ readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number })[]; readonly counts: { readonly waiting: number; readonly unowned: number; readonly overdue: number; readonly atRisk: number; readonly closedToday: number; readonly handedOverToday: number; readonly answeredFirstTimeToday: number; readonly closedLateToday: number }; readonly oldest: { readonly openedAt: string; readonly dueAt: string; readonly customerName: string | null } | null };
    };
  };
  '/api/content/answers': {
    /** Approved answers to a question, and how much of it each covers */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly q: string; readonly productId?: number | undefined; readonly market?: string | undefined; readonly language?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly versionId: number; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly versionNo: number; readonly validTo: string; readonly citation: string; readonly body: string; readonly productId: number | null; readonly matched: readonly string[]; readonly missing: readonly string[]; readonly covered: number; readonly of: number })[] };
    };
  };
  '/api/content/documents': {
    /** The library: each document with its newest version and the one in use */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly kind?: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet' | undefined; readonly state?: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded' | undefined; readonly productId?: number | undefined; readonly q?: string | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly documentId: number; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly productId: number | null; readonly productName: string | null; readonly function: string; readonly audience: string; readonly market: string; readonly language: string; readonly versionId: number; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly validFrom: string; readonly validTo: string; readonly usableVersionId: number | null; readonly usableVersionNo: number | null; readonly usableUntil: string | null })[]; readonly nextCursor: string | null };
    };
    /** A new document with its first draft */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly productId?: number | null | undefined; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services'; readonly audience?: 'hcp' | 'payer' | 'patient' | 'any' | undefined; readonly market?: string | undefined; readonly language?: string | undefined; readonly subject: string | null; readonly body: string; readonly patterns?: string | undefined; readonly choices?: readonly ({ readonly code: string; readonly label: string; readonly desk?: string | undefined })[] | undefined; readonly citation?: string | undefined; readonly validFrom: string; readonly validTo: string };
      readonly answer: { readonly documentId: number; readonly versionId: number };
    };
  };
  '/api/content/reviews': {
    /** What waits for review, what ends soon, what was recalled */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly expiringDays?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly due: readonly ({ readonly versionId: number; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly submittedAt: string | null; readonly validTo: string; readonly authorName: string | null; readonly owed: readonly ('author' | 'medical' | 'legal' | 'regulatory' | 'approve')[]; readonly newerUnderWay: boolean })[]; readonly expiring: readonly ({ readonly versionId: number; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly submittedAt: string | null; readonly validTo: string; readonly authorName: string | null; readonly owed: readonly ('author' | 'medical' | 'legal' | 'regulatory' | 'approve')[]; readonly newerUnderWay: boolean })[]; readonly recalled: readonly ({ readonly versionId: number; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly submittedAt: string | null; readonly validTo: string; readonly authorName: string | null; readonly owed: readonly ('author' | 'medical' | 'legal' | 'regulatory' | 'approve')[]; readonly newerUnderWay: boolean })[] };
    };
  };
  '/api/content/versions/{versionId}': {
    /** One version as it reads, with its signatures and the one before */
    readonly get: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly version: { readonly versionId: number; readonly documentId: number; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly subject: string | null; readonly body: string; readonly patterns: string; readonly choices: readonly ({ readonly code: string; readonly label: string; readonly desk?: string | undefined })[]; readonly citation: string; readonly validFrom: string; readonly validTo: string; readonly digest: string; readonly createdAt: string; readonly createdBy: number | null; readonly createdByName: string | null; readonly submittedAt: string | null; readonly approvedAt: string | null; readonly endedAt: string | null; readonly endReason: string; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly productId: number | null; readonly productName: string | null; readonly function: string; readonly audience: string; readonly market: string; readonly language: string }; readonly signatures: readonly ({ readonly signatureId: number; readonly userId: number; readonly name: string | null; readonly meaning: 'author' | 'medical' | 'legal' | 'regulatory' | 'approve'; readonly digest: string; readonly signedAt: string; readonly timeZone: string; readonly current: boolean })[]; readonly preview: { readonly subject: string; readonly html: string | null; readonly text: string; readonly fault: string | null }; readonly owed: readonly ('author' | 'medical' | 'legal' | 'regulatory' | 'approve')[]; readonly earlier: { readonly version: { readonly versionId: number; readonly documentId: number; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly subject: string | null; readonly body: string; readonly patterns: string; readonly choices: readonly ({ readonly code: string; readonly label: string; readonly desk?: string | undefined })[]; readonly citation: string; readonly validFrom: string; readonly validTo: string; readonly digest: string; readonly createdAt: string; readonly createdBy: number | null; readonly createdByName: string | null; readonly submittedAt: string | null; readonly approvedAt: string | null; readonly endedAt: string | null; readonly endReason: string; readonly code: string; readonly kind: 'email_template' | 'script' | 'standard_response' | 'presentation' | 'sms_template' | 'leaflet'; readonly title: string; readonly productId: number | null; readonly productName: string | null; readonly function: string; readonly audience: string; readonly market: string; readonly language: string }; readonly preview: { readonly subject: string; readonly html: string | null; readonly text: string; readonly fault: string | null } } | null; readonly versions: readonly ({ readonly versionId: number; readonly versionNo: number; readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded'; readonly validFrom: string; readonly validTo: string })[] };
    };
    /** Change a draft */
    readonly patch: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly subject?: string | null | undefined; readonly body?: string | undefined; readonly patterns?: string | undefined; readonly choices?: readonly ({ readonly code: string; readonly label: string; readonly desk?: string | undefined })[] | undefined; readonly citation?: string | undefined; readonly validFrom?: string | undefined; readonly validTo?: string | undefined };
      readonly answer: { readonly digest: string };
    };
  };
  '/api/content/versions/{versionId}/next': {
    /** The next version of a document, begun with this text */
    readonly post: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly documentId: number; readonly versionId: number };
    };
  };
  '/api/content/versions/{versionId}/return': {
    /** Give a text back to its author */
    readonly post: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly versionId: number };
    };
  };
  '/api/content/versions/{versionId}/sign': {
    /** Sign the very text that was read */
    readonly post: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly meaning: 'medical' | 'legal' | 'regulatory' | 'approve'; readonly digest: string; readonly signature: { readonly userName?: string | undefined; readonly password?: string | undefined; readonly code?: string | undefined; readonly passkey?: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } | undefined } };
      readonly answer: { readonly state: 'draft' | 'in_review' | 'approved' | 'expired' | 'withdrawn' | 'superseded' };
    };
  };
  '/api/content/versions/{versionId}/submit': {
    /** Hand a draft to its reviewers, under its author’s signature */
    readonly post: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly signature: { readonly userName?: string | undefined; readonly password?: string | undefined; readonly code?: string | undefined; readonly passkey?: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } | undefined } };
      readonly answer: { readonly versionId: number };
    };
  };
  '/api/content/versions/{versionId}/withdraw': {
    /** Take a version out of use at once */
    readonly post: {
      readonly path: { readonly versionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly versionId: number };
    };
  };
  '/api/customers': {
    /** Customers by name; the search text finds beginnings of names, NPI, CCN, phone numbers and ids such as C20771 */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly search?: string | undefined; readonly kind?: string | undefined; readonly specialty?: string | undefined; readonly state?: string | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly name: string; readonly givenName: string | null; readonly familyName: string | null; readonly credential: string | null; readonly pronoun: 'she' | 'he' | 'they' | 'it'; readonly status: 'active' | 'inactive' | 'deactivated' | 'merged'; readonly specialty: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly country: string; readonly timeZone: string; readonly language: string; readonly decile: number | null; readonly licenceValidUntil: string | null; readonly source: string; readonly updatedAt: string; readonly version: number; readonly npi: string | null; readonly organisationId: number | null; readonly organisationName: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/customers/{customerId}': {
    /** One customer: the golden record with identifiers, addresses, specialties, affiliations, owners and measures; as it is now, or as it was known at an instant */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: { readonly asOf?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly customerId: number; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly name: string; readonly givenName: string | null; readonly familyName: string | null; readonly credential: string | null; readonly pronoun: 'she' | 'he' | 'they' | 'it'; readonly status: 'active' | 'inactive' | 'deactivated' | 'merged'; readonly specialty: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly country: string; readonly timeZone: string; readonly language: string; readonly decile: number | null; readonly licenceValidUntil: string | null; readonly source: string; readonly updatedAt: string; readonly version: number; readonly asOf: string | null; readonly askedFor: number | null; readonly mergedFrom: readonly ({ readonly mergeId: number; readonly customerId: number; readonly name: string; readonly mergedAt: string; readonly mergedByName: string | null })[]; readonly identifiers: readonly ({ readonly system: string; readonly value: string; readonly state: string; readonly validFrom: string | null; readonly validTo: string | null; readonly lapsedFrom: string | null; readonly lapsedTo: string | null; readonly inForce: boolean; readonly source: string })[]; readonly addresses: readonly ({ readonly addressId: number; readonly type: string; readonly line1: string; readonly line2: string; readonly city: string; readonly state: string; readonly postalCode: string; readonly county: string; readonly country: string; readonly validFrom: string | null; readonly validTo: string | null; readonly inForce: boolean; readonly source: string })[]; readonly contactPoints: readonly ({ readonly contactPointId: number; readonly kind: string; readonly value: string; readonly state: string; readonly stateAt: string | null; readonly stateSource: string | null; readonly rank: number; readonly source: string })[]; readonly specialties: readonly ({ readonly code: string; readonly name: string | null; readonly rank: number; readonly licence: string | null; readonly licenceState: string | null; readonly source: string })[]; readonly belongsTo: readonly ({ readonly affiliationId: number; readonly customerId: number; readonly name: string; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly role: 'practises_at' | 'part_of' | 'in_network' | 'plan_of' | 'employed_by' | 'admits_to' | 'contact_of'; readonly weight: number; readonly confidence: number; readonly evidence: readonly { readonly source: string; readonly saidOn: string; readonly stated: number }[]; readonly inForce: boolean; readonly validFrom: string; readonly validTo: string | null; readonly source: string })[]; readonly owners: readonly { readonly function: string; readonly userId: number; readonly name: string; readonly roleTitle: string }[]; readonly measures: readonly { readonly name: string; readonly period: string; readonly subject: string; readonly value: string; readonly suppressed: boolean; readonly source: string }[] };
    };
    /** Corrects a customer; the correction stands above every source */
    readonly patch: {
      readonly path: { readonly customerId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number; readonly reason: string; readonly changes: { readonly name?: string | undefined; readonly givenName?: string | undefined; readonly familyName?: string | undefined; readonly credential?: string | undefined; readonly pronoun?: 'she' | 'he' | 'they' | 'it' | undefined; readonly status?: 'active' | 'inactive' | undefined; readonly specialty?: string | undefined; readonly specialtyName?: string | undefined; readonly city?: string | undefined; readonly state?: string | undefined; readonly postalCode?: string | undefined; readonly timeZone?: string | undefined; readonly language?: string | undefined; readonly decile?: number | undefined; readonly licenceValidUntil?: string | undefined; readonly line1?: string | undefined; readonly line2?: string | undefined; readonly movedOn?: string | undefined } };
      readonly answer: { readonly customerId: number; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly name: string; readonly givenName: string | null; readonly familyName: string | null; readonly credential: string | null; readonly pronoun: 'she' | 'he' | 'they' | 'it'; readonly status: 'active' | 'inactive' | 'deactivated' | 'merged'; readonly specialty: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly country: string; readonly timeZone: string; readonly language: string; readonly decile: number | null; readonly licenceValidUntil: string | null; readonly source: string; readonly updatedAt: string; readonly version: number };
    };
  };
  '/api/customers/{customerId}/contact-points/{contactPointId}/use-again': {
    /** Takes an address that mail came back from into use again */
    readonly post: {
      readonly path: { readonly customerId: number; readonly contactPointId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly contactPointId: number; readonly state: "active" };
    };
  };
  '/api/customers/{customerId}/lineage': {
    /** Which source said each value of the golden record, under which key, and when */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly field: string; readonly value: string; readonly source: string; readonly sourceKey: string; readonly saidAt: string; readonly importId: number | null; readonly recordId: number; readonly others: number })[] };
    };
  };
  '/api/customers/{customerId}/members': {
    /** Who belongs to an organisation on a day, level by level, with counts of all that is below */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: { readonly on?: string | undefined; readonly asOf?: string | undefined; readonly role?: 'practises_at' | 'part_of' | 'in_network' | 'plan_of' | 'employed_by' | 'admits_to' | 'contact_of' | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly affiliationId: number; readonly customerId: number; readonly name: string; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly role: 'practises_at' | 'part_of' | 'in_network' | 'plan_of' | 'employed_by' | 'admits_to' | 'contact_of'; readonly weight: number; readonly confidence: number; readonly evidence: readonly { readonly source: string; readonly saidOn: string; readonly stated: number }[]; readonly inForce: boolean; readonly validFrom: string; readonly validTo: string | null; readonly source: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly members: number })[]; readonly nextCursor: string | null; readonly below: readonly ({ readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly count: number })[]; readonly above: readonly ({ readonly customerId: number; readonly name: string; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly role: 'practises_at' | 'part_of' | 'in_network' | 'plan_of' | 'employed_by' | 'admits_to' | 'contact_of'; readonly depth: number })[] };
    };
  };
  '/api/customers/{customerId}/source-records': {
    /** What each source said, beside the golden record */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly source: string; readonly sourceKey: string; readonly payload: unknown; readonly importId: number | null; readonly firstSeenAt: string; readonly lastSeenAt: string })[] };
    };
  };
  '/api/customers/alike': {
    /** Who among the customers that one may see could be the prescriber that is being typed, with the evidence by field */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly npi?: string | undefined; readonly licence?: string | undefined; readonly given?: string | undefined; readonly middle?: string | undefined; readonly family?: string | undefined; readonly credential?: string | undefined; readonly specialty?: string | undefined; readonly email?: string | undefined; readonly phone?: string | undefined; readonly line?: string | undefined; readonly city?: string | undefined; readonly state?: string | undefined; readonly postal?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly probability: number; readonly veto: boolean; readonly evidence: readonly ({ readonly field: string; readonly level: string; readonly bits: number; readonly left: string | null; readonly right: string | null })[] })[] };
    };
  };
  '/api/customers/changes': {
    /** Customers that came or changed since a cursor, in an order that never skips a late commit, each with the record as it stands or what became of it. Begin without a cursor; keep nextCursor and come back with it. Whoever applies every row has what a direct read gives. */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly wait?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly changeId: number; readonly customerId: number; readonly kinds: readonly ('created' | 'changed' | 'closed' | 'reopened' | 'address_moved' | 'affiliation_began' | 'affiliation_ended' | 'merged_into' | 'merged_from' | 'unmerged' | 'parted_from' | 'removed' | 'erased')[]; readonly fields: readonly string[]; readonly at: string; readonly source: string; readonly record: { readonly customerId: number; readonly kind: 'hcp' | 'hco' | 'idn' | 'payer' | 'plan' | 'pharmacy' | 'contact' | 'patient'; readonly name: string; readonly givenName: string | null; readonly familyName: string | null; readonly credential: string | null; readonly pronoun: 'she' | 'he' | 'they' | 'it'; readonly status: 'active' | 'inactive' | 'deactivated' | 'merged'; readonly specialty: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly country: string; readonly timeZone: string; readonly language: string; readonly decile: number | null; readonly licenceValidUntil: string | null; readonly source: string; readonly createdAt: string; readonly updatedAt: string; readonly version: number; readonly identifiers: readonly ({ readonly system: string; readonly value: string; readonly state: string; readonly validFrom: string | null; readonly validTo: string | null; readonly lapsedFrom: string | null; readonly lapsedTo: string | null; readonly source: string })[]; readonly addresses: readonly ({ readonly addressId: number; readonly type: string; readonly line1: string; readonly line2: string; readonly city: string; readonly state: string; readonly postalCode: string; readonly county: string; readonly country: string; readonly validFrom: string | null; readonly validTo: string | null; readonly source: string })[]; readonly contactPoints: readonly ({ readonly contactPointId: number; readonly kind: string; readonly value: string; readonly state: string; readonly stateAt: string | null; readonly stateSource: string | null; readonly rank: number; readonly source: string })[]; readonly specialties: readonly ({ readonly code: string; readonly rank: number; readonly licence: string | null; readonly licenceState: string | null; readonly source: string })[]; readonly affiliations: readonly ({ readonly affiliationId: number; readonly toCustomerId: number; readonly role: 'practises_at' | 'part_of' | 'in_network' | 'plan_of' | 'employed_by' | 'admits_to' | 'contact_of'; readonly weight: number; readonly stated: number; readonly evidence: Readonly<Record<string, string>>; readonly validFrom: string; readonly validTo: string | null; readonly source: string })[]; readonly owners: readonly { readonly function: string; readonly userId: number }[] } | null; readonly tombstone: { readonly state: 'merged' | 'removed' | 'erased'; readonly mergedInto: number | null } | null })[]; readonly nextCursor: string; readonly more: boolean };
    };
  };
  '/api/customers/connections': {
    /** Begins to load files of another CRM in their order, of one market or of all; each is an import of its own */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly fileIds: readonly number[]; readonly system?: 'salesforce' | 'veeva' | 'vault' | undefined; readonly market?: string | undefined; readonly objects?: readonly string[] | undefined };
      readonly answer: { readonly steps: readonly { readonly fileId: number; readonly name: string; readonly format: string; readonly importId: number }[]; readonly unknown: readonly { readonly fileId: number; readonly name: string }[] };
    };
  };
  '/api/customers/connections/plan': {
    /** What these files of another CRM are, by their headers, and in which order they would be loaded; changes nothing */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly fileIds: readonly number[]; readonly system?: 'salesforce' | 'veeva' | 'vault' | undefined };
      readonly answer: { readonly system: 'salesforce' | 'veeva' | 'vault' | null; readonly steps: readonly ({ readonly fileId: number; readonly name: string; readonly table: string | null; readonly format: string; readonly system: 'salesforce' | 'veeva' | 'vault'; readonly object: string; readonly becomes: string; readonly order: number; readonly read: readonly string[]; readonly kept: readonly string[]; readonly unread: readonly string[]; readonly mappingName: string | null; readonly refused: string | null })[]; readonly unknown: readonly ({ readonly fileId: number; readonly name: string; readonly table: string | null; readonly columns: readonly string[] })[] };
    };
  };
  '/api/customers/connectors': {
    /** What is read of Salesforce and Veeva exports, object by object, in the order of loading: mappings to copy and adapt */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly system?: 'salesforce' | 'veeva' | 'vault' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly format: string; readonly system: 'salesforce' | 'veeva' | 'vault'; readonly object: string; readonly becomes: string; readonly order: number; readonly documented: string; readonly keepsRest: boolean; readonly refused: string | null; readonly mapping: { readonly system: 'salesforce' | 'veeva' | 'vault'; readonly object: string; readonly version: number; readonly needs: readonly string[]; readonly fields: readonly ({ readonly field: string; readonly from: readonly string[]; readonly as: 'text' | 'id' | 'instant' | 'day' | 'flag' | 'country' | 'email' | 'number'; readonly do: readonly ({ readonly do: "upper" } | { readonly do: "lower" } | { readonly do: "digits" } | { readonly do: "date"; readonly format: string; readonly zone?: string | undefined; readonly in?: string | undefined } | { readonly do: "split"; readonly by: string; readonly part: number; readonly to?: number | undefined } | { readonly do: "replace"; readonly find: string; readonly with: string } | { readonly do: "pad"; readonly length: number } | { readonly do: "constant"; readonly value: string } | { readonly do: "default"; readonly value: string } | { readonly do: "lookup"; readonly values: Readonly<Record<string, string>>; readonly otherwise: 'keep' | 'empty' | 'reject' } | { readonly do: "kind" })[] })[]; readonly ignore: readonly string[] } })[] };
    };
  };
  '/api/customers/files': {
    /** Takes in a file to be loaded (the body): CSV, TSV, NDJSON, JSON, XLSX or Parquet, plain, gzip or zip */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Blob | FormData;
      readonly answer: { readonly fileId: number; readonly name: string; readonly origin: 'upload' | 'url' | 'inbox'; readonly size: number; readonly state: 'ready' | 'loading' | 'done' | 'failed' | 'removed'; readonly format: string | null; readonly importId: number | null; readonly failure: string | null; readonly addedByName: string | null; readonly addedAt: string; readonly container: 'delimited' | 'json' | 'xlsx' | 'parquet'; readonly separator: string | null; readonly sheets: readonly string[]; readonly sampled: number; readonly recognised: string | null; readonly columns: readonly ({ readonly column: string; readonly type: 'empty' | 'npi' | 'email' | 'phone' | 'date' | 'whole number' | 'number' | 'yes or no' | 'state' | 'postal code' | 'taxonomy' | 'text'; readonly filled: number; readonly samples: readonly string[]; readonly dateFormat: string | null })[]; readonly proposal: readonly ({ readonly field: string; readonly from: readonly string[]; readonly do: readonly ({ readonly do: "upper" } | { readonly do: "lower" } | { readonly do: "digits" } | { readonly do: "date"; readonly format: string; readonly zone?: string | undefined; readonly in?: string | undefined } | { readonly do: "split"; readonly by: string; readonly part: number; readonly to?: number | undefined } | { readonly do: "replace"; readonly find: string; readonly with: string } | { readonly do: "pad"; readonly length: number } | { readonly do: "constant"; readonly value: string } | { readonly do: "default"; readonly value: string } | { readonly do: "lookup"; readonly values: Readonly<Record<string, string>>; readonly otherwise: 'keep' | 'empty' | 'reject' } | { readonly do: "kind" })[]; readonly certain: boolean })[]; readonly targets: readonly { readonly field: string; readonly several: boolean; readonly vocabulary: readonly string[] }[]; readonly rows: readonly (readonly string[])[] };
    };
    /** Files that wait or were loaded, newest first; those dropped into the inbox folder too */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly fileId: number; readonly name: string; readonly origin: 'upload' | 'url' | 'inbox'; readonly size: number; readonly state: 'ready' | 'loading' | 'done' | 'failed' | 'removed'; readonly format: string | null; readonly importId: number | null; readonly failure: string | null; readonly addedByName: string | null; readonly addedAt: string })[]; readonly nextCursor: string | null };
    };
  };
  '/api/customers/files/{fileId}': {
    /** How a file is made, what its columns hold, which format it looks like, and a mapping to begin with */
    readonly get: {
      readonly path: { readonly fileId: number };
      readonly query: { readonly separator?: ',' | '	' | ';' | '|' | undefined; readonly encoding?: 'utf-8' | 'windows-1252' | undefined; readonly sheet?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly fileId: number; readonly name: string; readonly origin: 'upload' | 'url' | 'inbox'; readonly size: number; readonly state: 'ready' | 'loading' | 'done' | 'failed' | 'removed'; readonly format: string | null; readonly importId: number | null; readonly failure: string | null; readonly addedByName: string | null; readonly addedAt: string; readonly container: 'delimited' | 'json' | 'xlsx' | 'parquet'; readonly separator: string | null; readonly sheets: readonly string[]; readonly sampled: number; readonly recognised: string | null; readonly columns: readonly ({ readonly column: string; readonly type: 'empty' | 'npi' | 'email' | 'phone' | 'date' | 'whole number' | 'number' | 'yes or no' | 'state' | 'postal code' | 'taxonomy' | 'text'; readonly filled: number; readonly samples: readonly string[]; readonly dateFormat: string | null })[]; readonly proposal: readonly ({ readonly field: string; readonly from: readonly string[]; readonly do: readonly ({ readonly do: "upper" } | { readonly do: "lower" } | { readonly do: "digits" } | { readonly do: "date"; readonly format: string; readonly zone?: string | undefined; readonly in?: string | undefined } | { readonly do: "split"; readonly by: string; readonly part: number; readonly to?: number | undefined } | { readonly do: "replace"; readonly find: string; readonly with: string } | { readonly do: "pad"; readonly length: number } | { readonly do: "constant"; readonly value: string } | { readonly do: "default"; readonly value: string } | { readonly do: "lookup"; readonly values: Readonly<Record<string, string>>; readonly otherwise: 'keep' | 'empty' | 'reject' } | { readonly do: "kind" })[]; readonly certain: boolean })[]; readonly targets: readonly { readonly field: string; readonly several: boolean; readonly vocabulary: readonly string[] }[]; readonly rows: readonly (readonly string[])[] };
    };
    /** Forgets a file; what was loaded from it stays */
    readonly delete: {
      readonly path: { readonly fileId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: Record<string, never>;
    };
  };
  '/api/customers/files/{fileId}/check': {
    /** What loading the whole file would do, problem by problem; changes nothing */
    readonly post: {
      readonly path: { readonly fileId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly format: string; readonly mapping?: unknown | undefined; readonly mappingId?: number | undefined; readonly market?: string | undefined };
      readonly answer: { readonly total: number; readonly loaded: number; readonly unchanged: number; readonly changed: number; readonly rejected: number; readonly leftOut: number; readonly problems: readonly { readonly field: string; readonly remedy: string; readonly lines: number; readonly firstLine: number }[]; readonly rejects: readonly { readonly field: string; readonly reason: string; readonly remedy: string; readonly line: number; readonly raw: string }[] };
    };
  };
  '/api/customers/files/{fileId}/load': {
    /** Begins to load a file in the background; the import of that number tells how far it is */
    readonly post: {
      readonly path: { readonly fileId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly format: string; readonly mapping?: unknown | undefined; readonly mappingId?: number | undefined; readonly market?: string | undefined };
      readonly answer: { readonly importId: number };
    };
  };
  '/api/customers/files/{fileId}/mapping': {
    /** What a mapping, finished or not, makes of the first two thousand lines, field by field and step by step; changes nothing */
    readonly post: {
      readonly path: { readonly fileId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly mapping: unknown };
      readonly answer: { readonly sampled: number; readonly leftOut: number; readonly faults: readonly ({ readonly field: string; readonly message: string; readonly at: number | null })[]; readonly skip: readonly { readonly lines: number; readonly values: readonly { readonly value: string; readonly lines: number }[] }[]; readonly fields: readonly ({ readonly field: string; readonly filled: number; readonly failed: number; readonly maps: readonly { readonly step: number; readonly values: readonly { readonly value: string; readonly lines: number }[]; readonly more: number }[]; readonly samples: readonly ({ readonly line: number; readonly given: string; readonly after: readonly string[]; readonly fault: { readonly reason: string; readonly remedy: string } | null })[]; readonly problems: readonly { readonly reason: string; readonly remedy: string; readonly lines: number; readonly firstLine: number }[] })[] };
    };
  };
  '/api/customers/files/{fileId}/preview': {
    /** The first rows as they would load, and the problems of the first two thousand lines */
    readonly post: {
      readonly path: { readonly fileId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly format: string; readonly mapping?: unknown | undefined; readonly mappingId?: number | undefined; readonly market?: string | undefined };
      readonly answer: { readonly sampled: number; readonly leftOut: number; readonly rows: readonly ({ readonly line: number; readonly raw: string; readonly facts: Readonly<Record<string, unknown>> | null; readonly faults: readonly { readonly field: string; readonly reason: string; readonly remedy: string }[] })[]; readonly problems: readonly { readonly field: string; readonly remedy: string; readonly lines: number; readonly firstLine: number }[] };
    };
  };
  '/api/customers/files/from-url': {
    /** Fetches a file to be loaded from an address of the open internet (https only, no redirects) */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly url: string };
      readonly answer: { readonly fileId: number; readonly name: string; readonly origin: 'upload' | 'url' | 'inbox'; readonly size: number; readonly state: 'ready' | 'loading' | 'done' | 'failed' | 'removed'; readonly format: string | null; readonly importId: number | null; readonly failure: string | null; readonly addedByName: string | null; readonly addedAt: string; readonly container: 'delimited' | 'json' | 'xlsx' | 'parquet'; readonly separator: string | null; readonly sheets: readonly string[]; readonly sampled: number; readonly recognised: string | null; readonly columns: readonly ({ readonly column: string; readonly type: 'empty' | 'npi' | 'email' | 'phone' | 'date' | 'whole number' | 'number' | 'yes or no' | 'state' | 'postal code' | 'taxonomy' | 'text'; readonly filled: number; readonly samples: readonly string[]; readonly dateFormat: string | null })[]; readonly proposal: readonly ({ readonly field: string; readonly from: readonly string[]; readonly do: readonly ({ readonly do: "upper" } | { readonly do: "lower" } | { readonly do: "digits" } | { readonly do: "date"; readonly format: string; readonly zone?: string | undefined; readonly in?: string | undefined } | { readonly do: "split"; readonly by: string; readonly part: number; readonly to?: number | undefined } | { readonly do: "replace"; readonly find: string; readonly with: string } | { readonly do: "pad"; readonly length: number } | { readonly do: "constant"; readonly value: string } | { readonly do: "default"; readonly value: string } | { readonly do: "lookup"; readonly values: Readonly<Record<string, string>>; readonly otherwise: 'keep' | 'empty' | 'reject' } | { readonly do: "kind" })[]; readonly certain: boolean })[]; readonly targets: readonly { readonly field: string; readonly several: boolean; readonly vocabulary: readonly string[] }[]; readonly rows: readonly (readonly string[])[] };
    };
  };
  '/api/customers/imports': {
    /** Loads a file of customers (the body, plain or gzip) and answers when it is loaded; `check` only says what loading would do */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Blob | FormData;
      readonly answer: { readonly importId: number | null; readonly total: number; readonly loaded: number; readonly unchanged: number; readonly changed: number; readonly rejected: number; readonly leftOut: number; readonly rejects: readonly { readonly line: number; readonly field: string; readonly reason: string; readonly remedy: string; readonly raw: string }[] };
    };
    /** Imports, newest first; one that runs shows how far it is */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly importId: number; readonly format: string; readonly fileName: string; readonly digest: string | null; readonly state: 'running' | 'done' | 'failed' | 'undone'; readonly total: number; readonly loaded: number; readonly unchanged: number; readonly changed: number; readonly rejected: number; readonly leftOut: number; readonly market: string | null; readonly failure: string | null; readonly startedBy: number | null; readonly startedByName: string | null; readonly startedAt: string; readonly finishedAt: string | null; readonly undoneAt: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/customers/imports/{importId}': {
    /** One import, with the reasons for its rejects */
    readonly get: {
      readonly path: { readonly importId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly importId: number; readonly format: string; readonly fileName: string; readonly digest: string | null; readonly state: 'running' | 'done' | 'failed' | 'undone'; readonly total: number; readonly loaded: number; readonly unchanged: number; readonly changed: number; readonly rejected: number; readonly leftOut: number; readonly market: string | null; readonly failure: string | null; readonly startedBy: number | null; readonly startedByName: string | null; readonly startedAt: string; readonly finishedAt: string | null; readonly undoneAt: string | null; readonly mapping: unknown; readonly undoReport: { readonly restored: number; readonly removed: number; readonly kept: number; readonly merged: number; readonly newer: number } | null; readonly reasons: readonly { readonly field: string; readonly remedy: string; readonly lines: number; readonly firstLine: number }[] };
    };
  };
  '/api/customers/imports/{importId}/rejects': {
    /** Rejected lines: field, reason, what would be right */
    readonly get: {
      readonly path: { readonly importId: number };
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly line: number; readonly field: string; readonly reason: string; readonly remedy: string; readonly raw: string }[]; readonly nextCursor: string | null };
    };
  };
  '/api/customers/imports/{importId}/rejects.csv': {
    /** Rejected lines as a CSV file */
    readonly get: {
      readonly path: { readonly importId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/customers/imports/{importId}/undo': {
    /** Begins to undo an import: what it changed goes back where nothing newer has spoken; the import then says what could not be undone */
    readonly post: {
      readonly path: { readonly importId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly importId: number };
    };
  };
  '/api/customers/mappings': {
    /** Saved mappings by name, and the formats that need none */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly mappingId: number; readonly name: string; readonly version: number; readonly definition: unknown; readonly createdByName: string | null; readonly createdAt: string })[]; readonly formats: readonly string[] };
    };
    /** Saves a mapping under a name; one of that name gets a new version */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly definition: { readonly source?: string | undefined; readonly period?: string | undefined; readonly options?: { readonly separator?: ',' | '	' | ';' | '|' | undefined; readonly encoding?: 'utf-8' | 'windows-1252' | undefined; readonly sheet?: string | undefined } | undefined; readonly nothing?: readonly string[] | undefined; readonly skip?: readonly ({ readonly column: string; readonly when: 'is' | 'is_not' | 'empty' | 'filled'; readonly values?: readonly string[] | undefined })[] | undefined; readonly fields: readonly ({ readonly field: string; readonly from: readonly string[]; readonly take?: 'all' | 'first' | undefined; readonly join?: string | undefined; readonly do?: readonly ({ readonly do: "upper" } | { readonly do: "lower" } | { readonly do: "digits" } | { readonly do: "date"; readonly format: string; readonly zone?: string | undefined; readonly in?: string | undefined } | { readonly do: "split"; readonly by: string; readonly part: number; readonly to?: number | undefined } | { readonly do: "replace"; readonly find: string; readonly with: string } | { readonly do: "pad"; readonly length: number } | { readonly do: "constant"; readonly value: string } | { readonly do: "default"; readonly value: string } | { readonly do: "lookup"; readonly values: Readonly<Record<string, string>>; readonly otherwise?: 'keep' | 'empty' | 'reject' | undefined } | { readonly do: "kind" })[] | undefined })[] } | { readonly system: 'salesforce' | 'veeva' | 'vault'; readonly object: string; readonly version: number; readonly needs: readonly string[]; readonly fields: readonly ({ readonly field: string; readonly from: readonly string[]; readonly as?: 'text' | 'id' | 'instant' | 'day' | 'flag' | 'country' | 'email' | 'number' | undefined; readonly do?: readonly ({ readonly do: "upper" } | { readonly do: "lower" } | { readonly do: "digits" } | { readonly do: "date"; readonly format: string; readonly zone?: string | undefined; readonly in?: string | undefined } | { readonly do: "split"; readonly by: string; readonly part: number; readonly to?: number | undefined } | { readonly do: "replace"; readonly find: string; readonly with: string } | { readonly do: "pad"; readonly length: number } | { readonly do: "constant"; readonly value: string } | { readonly do: "default"; readonly value: string } | { readonly do: "lookup"; readonly values: Readonly<Record<string, string>>; readonly otherwise?: 'keep' | 'empty' | 'reject' | undefined } | { readonly do: "kind" })[] | undefined })[]; readonly ignore?: readonly string[] | undefined } };
      readonly answer: { readonly mappingId: number; readonly name: string; readonly version: number };
    };
  };
  '/api/customers/mappings/{mappingId}': {
    /** Takes a mapping off the list; runs that used it still say how they read */
    readonly delete: {
      readonly path: { readonly mappingId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: Record<string, never>;
    };
  };
  '/api/customers/masteries': {
    /** Which system has the last word on customers, interactions and consents, market by market */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly object: 'customer' | 'interaction' | 'consent'; readonly market: string; readonly master: string; readonly setByName: string | null; readonly setAt: string })[] };
    };
    /** Says which system has the last word on an object in a market from the next load on */
    readonly put: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly object: 'customer' | 'interaction' | 'consent'; readonly market: string; readonly master: 'tutti' | 'salesforce' | 'veeva' | 'vault' | 'nobody' };
      readonly answer: { readonly object: 'customer' | 'interaction' | 'consent'; readonly market: string; readonly master: string };
    };
  };
  '/api/customers/match-rules': {
    /** Match rules with their versions, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly ruleId: number; readonly code: string; readonly version: number; readonly state: 'draft' | 'live' | 'retired'; readonly text: string; readonly learnt: boolean; readonly automatic: boolean; readonly answers: boolean; readonly createdByName: string | null; readonly createdAt: string; readonly liveAt: string | null; readonly says: { readonly fields: number; readonly keys: number; readonly never: readonly string[]; readonly review: number; readonly join: number; readonly atMost: number } })[] };
    };
    /** Keeps a text as the next version of its match rule, a draft */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly text: string };
      readonly answer: { readonly ruleId: number; readonly version: number };
    };
  };
  '/api/customers/match-rules/{ruleId}/publish': {
    /** Makes a draft the rule by which pairs are found from now on, and starts a run; until it is done the rule before it answers whoever types */
    readonly post: {
      readonly path: { readonly ruleId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: Record<string, never>;
    };
  };
  '/api/customers/match-rules/{ruleId}/try': {
    /** Tries a version on all records of which it speaks and keeps nothing: its cost, what it would propose, and its precision and recall on the pairs that stewards have judged */
    readonly post: {
      readonly path: { readonly ruleId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly records: number; readonly pairs: number; readonly toReview: number; readonly joined: number; readonly blocks: readonly { readonly block: string; readonly pairs: number; readonly largest: number }[]; readonly precision: { readonly share: number; readonly low: number; readonly high: number; readonly of: number } | null; readonly recall: { readonly share: number; readonly low: number; readonly high: number; readonly of: number } | null };
    };
  };
  '/api/customers/match-runs': {
    /** Runs over all records, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly code?: 'prescribers' | 'organisations' | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly runId: number; readonly ruleId: number; readonly code: string; readonly version: number; readonly state: 'running' | 'done' | 'failed'; readonly records: number | null; readonly pairs: number | null; readonly clusters: number | null; readonly toReview: number | null; readonly certain: number | null; readonly joins: 'asked' | 'left' | 'joining' | 'joined' | 'taking_back' | 'taken_back' | null; readonly joinsByName: string | null; readonly joinsReason: string | null; readonly joined: number | null; readonly takenBack: number | null; readonly failure: string | null; readonly startedByName: string | null; readonly startedAt: string; readonly finishedAt: string | null })[]; readonly nextCursor: string | null };
    };
    /** Looks through all prescribers, or all organisations, for records of one party, in the background */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly code?: 'prescribers' | 'organisations' | undefined };
      readonly answer: { readonly runId: number };
    };
  };
  '/api/customers/match-runs/{runId}/joins': {
    /** Answers a run that asks whether to join what it is as good as certain of: join it in the background, or leave it to the stewards one by one */
    readonly post: {
      readonly path: { readonly runId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly decision: 'join' | 'leave'; readonly reason: string };
      readonly answer: Record<string, never>;
    };
  };
  '/api/customers/match-runs/{runId}/take-back': {
    /** Undoes everything that a run joined, in the background; none of it is joined again unseen */
    readonly post: {
      readonly path: { readonly runId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: Record<string, never>;
    };
  };
  '/api/customers/merges': {
    /** Makes records one: the winner keeps its number, the others' numbers lead to it, and what hangs on them moves */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly winnerId: number; readonly loserIds: readonly number[]; readonly reason: string };
      readonly answer: { readonly merges: readonly { readonly mergeId: number; readonly loserId: number; readonly winnerId: number }[]; readonly moved: Readonly<Record<string, number>>; readonly stricter: number };
    };
    /** Merges, newest first, with who made and who undid them */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId?: number | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly mergeId: number; readonly loserId: number; readonly winnerId: number; readonly loserName: string; readonly winnerName: string; readonly reason: string; readonly mergedByName: string | null; readonly mergedAt: string; readonly undoneAt: string | null; readonly undoneByName: string | null; readonly undoReason: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/customers/merges/{mergeId}/undo': {
    /** Undoes a merge: both records are what they were, and what came since stays with whom it belongs to */
    readonly post: {
      readonly path: { readonly mergeId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason?: string | undefined };
      readonly answer: { readonly back: Readonly<Record<string, number>>; readonly since: Readonly<Record<string, number>> };
    };
  };
  '/api/customers/pairs': {
    /** Pairs of records that may be one party, the likeliest first, with the evidence for and against */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly state?: 'open' | 'later' | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly otherId: number; readonly probability: number; readonly weight: number; readonly evidence: readonly ({ readonly field: string; readonly level: string | number; readonly bits: number; readonly left?: string | number | null | undefined; readonly right?: string | number | null | undefined })[]; readonly veto: string | null; readonly state: string; readonly foundAt: string; readonly kind: string; readonly leftName: string; readonly rightName: string; readonly leftPlace: string; readonly rightPlace: string; readonly leftSource: string; readonly rightSource: string })[]; readonly nextCursor: string | null; readonly waiting: { readonly open: number; readonly later: number } };
    };
  };
  '/api/customers/pairs/{customerId}/{otherId}': {
    /** Two records field by field, what hangs on each, and what merging them would change */
    readonly get: {
      readonly path: { readonly customerId: number; readonly otherId: number };
      readonly query: { readonly winnerId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly pair: { readonly customerId: number; readonly otherId: number; readonly probability: number; readonly weight: number; readonly evidence: readonly ({ readonly field: string; readonly level: string | number; readonly bits: number; readonly left?: string | number | null | undefined; readonly right?: string | number | null | undefined })[]; readonly veto: string | null; readonly state: string; readonly foundAt: string; readonly kind: string; readonly leftName: string; readonly rightName: string; readonly leftPlace: string; readonly rightPlace: string; readonly leftSource: string; readonly rightSource: string } | null; readonly left: { readonly customerId: number; readonly kind: string; readonly name: string; readonly status: string; readonly sources: readonly string[]; readonly updatedAt: string }; readonly right: { readonly customerId: number; readonly kind: string; readonly name: string; readonly status: string; readonly sources: readonly string[]; readonly updatedAt: string }; readonly winnerId: number; readonly fields: readonly { readonly field: string; readonly left: string; readonly right: string; readonly same: boolean }[]; readonly hanging: readonly { readonly table: string; readonly left: number; readonly right: number }[]; readonly change: { readonly refusal: { readonly reason: string; readonly sentence: string } | null; readonly stricter: number; readonly moved: readonly { readonly table: string; readonly rows: number }[]; readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[] } };
    };
  };
  '/api/customers/requests': {
    /** Asks the data steward for one change, however many records it touches; a new person is on file and usable at once, marked as unverified */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly customerId?: number | undefined; readonly note: string; readonly submit?: boolean | undefined; readonly fields?: { readonly name?: string | undefined; readonly givenName?: string | undefined; readonly familyName?: string | undefined; readonly credential?: string | undefined; readonly specialtyName?: string | undefined; readonly city?: string | undefined; readonly state?: string | undefined; readonly postalCode?: string | undefined; readonly email?: string | undefined; readonly phone?: string | undefined } | undefined; readonly affiliationIds?: readonly number[] | undefined; readonly otherIds?: readonly number[] | undefined; readonly person?: { readonly givenName: string; readonly familyName: string; readonly credential?: string | undefined; readonly specialtyName?: string | undefined; readonly city?: string | undefined; readonly state?: string | undefined } | undefined };
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[]; readonly expected: { readonly hours: number | null; readonly of: number } };
    };
    /** Change requests: one's own; for stewards also those that wait, the oldest first, and those that are decided */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly view?: 'mine' | 'waiting' | 'decided' | undefined; readonly customerId?: number | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[] })[]; readonly nextCursor: string | null };
    };
  };
  '/api/customers/requests/{requestId}': {
    /** One change request with its lines, files, answer, and how long such requests took of late */
    readonly get: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[]; readonly expected: { readonly hours: number | null; readonly of: number } };
    };
  };
  '/api/customers/requests/{requestId}/cancel': {
    /** Takes back a request that is not decided yet */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[]; readonly expected: { readonly hours: number | null; readonly of: number } };
    };
  };
  '/api/customers/requests/{requestId}/decide': {
    /** Decides every line of a request and applies what is accepted, all or nothing; who asked is told with the reason */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly answer?: string | undefined; readonly lines: readonly ({ readonly lineNo: number; readonly result: 'accepted' | 'rejected' | 'modified'; readonly applied?: string | undefined; readonly reason?: string | undefined })[] };
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[]; readonly expected: { readonly hours: number | null; readonly of: number } };
    };
  };
  '/api/customers/requests/{requestId}/files': {
    /** Puts a file (the body) to a request: PDF, PNG or JPEG, at most 10 MB */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: Blob | FormData;
      readonly answer: { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number };
    };
  };
  '/api/customers/requests/{requestId}/files/{fileNo}': {
    /** A file of a request, as an attachment */
    readonly get: {
      readonly path: { readonly requestId: number; readonly fileNo: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/customers/requests/{requestId}/submit': {
    /** Hands in a request that was kept back */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[]; readonly expected: { readonly hours: number | null; readonly of: number } };
    };
  };
  '/api/customers/requests/{requestId}/take': {
    /** Takes a request up */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: 'correct' | 'new_person' | 'close_affiliation' | 'merge'; readonly state: 'new' | 'submitted' | 'pending' | 'processed' | 'cancelled'; readonly note: string; readonly requestedBy: number; readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null; readonly answer: string; readonly lines: readonly ({ readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string; readonly result: 'accepted' | 'rejected' | 'modified' | 'already_applied' | null; readonly applied: string | null; readonly reason: string })[]; readonly files: readonly { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number }[]; readonly expected: { readonly hours: number | null; readonly of: number } };
    };
  };
  '/api/customers/specialties': {
    /** Specialties that customers have */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly code: string; readonly name: string }[] };
    };
  };
  '/api/customers/verdicts': {
    /** A steward's word on one pair or many: same (merges them), different, later, or a verdict withdrawn */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly pairs: readonly ({ readonly customerId: number; readonly otherId: number; readonly winnerId?: number | undefined })[]; readonly verdict: 'same' | 'different' | 'later' | 'withdrawn'; readonly reason?: string | undefined };
      readonly answer: { readonly results: readonly ({ readonly customerId: number; readonly otherId: number; readonly ok: boolean; readonly reason: string | null; readonly sentence: string | null; readonly mergeId: number | null })[] };
    };
  };
  '/api/customers/verdicts/precision': {
    /** Of the pairs that stewards decided, how many were the same, by the probability that the rule gave; with intervals */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly bands: readonly ({ readonly from: number; readonly to: number; readonly same: number; readonly decided: number; readonly interval: { readonly low: number; readonly high: number } | null })[]; readonly all: { readonly same: number; readonly decided: number; readonly interval: { readonly low: number; readonly high: number } | null }; readonly merged: number; readonly undone: number };
    };
  };
  '/api/field/customers/{customerId}/facts': {
    /** What to know before one sees a customer */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: { readonly productId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly askedAt: string | null; readonly closed: { readonly channel: string; readonly productName: string | null; readonly since: string } | null; readonly coverage: { readonly payerId: number; readonly payerName: string; readonly productName: string; readonly status: string; readonly tier: number | null; readonly effectiveFrom: string } | null; readonly medical: { readonly at: string; readonly channel: string; readonly personName: string | null } | null; readonly lastVisitAt: string | null; readonly colleaguesAsked: number };
    };
  };
  '/api/field/customers/{customerId}/planned': {
    /** Visits to one customer that are still to come */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly visits: readonly ({ readonly visitId: number; readonly startsAt: string; readonly minutes: number; readonly state: 'proposed' | 'planned'; readonly personName: string; readonly productName: string | null })[] };
    };
  };
  '/api/field/day': {
    /** My day: visits in order, proposals, and what to know before the next one */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly date?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly date: string; readonly timeZone: string; readonly now: string; readonly visits: readonly ({ readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null; readonly refusal: { readonly code: string; readonly record: string | null; readonly sentence: string } | null })[]; readonly elsewhere: readonly ({ readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null; readonly refusal: { readonly code: string; readonly record: string | null; readonly sentence: string } | null })[]; readonly toPlan: readonly ({ readonly taskId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly city: string | null; readonly timeZone: string; readonly title: string; readonly reason: string; readonly dueAt: string | null; readonly productId: number | null; readonly cascadeId: number | null })[]; readonly capacity: { readonly perDay: number | null; readonly booked: number }; readonly next: { readonly visit: { readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null; readonly refusal: { readonly code: string; readonly record: string | null; readonly sentence: string } | null }; readonly facts: { readonly askedAt: string | null; readonly closed: { readonly channel: string; readonly productName: string | null; readonly since: string } | null; readonly coverage: { readonly payerId: number; readonly payerName: string; readonly productName: string; readonly status: string; readonly tier: number | null; readonly effectiveFrom: string } | null; readonly medical: { readonly at: string; readonly channel: string; readonly personName: string | null } | null; readonly lastVisitAt: string | null; readonly colleaguesAsked: number } } | null };
    };
  };
  '/api/field/practices/{customerId}/history': {
    /** Everything that anyone of ours had with a practice and its doctors */
    readonly get: {
      readonly path: { readonly customerId: number };
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly practice: { readonly practiceId: number; readonly name: string; readonly city: string | null; readonly state: string | null }; readonly people: readonly ({ readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly lastTouchAt: string | null })[]; readonly rows: readonly ({ readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly function: string; readonly channel: string; readonly direction: string; readonly kind: string; readonly state: string; readonly headline: string; readonly personName: string | null; readonly minutes: number | null; readonly productName: string | null; readonly inPart: boolean })[]; readonly nextCursor: string | null };
    };
  };
  '/api/field/suggested-time': {
    /** The first time that fits a customer and my days */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number; readonly minutes?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly startsAt: string | null; readonly timeZone: string; readonly preferredTime: string };
    };
  };
  '/api/field/team': {
    /** Those who answer to me: the coming week of each, what waits, and who may need help */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly userId: number; readonly name: string; readonly roleTitle: string; readonly territory: string | null; readonly perDay: number | null; readonly room: number | null; readonly booked: number; readonly waiting: number; readonly today: number; readonly unreported: number; readonly openTasks: number; readonly overdueTasks: number; readonly help: readonly ('more_than_fits' | 'overdue_tasks' | 'unreported_visits')[] })[] };
    };
  };
  '/api/field/team/{userId}': {
    /** One of those who answer to me, with visits and open tasks */
    readonly get: {
      readonly path: { readonly userId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly territory: string | null; readonly perDay: number | null; readonly room: number | null; readonly booked: number; readonly waiting: number; readonly today: number; readonly unreported: number; readonly openTasks: number; readonly overdueTasks: number; readonly help: readonly ('more_than_fits' | 'overdue_tasks' | 'unreported_visits')[]; readonly visits: readonly ({ readonly visitId: number; readonly customerId: number; readonly customerName: string | null; readonly startsAt: string; readonly minutes: number; readonly state: 'proposed' | 'planned'; readonly purpose: string })[]; readonly tasks: readonly ({ readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly title: string; readonly reason: string; readonly dueAt: string | null })[] };
    };
  };
  '/api/field/territories': {
    /** Territories, who holds them, and how full the coming week is */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly territoryId: number; readonly code: string; readonly name: string; readonly userId: number | null; readonly userName: string | null; readonly customers: number; readonly perDay: number | null; readonly planned: number })[] };
    };
  };
  '/api/field/territories/{territoryId}/assignments': {
    /** Put customers into a territory from today */
    readonly post: {
      readonly path: { readonly territoryId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly customerIds: readonly number[]; readonly reason: string };
      readonly answer: { readonly assigned: number; readonly added: number; readonly removed: number };
    };
  };
  '/api/field/visits': {
    /** Plan a visit */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly startsAt: string; readonly minutes?: number | undefined; readonly productId?: number | undefined; readonly taskId?: number | undefined; readonly purpose?: string | undefined };
      readonly answer: { readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null };
    };
  };
  '/api/field/visits/{visitId}/accept': {
    /** Accept a proposed visit, at its time or another */
    readonly post: {
      readonly path: { readonly visitId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly startsAt?: string | undefined; readonly minutes?: number | undefined };
      readonly answer: { readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null };
    };
  };
  '/api/field/visits/{visitId}/decline': {
    /** Not now, with a reason */
    readonly post: {
      readonly path: { readonly visitId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' };
      readonly answer: { readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null };
    };
  };
  '/api/field/visits/{visitId}/report': {
    /** Report how a visit went, in three taps */
    readonly post: {
      readonly path: { readonly visitId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer'; readonly discussed?: readonly ('coverage' | 'efficacy' | 'safety_information' | 'dosing' | 'samples' | 'patient_support' | 'other')[] | undefined; readonly nextStep?: 'none' | 'visit_again' | 'mail_is_welcome' | undefined };
      readonly answer: { readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly practiceId: number | null; readonly practiceName: string | null; readonly userId: number; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string; readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null; readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly outcome: 'met' | 'met_briefly' | 'not_available' | 'cancelled_by_customer' | null; readonly declineReason: 'no_time' | 'not_my_customer' | 'customer_declined' | 'already_seen' | 'wrong_time' | null; readonly reportedAt: string | null };
    };
  };
  '/api/gate/policy-effects': {
    /** What a text of rules would change: whom the gate lets through, now and then, and the text's own test cases */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly text: string };
      readonly answer: { readonly sampled: number; readonly standing: readonly ({ readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal'; readonly answer: string; readonly customers: number })[]; readonly proposed: readonly ({ readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal'; readonly answer: string; readonly customers: number })[]; readonly tests: readonly ({ readonly name: string; readonly expect: string; readonly got: string; readonly record: string | null; readonly passed: boolean })[] };
    };
  };
  '/api/gate/reach': {
    /** May we reach this customer now, channel by channel, and which record decides */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number; readonly productId?: number | undefined; readonly function?: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | undefined; readonly purpose?: 'promotion' | 'medical_information' | 'service' | undefined; readonly market?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly channels: readonly ({ readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal'; readonly allowed: boolean; readonly refusal: string | null; readonly record: string | null; readonly sentence: string; readonly remedy: string | null; readonly notBefore: string | null })[]; readonly touches: { readonly used: number; readonly cap: number; readonly windowDays: number } | null };
    };
  };
  '/api/insight/awareness': {
    /** A proxy of awareness by channel, now and twelve weeks ago; it is no survey */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly productId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly productId: number | null; readonly asOf: string | null; readonly comparedWith: string | null; readonly proxy: true; readonly definition: string; readonly noTouchDefinition: string; readonly rows: readonly ({ readonly channel: 'visit' | 'phone' | 'email' | 'event' | 'portal' | 'sms' | 'any' | 'none'; readonly now: { readonly value: number | null; readonly low: number; readonly high: number; readonly n: number; readonly of: number }; readonly before: { readonly value: number | null; readonly low: number; readonly high: number; readonly n: number; readonly of: number } | null })[] };
    };
  };
  '/api/insight/definitions': {
    /** What every number of the dashboards means */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly definitions: readonly { readonly code: string; readonly label: string; readonly text: string }[] };
    };
  };
  '/api/insight/engagement': {
    /** Reach by function and week, five figures with interval and definition, and the finding they add up to */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly weeks?: number | undefined; readonly productId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly productId: number | null; readonly asOf: string | null; readonly finding: { readonly title: string; readonly detail: string }; readonly figures: readonly ({ readonly code: 'reached' | 'answered' | 'lift' | 'prevented' | 'first_touch'; readonly value: number | null; readonly unit: string; readonly low: number | null; readonly high: number | null; readonly base: number | null; readonly before: number | null; readonly sentence: string; readonly definition: string; readonly asOf: string | null })[]; readonly definition: string; readonly weeks: readonly { readonly week: string; readonly from: string; readonly to: string; readonly complete: boolean; readonly any: number; readonly touches: number; readonly byFunction: { readonly sales: number; readonly marketing: number; readonly medical: number; readonly market_access: number; readonly contact_centre: number } }[]; readonly marks: readonly ({ readonly day: string; readonly week: string; readonly change: string; readonly payerId: number; readonly payerName: string; readonly plans: number; readonly lives: number; readonly eventId: number | null })[]; readonly latest: { readonly cascadeId: number; readonly name: string; readonly state: string; readonly touched: number; readonly chosen: number; readonly startedAt: string; readonly week: string } | null };
    };
  };
  '/api/insight/look-alikes': {
    /** Accounts that resemble one, with what makes them alike and whom a win would reach */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly accountId?: number | undefined; readonly productId?: number | undefined; readonly limit?: number | undefined; readonly all?: 'true' | 'false' | undefined };
      readonly body: undefined;
      readonly answer: { readonly productId: number; readonly productName: string; readonly learned: string; readonly definition: string; readonly reachDefinition: string; readonly account: { readonly customerId: number; readonly name: string; readonly kind: 'payer' | 'idn' | 'hco' } | null; readonly because: string | null; readonly compared: number; readonly asOf: string | null; readonly choices: readonly ({ readonly customerId: number; readonly name: string; readonly kind: 'payer' | 'idn' | 'hco'; readonly state: string | null })[]; readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly kind: 'payer' | 'idn' | 'hco'; readonly city: string | null; readonly state: string | null; readonly likeness: number; readonly nearest: readonly ({ readonly attribute: 'region' | 'benefit_manager' | 'review_month' | 'covered_lives' | 'plans' | 'prescribers' | 'places' | 'beds' | 'books' | 'access' | 'specialties' | 'answers'; readonly sentence: string; readonly likeness: number })[]; readonly farthest: readonly ({ readonly attribute: 'region' | 'benefit_manager' | 'review_month' | 'covered_lives' | 'plans' | 'prescribers' | 'places' | 'beds' | 'books' | 'access' | 'specialties' | 'answers'; readonly sentence: string; readonly likeness: number })[]; readonly wouldReach: number })[] };
    };
  };
  '/api/insight/members': {
    /** The customers behind a figure, as far as the reader may see them */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly of: 'reached' | 'answered' | 'engaged' | 'no_touch' | 'prevented' | 'first_touch'; readonly productId?: number | undefined; readonly function?: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | undefined; readonly channel?: 'visit' | 'phone' | 'email' | 'event' | 'portal' | 'sms' | undefined; readonly week?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly specialty: string | null; readonly city: string | null; readonly state: string | null; readonly at: string | null; readonly cascadeId: number | null; readonly minutes: number | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/insight/orchestration': {
    /** Functions that played together, and what each department and role did */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly weeks?: number | undefined; readonly productId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly productId: number | null; readonly asOf: string | null; readonly from: string; readonly functions: readonly ('sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre')[]; readonly together: readonly ({ readonly of: string; readonly with: string; readonly share: { readonly value: number | null; readonly low: number; readonly high: number; readonly n: number; readonly of: number } })[]; readonly activity: readonly { readonly function: string; readonly role: string; readonly counts: { readonly action: number; readonly task: number; readonly email: number; readonly visit: number; readonly call: number } }[]; readonly togetherDefinition: string; readonly activityDefinition: string };
    };
  };
  '/api/interactions': {
    /** What happened, newest first, as far as the reader may see */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId?: number | undefined; readonly filter?: 'all' | 'from_customer' | 'product' | 'with_me' | undefined; readonly productId?: number | undefined; readonly function?: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | undefined; readonly channel?: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal' | undefined; readonly direction?: 'in' | 'out' | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services'; readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal' | 'none'; readonly direction: 'in' | 'out'; readonly kind: string; readonly state: 'done' | 'planned' | 'cancelled'; readonly productId: number | null; readonly productName: string | null; readonly personId: number | null; readonly personName: string | null; readonly organisationId: number | null; readonly organisationName: string | null; readonly minutes: number | null; readonly headline: string; readonly actionId: number | null; readonly causedBy: number | null; readonly source: string; readonly body: string | null; readonly quote: string | null; readonly shown: 'shown' | 'in_part'; readonly sentence: string | null; readonly ask: string | null })[]; readonly nextCursor: string | null; readonly from: string; readonly to: string; readonly closed: readonly ({ readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services'; readonly sentence: string })[] };
    };
    /** Write down a visit, call or note of one's own */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly kind: 'visit' | 'call' | 'call_missed' | 'meeting' | 'event_attended' | 'letter_sent' | 'reply' | 'note' | 'correction'; readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal' | 'none'; readonly direction?: 'in' | 'out' | undefined; readonly occurredAt?: string | undefined; readonly minutes?: number | undefined; readonly productId?: number | undefined; readonly organisationId?: number | undefined; readonly headline: string; readonly body?: string | undefined; readonly quote?: string | undefined; readonly causedBy?: number | undefined };
      readonly answer: { readonly interactionId: number };
    };
  };
  '/api/interactions/export-back.csv': {
    /** Calls or e-mails that were recorded here, in the shape of another CRM: its Data Loader upserts them by Tutti_Id__c */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly system?: 'salesforce' | 'veeva' | 'vault' | undefined; readonly what?: 'calls' | 'e-mails' | undefined; readonly market?: string | undefined; readonly since?: string | undefined };
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/interactions/lanes': {
    /** One customer's history as parallel lanes, at most 400 marks */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number; readonly from?: string | undefined; readonly to?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly from: string; readonly to: string; readonly now: string; readonly cut: boolean; readonly lanes: readonly ({ readonly of: 'customer' | 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services'; readonly closed: string | null })[]; readonly marks: readonly ({ readonly interactionId: number; readonly lane: 'customer' | 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services'; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services'; readonly direction: 'in' | 'out'; readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal' | 'none'; readonly kind: string; readonly at: string; readonly state: 'done' | 'planned' | 'cancelled'; readonly causedBy: number | null; readonly headline: string; readonly shown: 'shown' | 'in_part' })[] };
    };
  };
  '/api/interactions/preferences': {
    /** What she said she wants, and what she showed, each with its evidence */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number };
      readonly body: undefined;
      readonly answer: { readonly said: readonly ({ readonly wishId: number; readonly kind: 'wants_channel' | 'no_channel' | 'topic' | 'time' | 'visit_requested'; readonly channel: string | null; readonly productId: number | null; readonly productName: string | null; readonly detail: string; readonly saidAt: string; readonly interactionId: number | null })[]; readonly showed: readonly ({ readonly channel: 'email' | 'sms' | 'phone' | 'visit' | 'event' | 'portal'; readonly touches: number; readonly answered: number; readonly unasked: number; readonly rate: number | null })[]; readonly windowDays: number; readonly halfLifeDays: number; readonly asOf: string | null };
    };
  };
  '/api/lists': {
    /** Lists that one may take away as a file, with their filters */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly list: string; readonly summary: string; readonly filters: readonly string[] }[] };
    };
  };
  '/api/lists/export': {
    /** A list as CSV, XLSX or NDJSON, under the rights of whoever asks; the trail keeps what was taken */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly list: string; readonly format?: 'csv' | 'xlsx' | 'ndjson' | undefined; readonly filters?: string | undefined };
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/lists/exports': {
    /** Begins an export of everything that an administrator may read */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly exportId: string; readonly state: 'running' | 'done' | 'failed'; readonly askedBy: number | null; readonly askedAt: string; readonly finishedAt: string | null; readonly tablesTotal: number; readonly tables: readonly { readonly table: string; readonly rows: number; readonly file: string; readonly sha256: string; readonly readAt: string }[]; readonly withheld: readonly string[] };
    };
    /** Exports of everything, newest first, and how far each is */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly exportId: string; readonly state: 'running' | 'done' | 'failed'; readonly askedBy: number | null; readonly askedAt: string; readonly finishedAt: string | null; readonly tablesTotal: number; readonly tables: readonly { readonly table: string; readonly rows: number; readonly file: string; readonly sha256: string; readonly readAt: string }[]; readonly withheld: readonly string[]; readonly askedByName: string | null })[] };
    };
  };
  '/api/lists/exports/{exportId}': {
    /** Removes an export from the disk */
    readonly delete: {
      readonly path: { readonly exportId: string };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: Record<string, never>;
    };
  };
  '/api/lists/exports/{exportId}/download': {
    /** A finished export as one zip */
    readonly get: {
      readonly path: { readonly exportId: string };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/market-access/events': {
    /** Record what a payer decided about a product on its plans */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly payerId: number; readonly productId: number; readonly planIds: readonly number[]; readonly effectiveFrom: string; readonly status?: 'covered' | 'not_covered' | undefined; readonly tier?: number | null | undefined; readonly restrictions?: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[] | undefined; readonly source: string };
      readonly answer: { readonly eventId: number | null; readonly eventType: string | null; readonly unchanged: readonly number[]; readonly changes: readonly ({ readonly planId: number; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline'; readonly positionId: number })[] };
    };
  };
  '/api/market-access/events/preview': {
    /** What saving would record and tell; nothing is written */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly payerId: number; readonly productId: number; readonly planIds: readonly number[]; readonly effectiveFrom: string; readonly status?: 'covered' | 'not_covered' | undefined; readonly tier?: number | null | undefined; readonly restrictions?: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[] | undefined; readonly source?: string | undefined };
      readonly answer: { readonly eventType: string | null; readonly data: Readonly<Record<string, unknown>> | null; readonly changes: readonly ({ readonly planId: number; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline' })[]; readonly unchanged: readonly number[] };
    };
  };
  '/api/market-access/home': {
    /** Figures and changes of a product at my accounts */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly productId: number; readonly mine?: 'true' | 'false' | undefined };
      readonly body: undefined;
      readonly answer: { readonly productId: number; readonly asOf: string; readonly since: string; readonly figures: readonly ({ readonly code: 'lives_at_tier2' | 'plans_at_tier2' | 'restricted_plans' | 'upcoming'; readonly value: number; readonly of: number | null; readonly before: { readonly value: number; readonly on: string } | null; readonly definition: string; readonly members: string })[]; readonly changed: readonly ({ readonly payerId: number; readonly payerName: string; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline'; readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[]; readonly effectiveFrom: string; readonly source: string; readonly recordedAt: string; readonly recordedByName: string | null; readonly eventId: number | null; readonly coveredLives: number; readonly plans: readonly { readonly planId: number; readonly planName: string }[] })[] };
    };
  };
  '/api/market-access/listings': {
    /** Formularies as plans and Medicare publish them, by plan or formulary and by drug */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly list?: 'qhp' | 'partd' | undefined; readonly listKey?: string | undefined; readonly drugKey?: string | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly list: string; readonly listKey: string; readonly drugKey: string; readonly drugName: string; readonly tier: string; readonly restrictions: readonly string[]; readonly detail: Readonly<Record<string, unknown>>; readonly changedAt: string }[]; readonly nextCursor: string | null };
    };
  };
  '/api/market-access/payer-mix': {
    /** A prescriber’s patients by plan, with where a product stands on each */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number; readonly productId: number };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly share: number; readonly asOf: string; readonly status: string; readonly tier: number | null; readonly restrictions: readonly string[] })[] };
    };
  };
  '/api/market-access/payers': {
    /** Payers with where a product stands on their plans */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly productId: number; readonly asOf?: string | undefined; readonly mine?: 'true' | 'false' | undefined };
      readonly body: undefined;
      readonly answer: { readonly asOf: string; readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly city: string | null; readonly state: string | null; readonly isMine: boolean; readonly ownerId: number | null; readonly plans: number; readonly coveredLives: number; readonly plansAtTier2: number; readonly livesAtTier2: number; readonly lastChangeAt: string | null })[] };
    };
  };
  '/api/market-access/payers/{payerId}/plans': {
    /** The plans of a payer with a product’s standing on a day */
    readonly get: {
      readonly path: { readonly payerId: number };
      readonly query: { readonly productId: number; readonly asOf?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly asOf: string; readonly rows: readonly ({ readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly book: 'commercial' | 'medicare_part_d' | 'medicaid' | 'exchange' | 'va_dod'; readonly coveredLives: number; readonly pharmacyLives: number; readonly status: 'covered' | 'not_covered' | 'not_recorded'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[]; readonly since: string | null; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline' | null; readonly source: string | null; readonly next: { readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[]; readonly effectiveFrom: string; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline'; readonly eventId: number | null } | null })[] };
    };
  };
  '/api/market-access/plans/{planId}/prescribers': {
    /** Who can prescribe a product under a plan on a day, through which practice, and where the product stood */
    readonly get: {
      readonly path: { readonly planId: number };
      readonly query: { readonly productId: number; readonly on?: string | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly practices: readonly string[]; readonly itself: boolean; readonly reason: 'not_active' | 'licence_ended' | null })[]; readonly nextCursor: string | null; readonly on: string; readonly position: { readonly planName: string; readonly payerId: number; readonly payerName: string; readonly productName: string; readonly status: string; readonly tier: number | null; readonly restrictions: readonly string[]; readonly effectiveFrom: string | null; readonly source: string | null } };
    };
  };
  '/api/market-access/positions': {
    /** A product’s formulary positions on a day, and how they came about */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly productId: number; readonly payerId?: number | undefined; readonly asOf?: string | undefined; readonly mine?: 'true' | 'false' | undefined; readonly show?: 'all' | 'tier2' | 'restricted' | 'upcoming' | 'not_covered' | undefined; readonly history?: 'true' | 'false' | undefined };
      readonly body: undefined;
      readonly answer: { readonly asOf: string; readonly rows: readonly ({ readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly book: 'commercial' | 'medicare_part_d' | 'medicaid' | 'exchange' | 'va_dod'; readonly coveredLives: number; readonly pharmacyLives: number; readonly status: 'covered' | 'not_covered' | 'not_recorded'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[]; readonly since: string | null; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline' | null; readonly source: string | null; readonly next: { readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[]; readonly effectiveFrom: string; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline'; readonly eventId: number | null } | null })[]; readonly history: readonly ({ readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly book: 'commercial' | 'medicare_part_d' | 'medicaid' | 'exchange' | 'va_dod'; readonly coveredLives: number; readonly productId: number; readonly positionId: number; readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[]; readonly effectiveFrom: string; readonly effectiveTo: string | null; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline'; readonly source: string; readonly recordedAt: string; readonly recordedByName: string | null; readonly eventId: number | null })[] };
    };
  };
  '/api/market-access/published': {
    /** Which numbers and tiers of published formularies were chosen for a product */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly productId: number };
      readonly body: undefined;
      readonly answer: { readonly codes: readonly string[]; readonly tiers: Readonly<Record<string, number>> };
    };
    /** Take over where published formularies put a product: positions, and one event for each payer and standing */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly productId: number; readonly codes: readonly string[]; readonly tiers?: Readonly<Record<string, number>> | undefined; readonly lists?: readonly ({ readonly planId: number; readonly list: 'qhp' | 'partd'; readonly listKey: string })[] | undefined; readonly planIds?: readonly number[] | undefined; readonly effectiveFrom: string; readonly source: string };
      readonly answer: { readonly recorded: number; readonly events: number; readonly unchanged: number; readonly left: number };
    };
  };
  '/api/market-access/published/preview': {
    /** Where published formularies that are on file put a product, plan by plan, against what stands; nothing is written */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly productId: number; readonly codes: readonly string[]; readonly tiers?: Readonly<Record<string, number>> | undefined; readonly lists?: readonly ({ readonly planId: number; readonly list: 'qhp' | 'partd'; readonly listKey: string })[] | undefined; readonly planIds?: readonly number[] | undefined; readonly effectiveFrom: string };
      readonly answer: { readonly plans: readonly ({ readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly list: string; readonly listKey: string; readonly standing: { readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[] } | null; readonly before: { readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly ('PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP')[] } | null; readonly change: 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline' | null; readonly fault: 'not_loaded' | 'tier_unknown' | 'later_position' | null; readonly detail: string })[]; readonly words: readonly ({ readonly word: string; readonly tier: number | null; readonly lists: number })[]; readonly unclaimed: readonly { readonly list: string; readonly listKey: string }[]; readonly events: readonly { readonly payerId: number; readonly type: string; readonly data: Readonly<Record<string, unknown>> }[] };
    };
  };
  '/api/medical/certifications': {
    /** Who may speak about which product, until when */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly mine?: 'true' | 'false' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly userId: number; readonly name: string; readonly productId: number; readonly productName: string; readonly indication: string; readonly market: string; readonly validFrom: string; readonly validTo: string }[] };
    };
  };
  '/api/medical/colleagues': {
    /** A customer and those who practise where she does, with who of sales owns each */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly practiceId: number; readonly practiceName: string; readonly salesOwnerId: number | null; readonly salesOwnerName: string | null })[] };
    };
  };
  '/api/medical/finder': {
    /** Liaisons who may answer about a product now, and why others are not offered */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly productId: number; readonly market?: string | undefined; readonly language?: string | undefined; readonly customerId?: number | undefined; readonly at?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly at: string; readonly people: readonly ({ readonly userId: number; readonly name: string; readonly presence: 'available' | 'busy' | 'away'; readonly languages: readonly string[]; readonly timeZone: string; readonly knowsSince: string | null; readonly blocks: readonly { readonly from: string; readonly to: string }[]; readonly certifiedUntil: string; readonly free: boolean; readonly freeUntil: string | null; readonly freeFrom: string | null })[]; readonly notOffered: readonly ({ readonly reason: 'not_certified' | 'certificate_ended' | 'language' | 'away' | 'outside_hours'; readonly count: number; readonly people: readonly ({ readonly userId: number; readonly name: string; readonly detail: string | null })[] })[] };
    };
  };
  '/api/medical/inquiries': {
    /** Inquiries by clock: that somebody asked, not what */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly mine?: 'true' | 'false' | undefined; readonly state?: 'open' | 'answered' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly inquiryId: number; readonly customerId: number; readonly customerName: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly productId: number | null; readonly productName: string | null; readonly state: 'new' | 'submitted' | 'assigned' | 'in_progress' | 'completed' | 'closed'; readonly ownerId: number | null; readonly askedByName: string | null; readonly wish: string; readonly preferredTime: string; readonly openedAt: string; readonly dueAt: string; readonly answeredAt: string | null; readonly handOverId: number | null; readonly handOverState: string | null })[] };
    };
  };
  '/api/medical/inquiries/{inquiryId}': {
    /** One inquiry in her own words; the read is on the trail */
    readonly get: {
      readonly path: { readonly inquiryId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly inquiryId: number; readonly customerId: number; readonly customerName: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string; readonly productId: number | null; readonly productName: string | null; readonly state: 'new' | 'submitted' | 'assigned' | 'in_progress' | 'completed' | 'closed'; readonly ownerId: number | null; readonly askedByName: string | null; readonly wish: string; readonly preferredTime: string; readonly openedAt: string; readonly dueAt: string; readonly answeredAt: string | null; readonly handOverId: number | null; readonly handOverState: string | null; readonly question: string; readonly unsolicited: boolean; readonly answer: string | null; readonly topics: readonly string[]; readonly callback: string; readonly caseId: number | null; readonly interactionId: number | null; readonly phones: readonly string[]; readonly colleagues: readonly ({ readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly practiceId: number; readonly practiceName: string; readonly salesOwnerId: number | null; readonly salesOwnerName: string | null })[] };
    };
  };
  '/api/medical/inquiries/{inquiryId}/answer': {
    /** Record how an inquiry was answered */
    readonly post: {
      readonly path: { readonly inquiryId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly channel?: 'phone' | 'email' | 'visit' | undefined; readonly minutes?: number | undefined; readonly answer: string; readonly topics?: readonly string[] | undefined; readonly offLabel?: boolean | undefined; readonly digitalIsFine?: boolean | undefined };
      readonly answer: { readonly inquiryId: number; readonly interactionId: number };
    };
  };
  '/api/medical/inquiries/{inquiryId}/attempt': {
    /** Record a call that did not reach her */
    readonly post: {
      readonly path: { readonly inquiryId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly inquiryId: number; readonly interactionId: number };
    };
  };
  '/api/medical/insights': {
    /** What was learnt in conversations */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly insightId: number; readonly customerId: number; readonly customerName: string; readonly type: 'efficacy' | 'safety_profile' | 'dosing' | 'access' | 'unmet_need' | 'education' | 'other'; readonly body: string; readonly productName: string | null; readonly recordedByName: string; readonly recordedAt: string })[] };
    };
    /** Record an insight */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly type: 'efficacy' | 'safety_profile' | 'dosing' | 'access' | 'unmet_need' | 'education' | 'other'; readonly body: string; readonly productId?: number | undefined };
      readonly answer: { readonly insightId: number };
    };
  };
  '/api/medical/interactions': {
    /** My conversations with customers */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly channel: string; readonly kind: string; readonly minutes: number | null; readonly productName: string | null; readonly headline: string; readonly topic: string | null; readonly offLabel: boolean | null })[] };
    };
  };
  '/api/medical/referrals': {
    /** Ask sales to act on what customers wish */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerIds: readonly number[]; readonly wish: 'visit' | 'phone_call' | 'samples' | 'formulary_information'; readonly preferredTime?: 'any' | 'early_morning' | 'morning' | 'midday' | 'afternoon' | 'after_hours' | 'this_week' | 'next_week' | undefined; readonly productId?: number | undefined };
      readonly answer: { readonly handOvers: readonly { readonly customerId: number; readonly handOverId: number; readonly toUserId: number }[] };
    };
  };
  '/api/medical/referrals/preview': {
    /** Exactly what each representative would read */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerIds: readonly number[]; readonly wish: 'visit' | 'phone_call' | 'samples' | 'formulary_information'; readonly preferredTime?: 'any' | 'early_morning' | 'morning' | 'midday' | 'afternoon' | 'after_hours' | 'this_week' | 'next_week' | undefined; readonly productId?: number | undefined };
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly customerName: string; readonly toUserId: number | null; readonly toName: string | null; readonly title: string; readonly reason: string; readonly refusal: string | null })[] };
    };
  };
  '/api/orchestration/cascades': {
    /** Cascades, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly eventId?: number | undefined; readonly state?: 'deciding' | 'proposed' | 'approved' | 'running' | 'done' | 'held' | 'undone' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly cascadeId: number; readonly name: string; readonly state: string; readonly playName: string; readonly playVersion: number; readonly accountName: string | null; readonly customerId: number; readonly productId: number | null; readonly productName: string | null; readonly eventId: number; readonly eventType: string | null; readonly eventData: Readonly<Record<string, unknown>> | null; readonly eventAt: string | null; readonly eventBy: string | null; readonly audience: number; readonly decided: number; readonly segmentId: number | null; readonly startedAt: string; readonly decidedAt: string | null; readonly approvedAt: string | null; readonly approvedBy: string | null; readonly journeyReason: string; readonly journeyVersionId: number | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/orchestration/cascades/{cascadeId}': {
    /** One cascade with its counts */
    readonly get: {
      readonly path: { readonly cascadeId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly cascadeId: number; readonly name: string; readonly state: string; readonly playName: string; readonly playVersion: number; readonly accountName: string | null; readonly customerId: number; readonly productId: number | null; readonly productName: string | null; readonly eventId: number; readonly eventType: string | null; readonly eventData: Readonly<Record<string, unknown>> | null; readonly eventAt: string | null; readonly eventBy: string | null; readonly audience: number; readonly decided: number; readonly segmentId: number | null; readonly startedAt: string; readonly decidedAt: string | null; readonly approvedAt: string | null; readonly approvedBy: string | null; readonly journeyReason: string; readonly journeyVersionId: number | null; readonly candidates: readonly ({ readonly position: number; readonly code: string; readonly name: string; readonly channel: string; readonly function: string; readonly journeyVersionId: number | null; readonly versionId: number | null })[]; readonly outcomes: readonly ({ readonly outcome: string; readonly chosen: number | null; readonly refusal: string | null; readonly count: number; readonly owners: number })[]; readonly actions: readonly ({ readonly candidate: number; readonly state: string; readonly message: string | null; readonly count: number; readonly firstAt: string; readonly lastAt: string })[]; readonly answers: readonly { readonly candidate: number; readonly kind: string; readonly customers: number }[]; readonly underWay: number; readonly changes: readonly ({ readonly change: string; readonly reason: string; readonly rows: number; readonly at: string; readonly by: string | null })[] };
    };
  };
  '/api/orchestration/cascades/{cascadeId}/approve': {
    /** Approve a proposed cascade: its mail goes out, its tasks are given */
    readonly post: {
      readonly path: { readonly cascadeId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly cascadeId: number };
    };
  };
  '/api/orchestration/cascades/{cascadeId}/decisions': {
    /** The decisions of a cascade, in the order in which they were made */
    readonly get: {
      readonly path: { readonly cascadeId: number };
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly outcome?: 'chosen' | 'refused' | 'held_out' | undefined; readonly candidate?: number | undefined; readonly refusal?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly practiceName: string | null; readonly practiceId: number | null; readonly outcome: string; readonly chosen: number | null; readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly actionState: string | null; readonly because: string })[]; readonly nextCursor: string | null };
    };
  };
  '/api/orchestration/cascades/{cascadeId}/decisions.csv': {
    /** The decisions of a cascade as a file; the export is in the trail */
    readonly get: {
      readonly path: { readonly cascadeId: number };
      readonly query: { readonly outcome?: 'chosen' | 'refused' | 'held_out' | undefined; readonly candidate?: number | undefined; readonly refusal?: string | undefined };
      readonly body: undefined;
      readonly answer: string;
    };
  };
  '/api/orchestration/cascades/{cascadeId}/decisions/{customerId}': {
    /** Why this, why not that, for one customer */
    readonly get: {
      readonly path: { readonly cascadeId: number; readonly customerId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly practiceName: string | null; readonly practiceId: number | null; readonly outcome: string; readonly chosen: number | null; readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly actionState: string | null; readonly because: string; readonly cascadeId: number; readonly cascadeName: string; readonly propensity: number; readonly wouldChange: string; readonly considered: readonly ({ readonly code: string; readonly name: string; readonly channel: string | null; readonly function: string; readonly score: number; readonly chosen: boolean; readonly refusal: string | null; readonly record: string | null; readonly sentence: string })[]; readonly counted: { readonly candidate: string; readonly name: string; readonly parts: readonly { readonly name: string; readonly label: string; readonly evidence: string; readonly amount: number }[] } | null };
    };
  };
  '/api/orchestration/cascades/{cascadeId}/hold': {
    /** Hold everything that has not left yet */
    readonly post: {
      readonly path: { readonly cascadeId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly cascadeId: number; readonly stopped: number };
    };
  };
  '/api/orchestration/cascades/{cascadeId}/resume': {
    /** Let a held cascade go on where it stood; its mail passes the gate again */
    readonly post: {
      readonly path: { readonly cascadeId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly cascadeId: number; readonly state: string; readonly resumed: number };
    };
  };
  '/api/orchestration/cascades/{cascadeId}/undo': {
    /** Take a cascade back as far as that can be done */
    readonly post: {
      readonly path: { readonly cascadeId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly cascadeId: number; readonly stopped: number };
    };
  };
  '/api/orchestration/journeys': {
    /** Journeys with how many stand at each step */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: readonly ({ readonly journeyVersionId: number; readonly code: string; readonly version: number; readonly state: string; readonly name: string; readonly productId: number | null; readonly graph: unknown; readonly createdAt: string; readonly underWay: Readonly<Record<string, number>> })[];
    };
  };
  '/api/orchestration/journeys/{journeyVersionId}/steps/{step}': {
    /** A decide step of a journey with how its decisions fell */
    readonly get: {
      readonly path: { readonly journeyVersionId: number; readonly step: string };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly journeyVersionId: number; readonly step: string; readonly journeyName: string; readonly name: string; readonly options: readonly ({ readonly position: number; readonly code: string; readonly name: string; readonly channel: string | null; readonly function: string; readonly next: string })[]; readonly outcomes: readonly ({ readonly outcome: string; readonly chosen: number | null; readonly refusal: string | null; readonly count: number })[] };
    };
  };
  '/api/orchestration/journeys/{journeyVersionId}/steps/{step}/decisions': {
    /** The decisions of a step, in the order in which they were made */
    readonly get: {
      readonly path: { readonly journeyVersionId: number; readonly step: string };
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly outcome?: 'chosen' | 'refused' | 'held_out' | undefined; readonly option?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly outcome: string; readonly chosen: number | null; readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly because: string; readonly cascadeId: number | null; readonly nextStep: string })[]; readonly nextCursor: string | null };
    };
  };
  '/api/orchestration/journeys/{journeyVersionId}/steps/{step}/decisions/{customerId}': {
    /** Why a journey went on so for one customer, and not otherwise */
    readonly get: {
      readonly path: { readonly journeyVersionId: number; readonly step: string; readonly customerId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly outcome: string; readonly chosen: number | null; readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly because: string; readonly cascadeId: number | null; readonly nextStep: string; readonly journeyName: string; readonly stepName: string; readonly propensity: number; readonly wouldChange: string; readonly considered: readonly ({ readonly code: string; readonly name: string; readonly channel: string | null; readonly function: string; readonly score: number; readonly chosen: boolean; readonly refusal: string | null; readonly record: string | null; readonly sentence: string })[]; readonly counted: { readonly candidate: string; readonly name: string; readonly parts: readonly { readonly name: string; readonly label: string; readonly evidence: string; readonly amount: number }[] } | null };
    };
  };
  '/api/orchestration/next': {
    /** What is next for the reader with this customer, and why */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId: number };
      readonly body: undefined;
      readonly answer: { readonly next: { readonly cascadeId: number; readonly cascadeName: string; readonly taskId: number | null; readonly title: string | null; readonly channel: string; readonly plannedFor: string; readonly dueAt: string | null; readonly why: { readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly practiceName: string | null; readonly practiceId: number | null; readonly outcome: string; readonly chosen: number | null; readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly actionState: string | null; readonly because: string; readonly cascadeId: number; readonly cascadeName: string; readonly propensity: number; readonly wouldChange: string; readonly considered: readonly ({ readonly code: string; readonly name: string; readonly channel: string | null; readonly function: string; readonly score: number; readonly chosen: boolean; readonly refusal: string | null; readonly record: string | null; readonly sentence: string })[]; readonly counted: { readonly candidate: string; readonly name: string; readonly parts: readonly { readonly name: string; readonly label: string; readonly evidence: string; readonly amount: number }[] } | null } | null } | null };
    };
  };
  '/api/orchestration/plays': {
    /** Plays with their versions */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: readonly ({ readonly playId: number; readonly code: string; readonly version: number; readonly state: string; readonly name: string; readonly onEvent: string; readonly text: string; readonly createdAt: string; readonly createdByName: string | null; readonly cascades: number })[];
    };
    /** Save a play as its next version and make it live */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly text: string; readonly reason: string };
      readonly answer: { readonly playId: number; readonly version: number };
    };
  };
  '/api/orchestration/preview': {
    /** What saving an event would start; nothing is written */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly type: string; readonly customerId: number; readonly data: Readonly<Record<string, unknown>> };
      readonly answer: { readonly plays: readonly { readonly playId: number; readonly name: string; readonly version: number; readonly audience: number; readonly chosen: number; readonly refused: number; readonly heldOut: number; readonly approval: string; readonly journeyReason: string; readonly byCandidate: readonly { readonly code: string; readonly name: string; readonly channel: string; readonly function: string; readonly count: number; readonly people: number }[]; readonly refusals: readonly { readonly reason: string; readonly count: number }[]; readonly informs: readonly { readonly role: string; readonly headline: string }[] }[] };
    };
  };
  '/api/persons': {
    /** Colleagues by name, for choosing one */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly q?: string | undefined; readonly role?: string | undefined; readonly function?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly userId: number; readonly name: string; readonly role: string; readonly roleTitle: string; readonly function: string; readonly timeZone: string }[]; readonly nextCursor: string | null };
    };
  };
  '/api/privacy/data': {
    /** Every column that holds personal data: of whom, what for, by what right, how long, and what erasing does */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly tables: readonly ({ readonly table: string; readonly of: 'customer' | 'colleague'; readonly purpose: string; readonly basis: string; readonly retention: string; readonly erase: string; readonly because: string | null; readonly columns: readonly { readonly column: string; readonly category: string; readonly erasure: string }[] })[] };
    };
  };
  '/api/privacy/holds': {
    /** Legal holds, those in force first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly customerId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly holdId: number; readonly customerId: number; readonly name: string | null; readonly reason: string; readonly law: string; readonly validFrom: string; readonly validTo: string | null; readonly inForce: boolean; readonly recordedByName: string | null; readonly endReason: string })[] };
    };
    /** Keep everything of a customer for a legal claim */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly reason: string; readonly law: string; readonly validTo?: string | undefined };
      readonly answer: { readonly holdId: number };
    };
  };
  '/api/privacy/holds/{holdId}/end': {
    /** End a legal hold from now on */
    readonly post: {
      readonly path: { readonly holdId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly holdId: number };
    };
  };
  '/api/privacy/people': {
    /** Find whom a request is about: name, number, mail address, telephone number or identifier */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly q: string };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly customerId: number | null; readonly userId: number | null; readonly name: string; readonly about: string; readonly state: string })[] };
    };
  };
  '/api/privacy/requests': {
    /** Requests of people about their own data, by their clock */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly state?: 'open' | 'closed' | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly requestId: number; readonly customerId: number; readonly userId: number | null; readonly subjectName: string | null; readonly kind: 'access' | 'portability' | 'erasure' | 'rectification' | 'objection'; readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused'; readonly channel: string; readonly words: string; readonly receivedAt: string; readonly dueAt: string; readonly extendedAt: string | null; readonly extension: string; readonly identity: string; readonly verifiedAt: string | null; readonly exportedAt: string | null; readonly refusal: string | null; readonly outcome: string; readonly report: { readonly before: readonly { readonly table: string; readonly rows: number }[]; readonly done: readonly ({ readonly table: string; readonly did: 'deleted' | 'blanked' | 'kept'; readonly rows: number; readonly purpose: string; readonly because: string | null })[]; readonly after: readonly { readonly table: string; readonly rows: number }[]; readonly suppressed: number } | null; readonly closedAt: string | null; readonly closedByName: string | null; readonly recordedByName: string | null; readonly holds: number; readonly version: number })[]; readonly nextCursor: string | null };
    };
    /** Take a request down; its month runs from when it came in */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId?: number | undefined; readonly userId?: number | undefined; readonly kind: 'access' | 'portability' | 'erasure' | 'rectification' | 'objection'; readonly channel: 'email' | 'phone' | 'letter' | 'visit' | 'portal'; readonly words?: string | undefined; readonly receivedAt?: string | undefined };
      readonly answer: { readonly requestId: number; readonly dueAt: string };
    };
  };
  '/api/privacy/requests/{requestId}': {
    /** One request, with its report once it is carried out */
    readonly get: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly requestId: number; readonly customerId: number; readonly userId: number | null; readonly subjectName: string | null; readonly kind: 'access' | 'portability' | 'erasure' | 'rectification' | 'objection'; readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused'; readonly channel: string; readonly words: string; readonly receivedAt: string; readonly dueAt: string; readonly extendedAt: string | null; readonly extension: string; readonly identity: string; readonly verifiedAt: string | null; readonly exportedAt: string | null; readonly refusal: string | null; readonly outcome: string; readonly report: { readonly before: readonly { readonly table: string; readonly rows: number }[]; readonly done: readonly ({ readonly table: string; readonly did: 'deleted' | 'blanked' | 'kept'; readonly rows: number; readonly purpose: string; readonly because: string | null })[]; readonly after: readonly { readonly table: string; readonly rows: number }[]; readonly suppressed: number } | null; readonly closedAt: string | null; readonly closedByName: string | null; readonly recordedByName: string | null; readonly holds: number; readonly version: number };
    };
  };
  '/api/privacy/requests/{requestId}/erase': {
    /** Erase the person but for what the law keeps; it cannot be undone and is signed for */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly words: string; readonly signature: { readonly userName?: string | undefined; readonly password?: string | undefined; readonly code?: string | undefined; readonly passkey?: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } | undefined } };
      readonly answer: { readonly state: string; readonly report: { readonly before: readonly { readonly table: string; readonly rows: number }[]; readonly done: readonly ({ readonly table: string; readonly did: 'deleted' | 'blanked' | 'kept'; readonly rows: number; readonly purpose: string; readonly because: string | null })[]; readonly after: readonly { readonly table: string; readonly rows: number }[]; readonly suppressed: number } };
    };
  };
  '/api/privacy/requests/{requestId}/export': {
    /** Everything held of the person, as JSON or to be read; signed for by whoever takes it out */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly form?: 'json' | 'html' | undefined; readonly signature: { readonly userName?: string | undefined; readonly password?: string | undefined; readonly code?: string | undefined; readonly passkey?: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } | undefined } };
      readonly answer: string;
    };
  };
  '/api/privacy/requests/{requestId}/extend': {
    /** Take two months more, with the reason that the person is told */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly words: string };
      readonly answer: { readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused' };
    };
  };
  '/api/privacy/requests/{requestId}/fulfil': {
    /** Close what was done elsewhere; an objection binds every function at once */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly words: string };
      readonly answer: { readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused' };
    };
  };
  '/api/privacy/requests/{requestId}/preview': {
    /** What is held of the person, table by table, and what erasing would do with it */
    readonly get: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly tables: readonly ({ readonly table: string; readonly did: 'deleted' | 'blanked' | 'kept'; readonly rows: number; readonly purpose: string; readonly because: string | null; readonly retention: string; readonly basis: string })[]; readonly records: readonly number[]; readonly files: readonly { readonly fileId: number; readonly name: string }[] };
    };
  };
  '/api/privacy/requests/{requestId}/refuse': {
    /** Refuse a request with its reason */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly refusal: 'identity_not_proved' | 'manifestly_unfounded' | 'excessive' | 'legal_hold' | 'legal_obligation'; readonly words: string };
      readonly answer: { readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused' };
    };
  };
  '/api/privacy/requests/{requestId}/start': {
    /** Begin the work on a request */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused' };
    };
  };
  '/api/privacy/requests/{requestId}/verify': {
    /** Say how it was proved who asks */
    readonly post: {
      readonly path: { readonly requestId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly identity: string };
      readonly answer: { readonly state: 'received' | 'verified' | 'in_progress' | 'fulfilled' | 'refused' };
    };
  };
  '/api/privacy/suppressions': {
    /** Whom we may not take in again: kinds and days, since only a keyed hash is kept */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly suppressionId: number; readonly kind: string; readonly requestId: number; readonly madeAt: string; readonly binds: boolean }[] };
    };
  };
  '/api/privacy/suppressions/{suppressionId}/lift': {
    /** Let a number or an address in again, on the person’s own word */
    readonly post: {
      readonly path: { readonly suppressionId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly suppressionId: number };
    };
  };
  '/api/products': {
    /** Our products and their competitors, ours first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly ownOnly?: 'true' | 'false' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly productId: number; readonly code: string; readonly name: string; readonly indication: string; readonly therapeuticArea: string; readonly isOwn: boolean; readonly launchedOn: string | null })[] };
    };
  };
  '/api/products/{productId}': {
    /** One product */
    readonly get: {
      readonly path: { readonly productId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly productId: number; readonly code: string; readonly name: string; readonly indication: string; readonly therapeuticArea: string; readonly isOwn: boolean; readonly launchedOn: string | null };
    };
  };
  '/api/products/reference': {
    /** One public list of drugs or codes, searched by the beginnings of words */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly dataset: 'fda_product' | 'fda_application' | 'fda_equivalence' | 'fda_status' | 'fda_submission' | 'ndc_package' | 'ndc_product' | 'icd10cm' | 'icd10cm_category' | 'partd_drug_class' | 'partd_drug' | 'partd_state_year' | 'atc'; readonly search?: string | undefined; readonly limit?: number | undefined; readonly cursor?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly dataset: string; readonly key: string; readonly name: string; readonly detail: Readonly<Record<string, string>>; readonly changedAt: string }[]; readonly nextCursor: string | null };
    };
  };
  '/api/products/reference/datasets': {
    /** Which public lists were loaded, and how long they are */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly dataset: string; readonly entries: number; readonly changedAt: string }[] };
    };
  };
  '/api/safety/clocks': {
    /** How the clocks stand */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly received: number; readonly overdue: number; readonly dueSoon: number; readonly unacknowledged: number; readonly forwarded: number; readonly forwardedInTime: number; readonly nextDueAt: string | null };
    };
  };
  '/api/safety/events': {
    /** Adverse events and complaints, by clock */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly state?: 'received' | 'forwarded' | 'acknowledged' | 'nullified' | 'open' | undefined; readonly kind?: 'adverse_event' | 'product_complaint' | 'special_situation' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly safetyId: number; readonly receipt: string; readonly customerId: number; readonly customerName: string | null; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly state: 'received' | 'forwarded' | 'acknowledged' | 'nullified'; readonly productId: number | null; readonly productName: string | null; readonly channel: string; readonly caseId: number | null; readonly reportedBy: number | null; readonly reporterName: string | null; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string; readonly forwardedAt: string | null; readonly acknowledgedAt: string | null; readonly nullifiedAt: string | null; readonly nullifiedReason: string | null; readonly reference: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/safety/events/{safetyId}': {
    /** One event with what was said; the read is on the trail */
    readonly get: {
      readonly path: { readonly safetyId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly safetyId: number; readonly receipt: string; readonly customerId: number; readonly customerName: string | null; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly state: 'received' | 'forwarded' | 'acknowledged' | 'nullified'; readonly productId: number | null; readonly productName: string | null; readonly channel: string; readonly caseId: number | null; readonly reportedBy: number | null; readonly reporterName: string | null; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string; readonly forwardedAt: string | null; readonly acknowledgedAt: string | null; readonly nullifiedAt: string | null; readonly nullifiedReason: string | null; readonly reference: string | null; readonly narrative: string; readonly patient: string };
    };
  };
  '/api/safety/events/{safetyId}/acknowledge': {
    /** The safety database acknowledged it */
    readonly post: {
      readonly path: { readonly safetyId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reference: string };
      readonly answer: { readonly safetyId: number; readonly receipt: string; readonly customerId: number; readonly customerName: string | null; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly state: 'received' | 'forwarded' | 'acknowledged' | 'nullified'; readonly productId: number | null; readonly productName: string | null; readonly channel: string; readonly caseId: number | null; readonly reportedBy: number | null; readonly reporterName: string | null; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string; readonly forwardedAt: string | null; readonly acknowledgedAt: string | null; readonly nullifiedAt: string | null; readonly nullifiedReason: string | null; readonly reference: string | null };
    };
  };
  '/api/safety/events/{safetyId}/forward': {
    /** The event was passed to the safety database */
    readonly post: {
      readonly path: { readonly safetyId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reference?: string | undefined };
      readonly answer: { readonly safetyId: number; readonly receipt: string; readonly customerId: number; readonly customerName: string | null; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly state: 'received' | 'forwarded' | 'acknowledged' | 'nullified'; readonly productId: number | null; readonly productName: string | null; readonly channel: string; readonly caseId: number | null; readonly reportedBy: number | null; readonly reporterName: string | null; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string; readonly forwardedAt: string | null; readonly acknowledgedAt: string | null; readonly nullifiedAt: string | null; readonly nullifiedReason: string | null; readonly reference: string | null };
    };
  };
  '/api/safety/events/{safetyId}/nullify': {
    /** The event was no event; it stays on file with the reason */
    readonly post: {
      readonly path: { readonly safetyId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: string };
      readonly answer: { readonly safetyId: number; readonly receipt: string; readonly customerId: number; readonly customerName: string | null; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly state: 'received' | 'forwarded' | 'acknowledged' | 'nullified'; readonly productId: number | null; readonly productName: string | null; readonly channel: string; readonly caseId: number | null; readonly reportedBy: number | null; readonly reporterName: string | null; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string; readonly forwardedAt: string | null; readonly acknowledgedAt: string | null; readonly nullifiedAt: string | null; readonly nullifiedReason: string | null; readonly reference: string | null };
    };
  };
  '/api/safety/receipts': {
    /** Receipts of what I reported */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly receipt: string; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string })[] };
    };
  };
  '/api/safety/reports': {
    /** Record an adverse event or a complaint; the clock starts */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly productId?: number | undefined; readonly caseId?: number | undefined; readonly customerId?: number | undefined; readonly channel: 'phone' | 'email' | 'visit' | 'event' | 'portal' | 'sms' | 'other'; readonly awareAt?: string | undefined; readonly narrative: string; readonly patient?: string | undefined };
      readonly answer: { readonly receipt: string; readonly kind: 'adverse_event' | 'product_complaint' | 'special_situation'; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string };
    };
  };
  '/api/safety/screen': {
    /** Whether words may mention harm; nothing is kept */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly text: string };
      readonly answer: { readonly suspects: boolean; readonly words: readonly string[]; readonly kinds: readonly ('adverse_event' | 'product_complaint' | 'special_situation')[] };
    };
  };
  '/api/session': {
    /** Who is signed in, and what she may do; null when nobody is */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly person: { readonly userId: number; readonly name: string; readonly role: string; readonly roleTitle: string; readonly function: string; readonly email: string; readonly timeZone: string; readonly managesTeam: boolean; readonly permissions: readonly string[]; readonly lacksSecondStep: boolean } | null; readonly times: { readonly now: string; readonly idleEndsAt: string; readonly endsAt: string } | null };
    };
  };
  '/api/session/hints': {
    /** The accounts of the demo company, where it is loaded */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly accounts: readonly { readonly name: string; readonly role: string; readonly email: string; readonly password: string }[] };
    };
  };
  '/api/sign-in/code': {
    /** The second step: the code of the authenticator, or a recovery code */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly kind?: 'authenticator' | 'recovery' | undefined; readonly code: string };
      readonly answer: { readonly next: 'done' | 'code' };
    };
  };
  '/api/sign-in/invitation': {
    /** Whose invitation this is */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly token: string };
      readonly answer: { readonly name: string; readonly email: string; readonly kind: 'welcome' | 'reset' };
    };
  };
  '/api/sign-in/invitation/accept': {
    /** Sets the password that an invitation gives the right to, once; opens no session */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly token: string; readonly password: string };
      readonly answer: { readonly email: string };
    };
  };
  '/api/sign-in/invitations': {
    /** Who was invited, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly invitationId: number; readonly userId: number; readonly name: string; readonly email: string; readonly kind: 'welcome' | 'reset'; readonly createdAt: string; readonly expiresAt: string; readonly usedAt: string | null; readonly revokedAt: string | null; readonly state: 'open' | 'used' | 'revoked' | 'expired' })[]; readonly byMail: boolean };
    };
    /** Invites a person on file, or lets her set a new password: by mail, or, where no mail server is set, by a link that is shown once. An earlier invitation ends */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly userId: number; readonly clearsSecondStep?: boolean | undefined };
      readonly answer: { readonly email: string; readonly kind: 'welcome' | 'reset'; readonly expiresAt: string; readonly link: string | null };
    };
  };
  '/api/sign-in/invitations/{invitationId}/revoke': {
    /** Takes an invitation back */
    readonly post: {
      readonly path: { readonly invitationId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly done: true };
    };
  };
  '/api/sign-in/keys': {
    /** Everybody’s keys for programs */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly keyId: number; readonly name: string; readonly ending: string; readonly scopes: readonly string[]; readonly createdAt: string; readonly expiresAt: string; readonly usedAt: string | null; readonly revokedAt: string | null; readonly userId: number; readonly userName: string })[] };
    };
  };
  '/api/sign-in/keys/{keyId}/revoke': {
    /** Ends anybody’s key */
    readonly post: {
      readonly path: { readonly keyId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly done: true };
    };
  };
  '/api/sign-in/locks': {
    /** What is shut now for being guessed at too often; each opens by itself */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly lockId: number; readonly kind: string; readonly userId: number | null; readonly name: string | null; readonly tries: number; readonly locks: number; readonly lastAt: string; readonly lockedUntil: string })[] };
    };
  };
  '/api/sign-in/locks/{lockId}/open': {
    /** Opens a lock now */
    readonly post: {
      readonly path: { readonly lockId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly done: true };
    };
  };
  '/api/sign-in/out': {
    /** Ends the session of this browser */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly left: boolean };
    };
  };
  '/api/sign-in/passkey': {
    /** Sign in with a passkey: both steps at once */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly answer: { readonly id: string; readonly rawId: string; readonly type: "public-key"; readonly response: Readonly<Record<string, unknown>>; readonly clientExtensionResults: Readonly<Record<string, unknown>> } };
      readonly answer: { readonly next: 'done' | 'code' };
    };
  };
  '/api/sign-in/passkey/begin': {
    /** What a browser needs to ask for a passkey; names nobody */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly options: unknown };
    };
  };
  '/api/sign-in/password': {
    /** Sign in by address and password; five wrong ones shut it for a while, for a known device by itself */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly email: string; readonly password: string };
      readonly answer: { readonly next: 'done' | 'code' };
    };
  };
  '/api/sign-in/providers': {
    /** The other sign-ins that are trusted; their secrets are never shown */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly name: string; readonly issuer: string; readonly clientId: string; readonly domains: readonly string[]; readonly roleClaim: string; readonly roleMap: Readonly<Record<string, { readonly role: string; readonly function: string }>>; readonly makesPeople: boolean; readonly secondSteps: readonly string[]; readonly isActive: boolean; readonly providerId: number; readonly changedAt: string }[]; readonly returnTo: string };
    };
    /** Trusts another sign-in (OpenID Connect) */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly issuer: string; readonly clientId: string; readonly domains: readonly string[]; readonly roleClaim: string; readonly roleMap: Readonly<Record<string, { readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor'; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations' }>>; readonly makesPeople: boolean; readonly secondSteps: readonly string[]; readonly isActive: boolean; readonly clientSecret: string };
      readonly answer: { readonly providerId: number };
    };
  };
  '/api/sign-in/providers/{providerId}': {
    /** Changes what is trusted; without a secret the one on file stays */
    readonly put: {
      readonly path: { readonly providerId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly name: string; readonly issuer: string; readonly clientId: string; readonly domains: readonly string[]; readonly roleClaim: string; readonly roleMap: Readonly<Record<string, { readonly role: 'administrator' | 'market_access' | 'marketing' | 'contact_centre' | 'medical' | 'field' | 'director' | 'steward' | 'reviewer' | 'safety' | 'privacy' | 'engine' | 'merger' | 'visitor'; readonly function: 'sales' | 'marketing' | 'medical' | 'market_access' | 'contact_centre' | 'patient_services' | 'operations' }>>; readonly makesPeople: boolean; readonly secondSteps: readonly string[]; readonly isActive: boolean; readonly clientSecret?: string | undefined };
      readonly answer: { readonly providerId: number };
    };
  };
  '/api/sign-in/providers/{providerId}/begin': {
    /** Begins the way to another sign-in (OpenID Connect, code with PKCE); the page goes to the address */
    readonly post: {
      readonly path: { readonly providerId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly to?: string | undefined; readonly proof?: boolean | undefined };
      readonly answer: { readonly address: string };
    };
  };
  '/api/sign-in/providers/return': {
    /** Comes back from another sign-in with what it gave the browser */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly query: string };
      readonly answer: { readonly next: 'done' | 'code'; readonly to: string };
    };
  };
  '/api/sign-in/settings': {
    /** How long sessions last, and whether a second step is demanded */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly idleMinutes: number; readonly absoluteHours: number; readonly secondStepRequired: boolean };
    };
    /** Sets how long sessions last, and whether a second step is demanded; holds at once */
    readonly put: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly idleMinutes: number; readonly absoluteHours: number; readonly secondStepRequired: boolean };
      readonly answer: { readonly idleMinutes: number; readonly absoluteHours: number; readonly secondStepRequired: boolean };
    };
  };
  '/api/sign-in/ways': {
    /** The ways in that the sign-in page offers besides the password */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly passkeys: boolean; readonly providers: readonly { readonly providerId: number; readonly name: string }[] };
    };
  };
  '/api/signatures': {
    /** Who signed a record, when and what for */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly resource: string; readonly recordId: string };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly signatureId: number; readonly customerId: number; readonly resource: string; readonly recordId: string; readonly digest: string; readonly meaning: 'authorship' | 'review' | 'approval' | 'responsibility' | 'verification' | 'receipt'; readonly capacity: string; readonly userId: number; readonly printedName: string; readonly signedAt: string; readonly timeZone: string; readonly components: readonly string[]; readonly binding: string })[] };
    };
  };
  '/api/signatures/needs': {
    /** What one has to give again for the next signature */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly userName: boolean; readonly code: boolean; readonly password: boolean; readonly passkey: boolean; readonly printedName: string };
    };
  };
  '/api/signatures/passkey/begin': {
    /** What a browser needs to ask for the passkey that signs in place of a password */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly options: unknown };
    };
  };
  '/api/work/cases': {
    /** Cases by clock, of a desk, a state or a customer */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly function?: string | undefined; readonly state?: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed' | 'not_closed' | undefined; readonly customerId?: number | undefined; readonly mine?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly interactionId: number | null; readonly messageId: number | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number })[]; readonly nextCursor: string | null };
    };
  };
  '/api/work/cases/{caseId}': {
    /** One case, without what she asked */
    readonly get: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly interactionId: number | null; readonly messageId: number | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/cases/{caseId}/close': {
    /** Settle a case, with its outcome */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly outcome: 'answered' | 'answered_by_liaison' | 'visit_planned' | 'passed_on' | 'no_answer_needed' | 'customer_not_reached' | 'duplicate' };
      readonly answer: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly interactionId: number | null; readonly messageId: number | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/cases/{caseId}/notes': {
    /** The notes of my own desk */
    readonly get: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly noteId: number; readonly userId: number | null; readonly name: string | null; readonly body: string; readonly writtenAt: string })[] };
    };
    /** Write a note for my own desk */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly body: string };
      readonly answer: { readonly rows: readonly ({ readonly noteId: number; readonly userId: number | null; readonly name: string | null; readonly body: string; readonly writtenAt: string })[] };
    };
  };
  '/api/work/cases/{caseId}/question': {
    /** What she asked, word for word; the read is on the trail */
    readonly get: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly caseId: number; readonly customerId: number; readonly question: string; readonly topics: readonly string[]; readonly callback: string; readonly bestTime: string; readonly mayMentionHarm: boolean; readonly answersRead: readonly ({ readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number; readonly readAt: string; readonly userId: number | null })[] };
    };
  };
  '/api/work/cases/{caseId}/take': {
    /** Take a case that nobody has */
    readonly post: {
      readonly path: { readonly caseId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version: number };
      readonly answer: { readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string; readonly state: 'new' | 'open' | 'waiting' | 'handed_over' | 'closed'; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly interactionId: number | null; readonly messageId: number | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/colleagues': {
    /** To whom a task of a function can be handed */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly function: string };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly { readonly userId: number; readonly name: string; readonly role: string; readonly function: string }[] };
    };
  };
  '/api/work/counters': {
    /** How much waits for me (work) and what I have not heard (bell) */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly work: number; readonly bell: number };
    };
  };
  '/api/work/hand-overs': {
    /** Hand-overs to me and by me, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly state?: 'requested' | 'accepted' | 'declined' | 'timed_out' | 'done' | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly handOverId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: 'question_to_liaison' | 'visit_request' | 'question_to_medical'; readonly fromFunction: string; readonly toFunction: string; readonly fromUserId: number; readonly fromName: string | null; readonly toUserId: number; readonly toName: string | null; readonly state: string; readonly wish: string; readonly preferredTime: string; readonly productId: number | null; readonly productName: string | null; readonly caseId: number | null; readonly declineReason: string; readonly createdAt: string; readonly dueAt: string | null; readonly decidedAt: string | null })[]; readonly nextCursor: string | null };
    };
    /** Ask another function to act, in words of a closed list */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly customerId: number; readonly kind: 'visit_request' | 'question_to_medical'; readonly toUserId?: number | undefined; readonly wish: string; readonly preferredTime?: 'any' | 'early_morning' | 'morning' | 'midday' | 'afternoon' | 'after_hours' | 'this_week' | 'next_week' | undefined; readonly productId?: number | undefined; readonly caseId?: number | undefined };
      readonly answer: { readonly handOverId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: 'question_to_liaison' | 'visit_request' | 'question_to_medical'; readonly fromFunction: string; readonly toFunction: string; readonly fromUserId: number; readonly fromName: string | null; readonly toUserId: number; readonly toName: string | null; readonly state: string; readonly wish: string; readonly preferredTime: string; readonly productId: number | null; readonly productName: string | null; readonly caseId: number | null; readonly declineReason: string; readonly createdAt: string; readonly dueAt: string | null; readonly decidedAt: string | null };
    };
  };
  '/api/work/hand-overs/{handOverId}': {
    /** One hand-over of mine */
    readonly get: {
      readonly path: { readonly handOverId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly handOverId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: 'question_to_liaison' | 'visit_request' | 'question_to_medical'; readonly fromFunction: string; readonly toFunction: string; readonly fromUserId: number; readonly fromName: string | null; readonly toUserId: number; readonly toName: string | null; readonly state: string; readonly wish: string; readonly preferredTime: string; readonly productId: number | null; readonly productName: string | null; readonly caseId: number | null; readonly declineReason: string; readonly createdAt: string; readonly dueAt: string | null; readonly decidedAt: string | null };
    };
  };
  '/api/work/hand-overs/{handOverId}/accept': {
    /** Say yes to a hand-over */
    readonly post: {
      readonly path: { readonly handOverId: number };
      readonly query: Record<string, never>;
      readonly body: Record<string, never>;
      readonly answer: { readonly handOverId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: 'question_to_liaison' | 'visit_request' | 'question_to_medical'; readonly fromFunction: string; readonly toFunction: string; readonly fromUserId: number; readonly fromName: string | null; readonly toUserId: number; readonly toName: string | null; readonly state: string; readonly wish: string; readonly preferredTime: string; readonly productId: number | null; readonly productName: string | null; readonly caseId: number | null; readonly declineReason: string; readonly createdAt: string; readonly dueAt: string | null; readonly decidedAt: string | null };
    };
  };
  '/api/work/hand-overs/{handOverId}/decline': {
    /** Say no to a hand-over, with the reason */
    readonly post: {
      readonly path: { readonly handOverId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly reason: 'busy' | 'on_leave' | 'not_certified' | 'not_my_customer' | 'customer_declined' };
      readonly answer: { readonly handOverId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: 'question_to_liaison' | 'visit_request' | 'question_to_medical'; readonly fromFunction: string; readonly toFunction: string; readonly fromUserId: number; readonly fromName: string | null; readonly toUserId: number; readonly toName: string | null; readonly state: string; readonly wish: string; readonly preferredTime: string; readonly productId: number | null; readonly productName: string | null; readonly caseId: number | null; readonly declineReason: string; readonly createdAt: string; readonly dueAt: string | null; readonly decidedAt: string | null };
    };
  };
  '/api/work/inbox': {
    /** My list: tasks, my desk's cases and hand-overs, by clock */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly now: string; readonly timeZone: string; readonly buckets: { readonly now: readonly ({ readonly kind: 'task' | 'case' | 'hand_over'; readonly id: number; readonly customerId: number; readonly customerName: string | null; readonly subject: string; readonly title: string; readonly reason: string; readonly state: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly askedBy: string | null; readonly askedAt: string; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly link: string | null; readonly version: number; readonly function: string; readonly productName: string | null; readonly wish: string | null; readonly preferredTime: string | null; readonly bucket: string; readonly mine: boolean })[]; readonly today: readonly ({ readonly kind: 'task' | 'case' | 'hand_over'; readonly id: number; readonly customerId: number; readonly customerName: string | null; readonly subject: string; readonly title: string; readonly reason: string; readonly state: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly askedBy: string | null; readonly askedAt: string; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly link: string | null; readonly version: number; readonly function: string; readonly productName: string | null; readonly wish: string | null; readonly preferredTime: string | null; readonly bucket: string; readonly mine: boolean })[]; readonly later: readonly ({ readonly kind: 'task' | 'case' | 'hand_over'; readonly id: number; readonly customerId: number; readonly customerName: string | null; readonly subject: string; readonly title: string; readonly reason: string; readonly state: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly askedBy: string | null; readonly askedAt: string; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly link: string | null; readonly version: number; readonly function: string; readonly productName: string | null; readonly wish: string | null; readonly preferredTime: string | null; readonly bucket: string; readonly mine: boolean })[]; readonly waiting: readonly ({ readonly kind: 'task' | 'case' | 'hand_over'; readonly id: number; readonly customerId: number; readonly customerName: string | null; readonly subject: string; readonly title: string; readonly reason: string; readonly state: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly askedBy: string | null; readonly askedAt: string; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly link: string | null; readonly version: number; readonly function: string; readonly productName: string | null; readonly wish: string | null; readonly preferredTime: string | null; readonly bucket: string; readonly mine: boolean })[] } };
    };
  };
  '/api/work/notifications': {
    /** What I asked to hear, newest first */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly unread?: string | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly notificationId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly headline: string; readonly detail: string; readonly link: string | null; readonly createdAt: string; readonly readAt: string | null })[]; readonly nextCursor: string | null };
    };
  };
  '/api/work/notifications/read': {
    /** Mark notifications as read: those named, or all */
    readonly post: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly notificationIds?: readonly number[] | undefined };
      readonly answer: { readonly read: number };
    };
  };
  '/api/work/presence': {
    /** Who is there now, and when busy within three hours */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly function?: string | undefined; readonly userId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly userId: number; readonly name: string; readonly function: string; readonly state: 'available' | 'busy' | 'away'; readonly until: string | null; readonly changedAt: string | null; readonly busy: readonly { readonly from: string; readonly to: string }[] })[] };
    };
    /** Say whether I am there, and when I am busy */
    readonly put: {
      readonly path: Record<string, never>;
      readonly query: Record<string, never>;
      readonly body: { readonly state: 'available' | 'busy' | 'away'; readonly until?: string | null | undefined; readonly busy?: readonly ({ readonly from: string; readonly to: string; readonly label?: string | undefined })[] | undefined };
      readonly answer: { readonly userId: number; readonly name: string; readonly function: string; readonly state: 'available' | 'busy' | 'away'; readonly until: string | null; readonly changedAt: string | null; readonly busy: readonly { readonly from: string; readonly to: string }[] };
    };
  };
  '/api/work/tasks': {
    /** My tasks and those of my function that nobody owns, by clock */
    readonly get: {
      readonly path: Record<string, never>;
      readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined; readonly state?: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed' | undefined; readonly customerId?: number | undefined };
      readonly body: undefined;
      readonly answer: { readonly rows: readonly ({ readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number })[]; readonly nextCursor: string | null };
    };
  };
  '/api/work/tasks/{taskId}': {
    /** One task */
    readonly get: {
      readonly path: { readonly taskId: number };
      readonly query: Record<string, never>;
      readonly body: undefined;
      readonly answer: { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/tasks/{taskId}/accept': {
    /** Take a task up */
    readonly post: {
      readonly path: { readonly taskId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version?: number | undefined };
      readonly answer: { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/tasks/{taskId}/complete': {
    /** A task is done, with its outcome */
    readonly post: {
      readonly path: { readonly taskId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version?: number | undefined; readonly outcome?: 'done' | 'customer_reached' | 'customer_not_reached' | 'visit_planned' | 'no_longer_needed' | undefined };
      readonly answer: { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/tasks/{taskId}/pass': {
    /** Hand a task to a colleague of its function */
    readonly post: {
      readonly path: { readonly taskId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version?: number | undefined; readonly toUserId: number };
      readonly answer: { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/tasks/{taskId}/reject': {
    /** A task is not done, with the reason */
    readonly post: {
      readonly path: { readonly taskId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version?: number | undefined; readonly reason: 'not_mine' | 'no_time' | 'already_done' | 'customer_declined' | 'wrong_information' };
      readonly answer: { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number };
    };
  };
  '/api/work/tasks/{taskId}/snooze': {
    /** Put a task off until an instant */
    readonly post: {
      readonly path: { readonly taskId: number };
      readonly query: Record<string, never>;
      readonly body: { readonly version?: number | undefined; readonly until: string };
      readonly answer: { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly state: 'requested' | 'accepted' | 'rejected' | 'in_progress' | 'on_hold' | 'completed' | 'cancelled' | 'failed'; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number };
    };
  };
}
