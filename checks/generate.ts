import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySqlOf } from '#platform/auth';
import { ROOT } from '#platform/config';
import { policy } from '../server/policy.ts';

writeFileSync(join(ROOT, 'migrations/policy.sql'), policySqlOf(policy));
