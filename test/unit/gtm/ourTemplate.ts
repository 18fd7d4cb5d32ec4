import { readFileSync } from 'node:fs';
import { parseTemplateFile, writeTemplateFile } from '../../../src/gtm/templateFile.ts';
import type { SectionName } from '../../../src/gtm/templateFile.ts';

/** The committed template. */
export const templateText = readFileSync('gtm-template/template.tpl', 'utf8');

export const packageVersion = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string })
  .version;

export const engineUrl = `https://cdn.jsdelivr.net/npm/lcw-proactive-chat@${packageVersion}/dist/proactive-chat.js`;

/** The committed template with one section edited; throws when the edit changes nothing. */
export const edited = (name: SectionName, edit: (body: string) => string): string => {
  const sections = parseTemplateFile(templateText);
  const changed = sections.map((section) =>
    section.name === name ? { ...section, body: edit(section.body) } : section,
  );
  const text = writeTemplateFile(changed);
  if (text === templateText) throw new Error(`the edit of ${name} changes nothing`);
  return text;
};

/** The same for a section that holds JSON. */
export const editedJson = (name: SectionName, edit: (value: unknown) => unknown): string =>
  edited(name, (body) => JSON.stringify(edit(JSON.parse(body) as unknown), null, 2));

/** Field values as a filled-in form gives them. */
export const formData = {
  widgetSource: 'built-in',
  appId: '11111111-2222-3333-4444-555555555555',
  orgId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  orgUrl: 'https://org.example.com',
  scriptUrl: 'https://cdn.example/LiveChatBootstrapper.js',
  rulesSource: 'inline',
  rulesJson: '{"formatVersion": 1, "id": "shop", "rules": []}',
  consentFrom: 'google',
  whenDenied: 'wait',
  dataLayerName: 'dataLayer',
  engineSource: 'cdn',
  debug: 'preview',
} as const;
