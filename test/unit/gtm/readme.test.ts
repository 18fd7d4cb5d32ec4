import { readFileSync } from 'node:fs';
import { outcomes } from '../../../src/core/reasons.ts';
import { flattenFields, hasValue } from '../../../src/gtm/fields.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import { recordOf, textOf } from '../../../src/gtm/json.ts';
import { parseTemplateFile } from '../../../src/gtm/templateFile.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';
import { templateText } from './ourTemplate.ts';

const readme = readFileSync('gtm-template/README.md', 'utf8');

describe('the README of the template', () => {
  it('has a rule set to copy that the rules parser takes without a word', () => {
    const block = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { issues } = parseRuleSet(JSON.parse(block) as unknown);
    expect(issues).toEqual([]);
  });

  it('names every outcome that the engine pushes', () => {
    const pushed = outcomes.filter((outcome) => outcome !== 'waiting');
    expect(pushed.filter((outcome) => !readme.includes(`\`proactive_chat_${outcome}\``))).toEqual([]);
  });

  it('explains every value field under the name that the form shows', () => {
    const section = parseTemplateFile(templateText).find(({ name }) => name === 'TEMPLATE_PARAMETERS');
    const names = [...(section?.body ?? '').matchAll(/"name": "(\w+)",\s+"displayName": "([^"]+)"/g)];
    const withValue = new Set(
      flattenFields(readTemplate(templateText).fields)
        .filter(hasValue)
        .map(({ name }) => name),
    );
    const shown = names.filter(([, name]) => withValue.has(name ?? '')).map(([, , label]) => label ?? '');
    expect(shown.length).toBe(withValue.size);
    // The three ways to give the rules are explained together.
    const ruleFields = ['Rule set (JSON)', 'Variable that returns the rule set', 'URL of the rule set'];
    expect(shown.filter((label) => !ruleFields.includes(label) && !readme.includes(label))).toEqual([]);
  });

  it('tells people to find the template in the gallery under its name', () => {
    const info = parseTemplateFile(templateText).find(({ name }) => name === 'INFO');
    const displayName = textOf(recordOf(JSON.parse(info?.body ?? '{}'))['displayName']);
    expect(readme.replace(/\s+/g, ' ')).toContain(`search for "${displayName}"`);
  });
});
