import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/**
 * A mark that tells a living process from a later one with the same pid; '' when the system does not tell, null when the process is dead.
 * A zombie counts as dead: in a container whose first process reaps nothing it would otherwise live for ever.
 */
export function processMark(pid: number): string | null {
  if (process.platform !== 'linux') return answers(pid) ? (ps(pid, 'lstart') ?? '') : null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before the bracket may hold blanks
    const [state, startedAtTick] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' ? null : `${startedAtTick}@${bootId()}`;
  } catch {
    return answers(pid) ? '' : null; // mounted with hidepid, others' processes are alive though not shown
  }
}

/** Whether the process that once had this mark still lives. */
export function isAlive(pid: number, mark: string): boolean {
  const now = processMark(pid);
  return now !== null && (now === mark || now === '' || mark === '');
}

/** Whether the process works in, or was started on, that directory: how a server is told from a stranger that got its pid. */
export function worksIn(pid: number, directory: string): boolean {
  if (processMark(pid) === null) return false;
  if (process.platform !== 'linux') return (ps(pid, 'args') ?? '').includes(directory);
  try {
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(directory)]; // not by name: a mount may give it two
    return there.ino === here.ino && there.dev === here.dev;
  } catch {
    return commandLine(pid).includes(directory); // only the owner and root may read cwd
  }
}

function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function ps(pid: number, column: string): string | undefined {
  const shown = spawnSync('/bin/ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
  return shown.status === 0 ? shown.stdout.trim() : undefined;
}
