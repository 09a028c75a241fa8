import type { JobTask } from '#platform/jobs';

type Cron = { readonly tasks: Readonly<Record<string, JobTask>>; readonly crontab: string };

const COMMAND = /^((?:[0-9*/,-]+\s+){5})([\w.-]+)(.*)$/;

/** Job names are words with dots, which the queue's crontab does not take: there, and only there, the dot is a colon. */
export function cronOf(crontab: string, tasks: Readonly<Record<string, JobTask>>): Cron {
  const named: Record<string, JobTask> = { ...tasks };
  const lines = crontab.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#')).map((line) => {
    const [, when = '', name = '', rest = ''] = COMMAND.exec(line) ?? [];
    const task = tasks[name];
    if (!task) throw new Error(`The crontab line "${line}" names no job.`);
    const cronName = name.replaceAll('.', ':');
    named[cronName] = task;
    return `${when}${cronName}${rest}`;
  });
  return { tasks: named, crontab: lines.join('\n') };
}
