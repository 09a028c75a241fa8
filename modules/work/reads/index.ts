export * from './cases.ts';
export * from './inbox.ts';
export * from './people.ts';
export * from './tasks.ts';
