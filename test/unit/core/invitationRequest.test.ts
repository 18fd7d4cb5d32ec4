import { toInvitationRequest } from '../../../src/core/invitationRequest.ts';
import type { Invitation } from '../../../src/core/ruleSet.ts';
import { rule, ruleSet } from './ruleSets.ts';

const requestOf = (invitation: Invitation, language = 'en') =>
  toInvitationRequest({
    rule: rule({ invitation }),
    ruleSet: ruleSet(),
    variant: null,
    facts: new Map(),
    language,
  });

it('an invitation with a message alone asks for nothing else', () => {
  expect(requestOf({ message: 'Hello' })).toEqual({
    ruleId: 'pricing',
    message: 'Hello',
    title: null,
    agentName: null,
    agentPictureUrl: null,
    showPrechat: false,
    inNewWindow: false,
    closeAfterSeconds: null,
    context: {},
  });
});

it('every text is that of the language, and the rest as the rule says', () => {
  const invitation = {
    message: { en: 'Hello', nl: 'Hallo' },
    title: { en: 'A question?', nl: 'Een vraag?' },
    agentName: { en: 'Mira from care', nl: 'Mira van de klantenservice' },
    agentPictureUrl: '/mira.jpg',
    showPrechat: true,
    inNewWindow: true,
    closeAfterSeconds: 30,
  };
  expect(requestOf(invitation, 'nl-BE')).toMatchObject({
    message: 'Hallo',
    title: 'Een vraag?',
    agentName: 'Mira van de klantenservice',
    agentPictureUrl: '/mira.jpg',
    showPrechat: true,
    inNewWindow: true,
    closeAfterSeconds: 30,
  });
});

it('personal data is struck out of what is computed, unless the rule set allows it by name, and never of what it says itself', () => {
  const title = { fact: 'page.title' } as const;
  const { context } = toInvitationRequest({
    rule: rule({
      context: {
        Title: title,
        Words: { template: 'Reads {page.title}' },
        Allowed: { ...title, allowsPersonalData: true },
        Written: { value: 'Call +31 20 123 4567' },
      },
    }),
    ruleSet: ruleSet(),
    variant: null,
    facts: new Map([['page.title', 'Order of ann@shop.example, +31 20 123 4567']]),
    language: 'en',
  });
  expect(Object.fromEntries(Object.entries(context).map(([name, { value }]) => [name, value]))).toEqual({
    Title: 'Order of [email], [phone]',
    Words: 'Reads Order of [email], [phone]',
    Allowed: 'Order of ann@shop.example, +31 20 123 4567',
    Written: 'Call +31 20 123 4567',
  });
});
