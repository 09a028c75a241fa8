import type { Answer, Body } from './call.ts';

type Options = Answer<'/api/sign-in/passkey/begin', 'post'>['options'];
/** What a browser gives for a passkey, as JSON. */
export type PasskeyAnswer = Body<'/api/sign-in/passkey'>['answer'];

/** Whether this browser makes and asks for passkeys as JSON (since 2024 all do). */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential && window.isSecureContext;

const asJson = (credential: Credential | null): PasskeyAnswer => (credential as PublicKeyCredential).toJSON() as unknown as PasskeyAnswer;

/** Asks the browser for a passkey; whoever calls it off gets an error of that name. */
export const askPasskey = async (options: Options): Promise<PasskeyAnswer> =>
  asJson(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON) }));

/** Has the browser make a passkey. */
export const makePasskey = async (options: Options): Promise<PasskeyAnswer> =>
  asJson(await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON) }));

/** She closed the browser's question, or it waited too long: no fault of anybody's. */
export const isCalledOff = (error: unknown): boolean => error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name);
/** This device has one for the account already. */
export const isKnownAlready = (error: unknown): boolean => error instanceof DOMException && error.name === 'InvalidStateError';
