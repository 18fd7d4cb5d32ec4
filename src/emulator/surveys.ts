import type { EmulatorConfig } from './config.ts';
import type { Route, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import { isRecord } from './record.ts';
import type { Desk } from './desk.ts';
import { surveyForm, surveyThanks } from './surveyPage.ts';
import { createVisitorRoutes, ownConversation } from './visitorRoutes.ts';
import { survey } from './widgetConfig.ts';

export interface Surveys {
  readonly routes: readonly Route[];
  /** How many surveys have been filled in; each counts once. */
  readonly submissions: () => number;
}

export interface SurveysOptions {
  readonly config: EmulatorConfig;
  readonly desk: Desk;
  readonly origin: () => string;
  readonly now: () => number;
  /** A new id on every call that nobody can guess. */
  readonly newId: () => string;
}

/** The survey after the conversation: the invitation, whose address is secret, and the page behind it. */
export function createSurveys({ config, desk, origin, now, newId }: SurveysOptions): Surveys {
  /** Open invitations: conversation by secret. */
  const invitations = new Map<string, string>();
  const submitted = new Set<string>();
  let submissions = 0;
  const routesFor = createVisitorRoutes(config, now);

  const invite = (conversationId: string): string => {
    for (const [secret, invited] of invitations) {
      if (invited === conversationId) return secret;
      if (desk.findById(invited) !== undefined) continue;
      invitations.delete(secret);
      submitted.delete(secret);
    }
    const secret = newId();
    invitations.set(secret, conversationId);
    return secret;
  };

  const secretOf = (request: ServiceRequest): string => {
    const secret = request.params['secret'] ?? '';
    if (!invitations.has(secret)) throw new RequestProblem(404, 'There is no such survey.');
    return secret;
  };

  return {
    submissions: () => submissions,
    routes: [
      ...routesFor(
        'POST',
        '/livechatconnector',
        '/getsurveyinvite/:org/:owner',
        'survey',
        ({ params, body }, visitor) => {
          const isOurs =
            params['org']?.toLowerCase() === config.orgId.toLowerCase() &&
            params['owner'] === survey.ownerId &&
            isRecord(body) &&
            body['FormId'] === survey.formId &&
            body['SurveyProvider'] === survey.provider;
          if (config.postChatSurvey === null || !isOurs) {
            throw new RequestProblem(404, 'There is no such survey.');
          }
          const id = typeof body['ConversationId'] === 'string' ? body['ConversationId'] : '';
          const conversation = ownConversation(desk.findById(id), visitor);
          const invitationLink = `${origin()}/survey/${invite(conversation.id)}`;
          return { status: 200, json: { inviteList: [{ invitationLink }], formsProLocaleCode: 'en' } };
        },
      ),
      {
        method: 'GET',
        pattern: '/survey/:secret',
        audience: 'pages',
        area: 'site',
        answer: (request) => {
          secretOf(request);
          return surveyForm;
        },
      },
      {
        method: 'POST',
        pattern: '/survey/:secret',
        audience: 'own',
        area: 'site',
        body: 'form',
        answer: (request) => {
          const secret = secretOf(request);
          if (!isRecord(request.body) || !/^[1-5]$/.test(String(request.body['rating']))) {
            throw new RequestProblem(400, 'A survey has a "rating" from 1 to 5.');
          }
          if (!submitted.has(secret)) submissions += 1;
          submitted.add(secret);
          return surveyThanks;
        },
      },
    ],
  };
}
