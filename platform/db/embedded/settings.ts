import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const MB = 1024 ** 2;

/** The server's settings as the text of a configuration file, sized for this machine. */
export function settingsFile(durable: boolean, extra: Readonly<Record<string, string>>): string {
  const settings = { ...forMachine(durable, memoryBytes()), ...(durable ? {} : WITHOUT_DURABILITY), ...extra };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `# Written anew at each start; change a setting with "alter system", which has the last word.\n${lines.join('\n')}\n`;
}

// A test's cluster may be lost with the machine; it is then made again.
const WITHOUT_DURABILITY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '512MB' };

function forMachine(durable: boolean, memory: number): Record<string, string> {
  const share = (part: number, atLeast: number, atMost: number) => `${Math.round(Math.min(Math.max((memory * part) / MB, atLeast), atMost))}MB`;
  return {
    shared_buffers: share(0.25, 32, durable ? 2048 : 128),
    effective_cache_size: share(0.5, 128, 65_536), // an estimate of what the system caches, not an allocation
    work_mem: share(1 / 64, 4, 64),
    maintenance_work_mem: share(1 / 16, 32, 512),
    dynamic_shared_memory_type: sharedMemory(),
    max_connections: '100',
    max_locks_per_transaction: '256', // one lock for each partition of a table that a statement touches
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Logs carry ids, never a name or a health fact: so no statements, and no details such as 'Key (email)=(…)'.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
}

function memoryBytes(): number {
  const limit = process.constrainedMemory(); // 0, or more than there is, when no container sets one
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

// Parallel queries need hundreds of megabytes in /dev/shm, and containers often have 64: with mmap they use files of the cluster.
function sharedMemory(): string {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= 512 * MB ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}
