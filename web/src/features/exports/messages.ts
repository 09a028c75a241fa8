import { formatNumber, plural } from '../../ui/format.ts';

/** Words of the exports of everything. */
export const messages = {
  place: 'Administration',
  here: 'Exports',
  title: (count: number | undefined) => (count ? `${plural(count, 'export lies', 'exports lie')} on this server` : 'Take everything with you'),
  subtitle: 'Every table that an administrator may read, as records in files, with counts and digests. To leave with, to look into, or to hand to an auditor.',
  list: 'Exports',
  begin: 'Export everything',
  begun: 'The export has begun. This page follows it.',
  empty: 'Nothing was exported yet. An export holds real people: it lies here until somebody removes it, and the trail keeps who took it.',
  waiting: 'Looking for exports',
  heads: { asked: 'Asked for', by: 'By', rows: 'Records', state: 'State' },
  states: { running: (done: number, of: number) => `${formatNumber(done)} of ${formatNumber(of)} tables`, done: 'Ready', failed: 'Stopped by a fault' },
  failed: 'A table could not be written. It is tried again up to three times; what was written stays.',
  system: 'Tutti',
  panel: {
    above: 'Export of everything', download: 'Download as one zip', remove: 'Remove', removed: 'Removed from the disk.', tables: (count: number) => plural(count, 'table', 'tables'), withheld: 'Left out',
    withheldNote: 'Tables that an administrator may not read: sealed by role, in the file that sets the rules.', digest: 'SHA-256', finished: 'Finished', gone: 'This export is no longer here.',
  },
  removeDialog: { title: 'Remove this export?', lead: 'Its files leave the disk at once. A copy that somebody took stays with whoever took it.', remove: 'Remove it', keep: 'Keep it' },
};
