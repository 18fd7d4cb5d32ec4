import type { EmulatorConfig } from './config.ts';

/** What the client needs to ask for an invitation to the survey; the embedded service has one survey only. */
export const survey = {
  /** Number of the provider that needs the two ids below. */
  provider: '600990000',
  formId: 'embedded-survey',
  ownerId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
};

const flag = (value: boolean): string => String(value);

/** The widget's configuration as it is served; numbers and booleans are texts in it, as in the real one. */
export function widgetConfig(config: EmulatorConfig, isOpen: boolean, embeddedService: object) {
  return {
    LiveChatVersion: 2,
    LiveWSAndLiveChatEngJoin: {
      msdyn_conversationmode: '192350000',
      msdyn_enablechatreconnect: flag(config.chatReconnect),
      msdyn_callingoptions: '192350000',
      msdyn_prechatenabled: flag(config.preChatSurvey !== null),
      ...(config.preChatSurvey !== null && { PreChatSurvey: JSON.stringify(config.preChatSurvey) }),
      msdyn_postconversationsurveyenable: flag(config.postChatSurvey !== null),
      ...(config.postChatSurvey !== null && {
        msdyn_postconversationsurveymode: config.postChatSurvey === 'link' ? '192350001' : '192350000',
        msdyn_surveyprovider: survey.provider,
        msfp_sourcesurveyidentifier: survey.formId,
        postConversationSurveyOwnerId: survey.ownerId,
      }),
      msdyn_proactivechatenabled: flag(config.proactiveChat),
      msdyn_authenticatedsigninoptional: flag(config.signInOptional),
      msdyn_requestvisitorlocation: 'false',
      msdyn_enablefileattachmentsforcustomers: 'false',
      msdyn_enablefileattachmentsforagents: 'false',
      msdyn_enablechattranscriptdownload: 'true',
      msdyn_enablechattranscriptemail: 'false',
      msdyn_widgettitle: config.widgetTitle,
      OutOfOperatingHours: isOpen ? 'False' : 'True',
      ShowWidget: 'True',
    },
    ChatWidgetLanguage: { msdyn_localeid: '1033', msdyn_languagename: 'English - United States' },
    DataMaskingInfo: {
      setting: { msdyn_maskforagent: false, msdyn_maskforcustomer: false },
      dataMaskingRules: {},
    },
    LiveChatConfigAuthSettings: config.authenticatedChat
      ? { msdyn_javascriptclientfunction: config.authTokenFunction ?? '' }
      : null,
    EmbeddedService: embeddedService,
  };
}
