export { testDatabase, type TestDatabase } from './test-database.ts';
export { makeActor, makePerson, makeProduct } from './makers.ts';
