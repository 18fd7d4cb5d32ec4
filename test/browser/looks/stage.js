/**
 * Puts the built widget on this page with a service that is played here, and lets a test, or whoever takes pictures, show
 * any pane of it. What the address says: `lang`, `dir` and `night` of the
 * page, `css` of its own, and the `options` of the widget as JSON.
 */
const query = new URLSearchParams(location.search);
const { documentElement: page } = document;
page.lang = query.get('lang') ?? 'en';
page.dir = query.get('dir') ?? 'ltr';
page.classList.toggle('is-night', query.has('night'));

const identity = { appId: 'app', orgId: 'org', orgUrl: 'https://service.example' };

/** What a page does to everything that is on it. */
const css = new CSSStyleSheet();
css.replaceSync(query.get('css') ?? '');
document.adoptedStyleSheets = [css];

/** The agent says what the test has it say. */
function playConversation(listener) {
  let said = 0;
  const message = (role, text, senderName = '') => ({
    id: `m${(said += 1)}`,
    role,
    text,
    senderName,
    sentAt: new Date().toISOString(),
    tags: [],
  });
  stage.agentSays = (text, name = 'Mira Okafor') => listener.onMessage(message('agent', text, name));
  stage.agentJoins = (name = 'Mira Okafor') => listener.onAgentJoined(name);
  return {
    id: 'conversation',
    resumeState: '{}',
    send: async ({ text }) => message('visitor', text),
    sendTyping: async () => undefined,
    history: async () => [],
    end: async () => undefined,
    postChatSurvey: async () => stage.survey,
    dispose: () => undefined,
  };
}

const played = {
  availability: () => ({
    createPort: () => ({
      readConfig: async () => ({ operatingHours: 'open', ...stage.config }),
      getAvailability: async () => ({ ok: false, cause: 'network' }),
    }),
  }),
  client: () => ({
    start: async ({ onCreating }, listener) => {
      onCreating('{}');
      return { ok: true, conversation: playConversation(listener) };
    },
    resume: async () => null,
  }),
};

/** What the chat window shows when nobody says otherwise. */
const plainView = {
  pane: 'active',
  visible: true,
  title: null,
  entries: [],
  typing: null,
  agent: null,
  needsSignIn: false,
  nextOpening: null,
  preChatSurvey: null,
  postChatSurvey: null,
};

const nothing = () => undefined;

const stage = {
  /** Configuration of the widget, as its administrator has set it. */
  config: {},
  /** The survey after a conversation, if it has one. */
  survey: null,
  agentSays: nothing,
  agentJoins: nothing,
  /** The shadow root of the widget. */
  get root() {
    return document.querySelector('[data-lcw-proactive-chat]').shadowRoot;
  },
  call: nothing,
  /** Shows the invitation; resolves when it is there. */
  async invite(config) {
    stage.call('startProactiveChat', [config, false]);
    await stage.until('.card');
  },
  /** Opens the chat as the chat button does; resolves when a message can be written. */
  async open() {
    stage.root.querySelector('.chat-button').click();
    await stage.until('.field');
  },
  /** Has the chat window show this and nothing of its own any more; resolves when it is drawn. */
  async show(view) {
    if (!stage.chat) {
      stage.call('startChat', []);
      await stage.until('.window');
    }
    stage.isTaken = true;
    stage.chat.update({ ...plainView, ...view });
    const texts = [view.preChatSurvey ?? '', ...(view.entries ?? []).map(({ text }) => text)];
    const card = texts.some((text) => text.includes('AdaptiveCard'));
    await stage.until(card ? '.survey-card' : view.entries ? '.rich' : '.window:not([hidden])');
  },
  /** Opens the inspector over a rule set, with these facts and what was told of each rule. */
  async inspect(ruleSet, facts, told) {
    const load = async (name) => (await import(`/dist/proactive-chat.${name}.js`)).install;
    const [open, check] = await Promise.all([load('inspector'), load('rules-check')]);
    const { program } = check().prepare(ruleSet);
    const state = {
      program,
      facts: new Map(Object.entries(facts)),
      told: new Map(Object.entries(told)),
      holds: new Map(),
      suppressing: [],
      history: [],
      visitorId: null,
      gates: {
        consent: { functionality: 'granted', personalization: 'missing', analytics: 'granted' },
        chat: 'closed',
        sdk: 'ready',
      },
    };
    open({
      clock: { now: () => Date.UTC(2026, 4, 12, 15), after: () => nothing },
      runner: { state: () => state },
      signals: { refresh: nothing },
      handle: nothing,
    });
  },
  /** Resolves when a node is there. */
  until(selector) {
    return new Promise((resolve) => {
      const look = () => {
        if (stage.root.querySelector(selector) === null) requestAnimationFrame(look);
        else resolve();
      };
      look();
    });
  },
};
window.stage = stage;

const store = new Map();
const { install } = await import('/dist/proactive-chat.sdk.js');
const widget = install({
  published: {
    sdk: {},
    providers: { context: null, authToken: null },
    carryOut: (handler) => (stage.call = handler),
    withdraw: nothing,
  },
  config: { ...identity, options: JSON.parse(query.get('options') ?? '{}') },
  script: null,
  baseUrl: `${location.origin}/dist/proactive-chat.js`,
  async loadChunk(name) {
    if (played[name]) return { install: played[name] };
    const module = await import(`/dist/proactive-chat.${name}.js`);
    if (name !== 'chat') return module;
    return {
      install(host) {
        const chat = module.install(host);
        stage.chat = chat;
        return {
          ...chat,
          update(view) {
            if (!stage.isTaken) chat.update(view);
          },
        };
      },
    };
  },
  conversationStorage: {
    read: () => store.get('') ?? null,
    write: (text) => store.set('', text),
    remove: () => store.clear(),
  },
  listener: { onGates: nothing, onInvitation: nothing, onPageInvitation: nothing },
  report: (what, error) => console.error(what, error),
  warn: nothing,
});
window.addEventListener('lcw:ready', () => (stage.isReady = true), { once: true });
stage.destroy = () => widget.destroy();
