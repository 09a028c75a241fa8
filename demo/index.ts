export type DemoAccount = { readonly name: string; readonly role: string; readonly email: string; readonly password: string };
export const loadDemoWhenEmpty = async (_options: unknown): Promise<DemoAccount[]> => [];
