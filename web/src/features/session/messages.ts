/** Words of signing in. */
export const messages = {
  title: 'Sign in',
  lead: 'Everyone who acts towards a customer, acting as one.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'This e-mail and password do not go together.',
  codeTitle: 'Enter your code',
  codeLead: 'Your second step: the six digits your authenticator shows now.',
  code: 'Code',
  codeSubmit: 'Confirm',
  codeWrong: 'This code is not valid now. Codes change every 30 seconds.',
  otherPerson: 'Sign in as somebody else',
  demoTitle: 'Accounts of the demo company',
  demoLead: 'Choose one to fill in the form.',
  demoUse: (name: string) => `Fill in ${name}`,
  passwordWord: 'password',
} as const;
