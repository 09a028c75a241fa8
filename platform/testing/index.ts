export { testDatabase, type TestDatabase } from './test-database.ts';
export { makeActor, makePerson, makeProduct } from './makers.ts';
export { codeAt, fromBase32 } from './one-time-code.ts';
export { compareReads, compareWrites, fillTables, type OracleWorld } from './policy-oracle.ts';
export { startProgramProcess } from './program.ts';
