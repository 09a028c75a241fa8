export { testDatabase, type TestDatabase } from './test-database.ts';
export { makeActor, makePerson, makeProduct } from './makers.ts';
export { compareReads, compareWrites, fillTables, type OracleWorld } from './policy-oracle.ts';
export { startProgramProcess } from './program.ts';
