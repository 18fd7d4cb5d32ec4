import { describeIssue } from '../../../src/rules/messages.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';

const leaf = { fact: 'page.path', operator: 'equal', value: '/pricing' };
const invitation = { message: 'Hello' };

/** What is said of a rule set with this one rule. */
const saidOf = (rule: object): readonly string[] =>
  parseRuleSet({ formatVersion: 1, id: 'set', version: '1', rules: [{ id: 'rule', ...rule }] }).issues.map(
    (issue) => describeIssue(issue),
  );

describe('the advice on what is hardly a slip of the pen', () => {
  it.each([
    [
      'one variant',
      { conditions: leaf, invitation: { ...invitation, variants: [{ id: 'a' }] } },
      'There must be at least 2 here. Add one, or remove the list.',
    ],
    [
      'no rule id',
      { conditions: leaf, invitation, id: '' },
      'This must be a name of up to 64 letters, digits, ".", "_" and "-" that begins with a letter or digit.',
    ],
    ['an empty message', { conditions: leaf, invitation: { message: '' } }, 'This must not be empty.'],
    [
      'the operator of a spoken language',
      { conditions: { ...leaf, operator: 'is' }, invitation },
      '"is" is not an operator. Did you mean "equal"?',
    ],
    [
      'the operator of a programming language',
      { conditions: { ...leaf, operator: '!=' }, invitation },
      '"!=" is not an operator. Did you mean "notEqual"?',
    ],
    [
      'the word of another rule language',
      { conditions: { or: [leaf] }, invitation },
      'A condition needs one of "all", "any", "not", "condition" or "fact"; here is only "or". Did you mean "any"?',
    ],
    [
      'a value of two letters',
      { conditions: { fact: 'device.connection', operator: 'equal', value: '5g' }, invitation },
      '"device.connection" is never "5g". It can be "slow-2g", "2g", "3g" or "4g".',
    ],
    [
      'the key "if"',
      { conditions: leaf, invitation, if: leaf },
      '"if" has no meaning here. Did you mean "conditions"?',
    ],
    [
      'a fact by the last word of its name',
      { conditions: { ...leaf, fact: 'page.timeOnPage' }, invitation },
      '"page.timeOnPage" is not a fact. Did you mean "engagement.dwellSeconds"?',
    ],
    [
      'an address for a path pattern',
      { conditions: { ...leaf, operator: 'matchesPath', value: 'https://shop.example/sale/**' }, invitation },
      'A path begins with "/", so "https://shop.example/sale/**" never matches. Did you mean "/sale/**"?',
    ],
    [
      'several values where one can stand',
      { conditions: { ...leaf, value: ['/a', '/b'] }, invitation },
      '"equal" on "page.path" needs a text in quotes, but this is a list in square brackets. Use "in" for several values.',
    ],
    [
      'a share with its sign',
      { conditions: leaf, invitation, samplePercent: '10%' },
      'This must be a number, but is a text in quotes. Write it without quotes or unit.',
    ],
    [
      'a member without the way to it',
      { conditions: { fact: 'page.query', path: 'plan', operator: 'equal', value: 'pro' }, invitation },
      'A path begins with "$", the value as a whole. Write "$.plan".',
    ],
    [
      'a name every object has',
      { conditions: { ...leaf, operator: 'toString' }, invitation },
      expect.stringContaining('"toString" is not an operator. There are equal, notEqual,') as string,
    ],
  ])('%s', (_name, rule, sentence) => {
    expect(saidOf(rule)).toContainEqual(sentence);
  });
});
