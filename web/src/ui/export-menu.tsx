import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { en } from '../messages/en.ts';

const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;

/** The list as it is filtered, whole, as a file; the server makes it under the reader's own rights. */
export function ExportMenu({ list, filters }: { readonly list: string; readonly filters: Readonly<Record<string, string | undefined>> }) {
  const given = JSON.stringify(Object.fromEntries(Object.entries(filters).filter(([, value]) => value)));
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target><Button size="xs" variant="subtle" leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}>{en.ui.exportList}</Button></Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => <Menu.Item key={format} component="a" href={`/api/lists/export?${new URLSearchParams({ list, format, filters: given })}`} download>{en.ui.exportAs[format]}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
