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
