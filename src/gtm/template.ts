import { parse as parseYaml } from 'yaml';
import type { Field } from './fields.ts';
import { readFields } from './fields.ts';
import { isRecord, listOf, recordOf, textOf } from './json.ts';
import type { JsonRecord } from './json.ts';
import { decodePermissions } from './permissions.ts';
import type { Permission } from './permissions.ts';
import { parseTemplateFile } from './templateFile.ts';
import type { Section, SectionName } from './templateFile.ts';

export interface Scenario {
  readonly name: string;
  readonly code: string;
}

/** A template file, read. */
export interface Template {
  readonly info: JsonRecord;
  readonly fields: readonly Field[];
  readonly code: string;
  /** Line of the file on which the code begins, from 1. */
  readonly codeLine: number;
  readonly permissions: readonly Permission[];
  readonly scenarios: readonly Scenario[];
  /** Code that runs before each scenario, in its scope. */
  readonly setup: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The line, from 1, up to which text that is not JSON could still become JSON; what engines say of the place differs. */
const firstWrongLine = (text: string): number => {
  const lines = text.split('\n');
  const couldGoOn = (count: number): boolean => {
    const beginning = lines.slice(0, count).join('\n');
    try {
      JSON.parse(beginning);
      return true;
    } catch (error) {
      const position = /position (\d+)/.exec(messageOf(error))?.[1];
      return /end of|unterminated/i.test(messageOf(error)) || Number(position) === beginning.length;
    }
  };
  const wrong = lines.findIndex((_, index) => !couldGoOn(index + 1));
  return wrong < 0 ? lines.length : wrong + 1;
};

const readJson = ({ name, body, line }: Section, kind: 'list' | 'object'): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    const at = line + firstWrongLine(body) - 1;
    throw new Error(`line ${at}: ___${name}___ is not JSON: ${messageOf(error)}`, { cause: error });
  }
  if (kind === 'list' ? Array.isArray(value) : isRecord(value)) return value;
  throw new Error(`line ${line}: ___${name}___ is not a JSON ${kind}`);
};

const readPermissions = (section: Section): readonly Permission[] => {
  const list = readJson(section, 'list');
  try {
    return decodePermissions(list);
  } catch (error) {
    throw new Error(`line ${section.line}: ___${section.name}___: ${messageOf(error)}`, { cause: error });
  }
};

const readTests = ({ name, body, line }: Section): Pick<Template, 'scenarios' | 'setup'> => {
  let tests: unknown;
  try {
    tests = parseYaml(body, { prettyErrors: true });
  } catch (error) {
    const { linePos } = error as { readonly linePos?: readonly [{ readonly line: number }] };
    const [said = ''] = messageOf(error).split(/ at line \d/);
    throw new Error(`line ${line + (linePos?.[0].line ?? 1) - 1}: ___${name}___ is not YAML: ${said}`, {
      cause: error,
    });
  }
  if (body !== '' && !Array.isArray(recordOf(tests)['scenarios'])) {
    throw new Error(`line ${line}: ___${name}___ has no list named scenarios`);
  }
  const { setup, scenarios } = recordOf(tests);
  return {
    setup: textOf(setup),
    scenarios: listOf(scenarios).map((scenario, index) => {
      const { name: title, code } = recordOf(scenario);
      // It would pass whatever it was meant to say.
      if (typeof code === 'string') return { name: textOf(title), code };
      const which = textOf(title) === '' ? '' : ` (${textOf(title)})`;
      throw new Error(`line ${line}: ___${name}___, scenario ${index + 1}${which} has no text under "code"`);
    }),
  };
};

/** Reads the text of a `.tpl` file. Throws an error that names the line when a section is missing or malformed. */
export const readTemplate = (text: string): Template => {
  const sections = parseTemplateFile(text);
  const section = (name: SectionName): Section | undefined =>
    sections.find((candidate) => candidate.name === name);
  const required = (name: SectionName): Section => {
    const found = section(name);
    if (!found) throw new Error(`missing: ___${name}___`);
    return found;
  };

  const code = required('SANDBOXED_JS_FOR_WEB_TEMPLATE');
  const permissions = section('WEB_PERMISSIONS');
  const tests = section('TESTS');
  return {
    info: recordOf(readJson(required('INFO'), 'object')),
    fields: readFields(readJson(required('TEMPLATE_PARAMETERS'), 'list')),
    code: code.body,
    codeLine: code.line,
    permissions: permissions ? readPermissions(permissions) : [],
    ...(tests ? readTests(tests) : { scenarios: [], setup: '' }),
  };
};
