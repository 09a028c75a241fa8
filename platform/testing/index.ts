export { testDatabase, type TestDatabase } from './test-database.ts';
export { makeActor, makePerson, makeProduct } from './makers.ts';
export { compareReads, compareWrites, fillTables, type Difference, type OracleWorld } from './policy-oracle.ts';
export { startProgramProcess, type ProgramOptions, type RunningProgram } from './program.ts';
