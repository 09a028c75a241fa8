const KINDS = [
  { type: 'application/pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] }, { type: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }, { type: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
] as const;
export type FileType = (typeof KINDS)[number]['type'];

/** What a file is by its first bytes, whatever its name says; null for anything but PDF, PNG and JPEG. */
export const fileTypeOf = (bytes: Uint8Array): FileType | null => KINDS.find(({ magic }) => magic.every((byte, place) => bytes[place] === byte))?.type ?? null;

/** A file name as it may go into a header and onto a disk: letters, digits and a few signs. */
export const safeFileName = (name: string): string => name.normalize('NFC').replace(/[^\p{L}\p{N}._ -]+/gu, '_').replace(/^\.+/, '').trim().slice(-120) || 'file';
