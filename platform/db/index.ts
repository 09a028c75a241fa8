export { sql, Sql } from './sql.ts';
export { ENGINE, ROLES, VISITOR, type Actor, type Role } from './actor.ts';
export { camel, openDatabase, queriesOn, type Clock, type Db, type Held, type Instant, type LocalDate, type Queries, type Tx } from './database.ts';
export { withSettings } from './settings.ts';
export { appUrl, migrate } from './migrate.ts';
export { startEmbedded } from './embedded/index.ts';
