export const MESSAGE_STATES = ['queued', 'claimed', 'dispatching', 'sent', 'refused', 'failed', 'withdrawn', 'unknown', 'bounced'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const INBOUND_KINDS = ['reply', 'vacation', 'bounce', 'complaint', 'unknown'] as const;
export type InboundKind = (typeof INBOUND_KINDS)[number];

/** One answer that a template offers as a button. */
export type Choice = { readonly code: string; readonly label: string; readonly desk?: string };

/** Which messages a withdrawal takes back. */
export type MessageScope =
  | { readonly cascadeId: number }
  /** `productId` null or left out: about any product; `purpose` 'any' or left out: for any purpose. */
  | { readonly customerId: number; readonly channel: string; readonly productId?: number | null; readonly purpose?: string };

/** Who sends, whence, and with which key the links are signed. */
export type MailIdentity = {
  /** Base of the key that signs links; see deriveKey. */
  readonly secret: string;
  /** `Name <address>` of the sender. */
  readonly mailFrom: string;
  /** Domain of Message-IDs and of the addresses that replies go to. */
  readonly mailDomain: string;
  /** Where links in mails lead: our own address as customers reach it. */
  readonly ownUrl: string;
  /** Who writes, as the law wants it at the foot of every mail. */
  readonly company: { readonly name: string; readonly address: string };
  /** The key that signs our mail, and where its public half stands. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
};

/** What a sender holds of a message between claim and hand-over. */
export type ClaimedMessage = {
  readonly customerId: number;
  readonly messageId: number;
  readonly actionId: number | null;
  readonly function: string;
  readonly productId: number | null;
  readonly versionId: number;
  readonly address: string;
  readonly tries: number;
  /** How many consent decisions and restrictions she had at the claim: when there is one more, the gate looks again. */
  readonly consentsSeen: number;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly credential: string | null;
  readonly customerName: string;
  readonly city: string | null;
  readonly merge: Readonly<Record<string, string>>;
  readonly productName: string | null;
  readonly title: string;
};

/** A mail that came in, reduced to what we act on. */
export type IncomingMail = {
  readonly internetId: string;
  readonly fromAddress: string;
  /** Envelope recipients, in lower case. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly kind: 'human' | 'automatic' | 'bounce' | 'complaint';
  /** What she wrote, quotations and signature taken off. */
  readonly words: string;
  /** Message-IDs that the mail answers or reports on. */
  readonly references: readonly string[];
  /** Why it could not be delivered, when it is a report of that. */
  readonly diagnostic: string;
};
