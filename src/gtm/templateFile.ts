/** A section of a template file: the lines between its marker and the next one. */
export interface Section {
  readonly name: SectionName;
  /** Body without the empty lines around it. */
  readonly body: string;
  /** Line of the file (from 1) on which the body begins. */
  readonly line: number;
}

/** The sections of a web template, in the order of Tag Manager's own exports. */
export const sectionNames = [
  'TERMS_OF_SERVICE',
  'INFO',
  'TEMPLATE_PARAMETERS',
  'SANDBOXED_JS_FOR_WEB_TEMPLATE',
  'WEB_PERMISSIONS',
  'TESTS',
  'NOTES',
] as const;

export type SectionName = (typeof sectionNames)[number];

const requiredSections: readonly SectionName[] = [
  'INFO',
  'TEMPLATE_PARAMETERS',
  'SANDBOXED_JS_FOR_WEB_TEMPLATE',
];

const marker = /^___([A-Z][A-Z0-9_]*)___$/;

const isSectionName = (name: string): name is SectionName =>
  (sectionNames as readonly string[]).includes(name);

/**
 * Splits the text of a `.tpl` file into its sections, in file order; a byte order mark and CRLF are accepted. Throws an
 * error with the line number when a marker is unknown or repeated, when text stands before the first marker, or when a
 * section that every web template has is missing. Older ones that need no permission have no section for them.
 */
export const parseTemplateFile = (text: string): readonly Section[] => {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const sections: Section[] = [];
  const firstLines = new Map<SectionName, number>();
  let open: { readonly name: SectionName; readonly start: number } | undefined;

  const close = (end: number): void => {
    if (!open) return;
    let { start } = open;
    let stop = end;
    while (start < stop && lines[start]?.trim() === '') start += 1;
    while (stop > start && lines[stop - 1]?.trim() === '') stop -= 1;
    sections.push({ name: open.name, body: lines.slice(start, stop).join('\n'), line: start + 1 });
  };

  lines.forEach((line, index) => {
    const name = marker.exec(line.trimEnd())?.[1];
    if (name === undefined) {
      if (!open && line.trim() !== '') throw new Error(`line ${index + 1}: text before the first section`);
      return;
    }
    if (!isSectionName(name)) {
      const whose = name.includes('SERVER')
        ? 'a section of server templates; this is for those of web containers'
        : 'not a section of web templates';
      throw new Error(`line ${index + 1}: ___${name}___ is ${whose}`);
    }
    const first = firstLines.get(name);
    if (first !== undefined) {
      throw new Error(`line ${index + 1}: section ___${name}___ is there already, on line ${first}`);
    }
    firstLines.set(name, index + 1);
    close(index);
    open = { name, start: index + 1 };
  });
  close(lines.length);

  const missing = requiredSections.filter((name) => !firstLines.has(name));
  if (missing.length > 0) throw new Error(`missing: ${missing.map((name) => `___${name}___`).join(', ')}`);
  return sections;
};

/**
 * Writes sections the way Tag Manager exports them: in export order, one empty line after a marker and two between
 * sections. Throws when a body holds a line that would be read as a marker.
 */
export const writeTemplateFile = (sections: readonly Pick<Section, 'name' | 'body'>[]): string =>
  [...sections]
    .sort((a, b) => sectionNames.indexOf(a.name) - sectionNames.indexOf(b.name))
    .map(({ name, body }) => {
      const line = body.split('\n').find((text) => marker.test(text.trimEnd()));
      if (line !== undefined) throw new Error(`the body of ${name} holds the marker-like line ${line}`);
      return `___${name}___\n\n${body}\n`;
    })
    .join('\n\n');
