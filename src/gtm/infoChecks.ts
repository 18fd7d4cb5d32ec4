import { listOf, recordOf, textOf } from './json.ts';
import type { JsonRecord } from './json.ts';
import type { Problem } from './problem.ts';

const categories: readonly unknown[] = [
  'ADVERTISING',
  'AFFILIATE_MARKETING',
  'ANALYTICS',
  'ATTRIBUTION',
  'CHAT',
  'CONVERSIONS',
  'DATA_WAREHOUSING',
  'EMAIL_MARKETING',
  'EXPERIMENTATION',
  'HEAT_MAP',
  'LEAD_GENERATION',
  'MARKETING',
  'PERSONALIZATION',
  'REMARKETING',
  'SALES',
  'SESSION_RECORDING',
  'SOCIAL',
  'SURVEY',
  'TAG_MANAGEMENT',
  'UTILITY',
];

const maxThumbnailBytes = 50 * 1024;
const minThumbnailPixels = 48;

interface Picture {
  readonly bytes: number;
  readonly size: { readonly width: number; readonly height: number };
}

/** The size in the frame header of a JPEG, which stands behind segments that tell their own length. */
const jpegSize = (byte: (at: number) => number, length: number): Picture['size'] | undefined => {
  const word = (at: number): number => byte(at) * 256 + byte(at + 1);
  for (let at = 2; at < length && byte(at) === 0xff; at += 2 + word(at + 2)) {
    const marker = byte(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: word(at + 5), width: word(at + 7) };
  }
  return undefined;
};

const readPicture = (uri: string): Picture | undefined => {
  const [, type, base64] = /^data:image\/(png|jpeg|gif);base64,([A-Za-z0-9+/]+=*)$/.exec(uri) ?? [];
  if (base64 === undefined) return undefined;
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return undefined;
  }
  const byte = (at: number): number => binary.charCodeAt(at) || 0;
  const bytes = binary.length;
  if (type === 'png' && binary.startsWith('\x89PNG\r\n\x1a\n')) {
    return { bytes, size: { width: byte(18) * 256 + byte(19), height: byte(22) * 256 + byte(23) } };
  }
  if (type === 'gif' && binary.startsWith('GIF8')) {
    return { bytes, size: { width: byte(7) * 256 + byte(6), height: byte(9) * 256 + byte(8) } };
  }
  const size = type === 'jpeg' && binary.startsWith('\xff\xd8') ? jpegSize(byte, bytes) : undefined;
  return size && { bytes, size };
};

const thumbnailObjection = (uri: string): string | undefined => {
  const picture = readPicture(uri);
  if (!picture) return 'the thumbnail is not a PNG, JPEG or GIF in a data URI';
  if (picture.bytes > maxThumbnailBytes) return `the thumbnail has ${picture.bytes} bytes; 50 KB are allowed`;
  const { width, height } = picture.size;
  if (width !== height) return `the thumbnail is not square (${width} by ${height})`;
  return width < minThumbnailPixels ? `the thumbnail has ${width} pixels a side; 48 are needed` : undefined;
};

/** Checks the description of a template: kind, context, categories, thumbnail. */
export const checkInfo = (info: JsonRecord): readonly Problem[] => {
  const problems: Problem[] = [];
  const report = (rule: string, message: string): void => void problems.push({ rule, message });

  if (info['type'] !== 'TAG' && info['type'] !== 'MACRO')
    report('info-type', 'type is neither TAG nor MACRO');
  if (!listOf(info['containerContexts']).includes('WEB')) {
    report('info-context', 'containerContexts does not name WEB');
  }
  if (textOf(info['displayName']) === '') report('info-name', 'displayName is empty');

  const chosen = listOf(info['categories']);
  if (chosen.length < 1 || chosen.length > 3) report('info-categories', 'one to three categories are needed');
  for (const category of chosen) {
    if (!categories.includes(category))
      report('info-categories', `${String(category)} is not a category of the gallery`);
  }

  const objection = thumbnailObjection(textOf(recordOf(info['brand'])['thumbnail']));
  if (objection !== undefined) report('info-thumbnail', objection);
  return problems;
};
