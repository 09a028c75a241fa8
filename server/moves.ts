import { moves as access } from '#access';
import { moves as channels } from '#channels';
import { moves as consent } from '#consent';
import { customersMoves, type Moves } from '#customers';
import { moves as field } from '#field';
import { moves as insight } from '#insight';
import { moves as interactions } from '#interactions';
import { moves as marketAccess } from '#market-access';
import { moves as medical } from '#medical';
import { moves as orchestration } from '#orchestration';
import { moves as safety } from '#safety';
import { moves as work } from '#work';

/** What every module says of its tables when two customers become one: actions before the mail that hangs on them. */
export const moves: readonly Moves[] = [customersMoves, access, consent, marketAccess, interactions, work, orchestration, channels, field, medical, safety, insight];
