/** How the stand-in behaves; read from `window.microsoftStandIn` when the loader runs. */
export interface StandInOptions {
  /** Milliseconds until the global is there: the loader looks for the newer widget first. Default 0. */
  readonly featureCheckMs?: number;
  /** Milliseconds from then until `lcw:ready`; `null` = never. Default 0. */
  readonly readyMs?: number | null;
  /** When the context provider is run: by the older loader as soon as it is set, by the newer widget at the start. */
  readonly providerRuns?: 'atOnce' | 'atStart';
  /** The service's answer to `getAgentAvailability`; `null` = it fails, so that no event is raised. */
  readonly availability?: Readonly<Record<string, unknown>> | null;
  /** Milliseconds until that answer. Default 0. */
  readonly availabilityMs?: number;
}

/** What a test may look at. */
export interface StandInRecord {
  /** Calls of the SDK that reached the widget. */
  readonly calls: string[];
  /** The context each conversation was created with. */
  readonly contexts: unknown[];
}

/**
 * Stands in for Microsoft's loader and widget, written from what is known of them, with their quirks: the global comes
 * after an asynchronous check; calls made before `lcw:ready` are lost; ready is raised once and never repeated; an
 * invitation is shown only by a closed widget, in every tab, for 60 s, and nothing is told of it. It leaves out the
 * surveys, sign-in and pop-out. One function, so that its text can be served as a script.
 */
export function microsoftLoader(): void {
  const page = window as unknown as {
    microsoftStandIn?: StandInOptions;
    microsoftStandInRecord?: StandInRecord;
    Microsoft?: unknown;
  };
  const {
    featureCheckMs = 0,
    readyMs = 0,
    providerRuns = 'atStart',
    availability = { isAgentAvailable: true, isQueueAvailable: true, averageWaitTime: 1, positionInQueue: 0 },
    availabilityMs = 0,
  } = page.microsoftStandIn ?? {};
  const element = document.getElementById('Microsoft_Omnichannel_LCWidget');
  const { appId, orgId, orgUrl } = element?.dataset ?? {};
  if (appId === undefined || orgId === undefined || orgUrl === undefined) return;

  type Provider = () => unknown;
  type State = 'closed' | 'proactive' | 'active';
  const storageKey = `stand-in-${orgId}-${appId}`;
  const runtimeId = `${Math.random()}`;
  const record: StandInRecord = { calls: [], contexts: [] };
  page.microsoftStandInRecord = record;
  let isReady = false;
  let state: State = 'closed';
  let isMinimized: boolean | undefined;
  let provider: Provider | null = null;
  let context: unknown = null;
  let invitation = '';
  let invitationTimer = 0;
  let body: HTMLElement | null = null;

  const raise = (name: string, detail: unknown = null): void => {
    window.dispatchEvent(new CustomEvent(`lcw:${name}`, { detail }));
  };
  const frame = document.createElement('iframe');

  const button = (label: string, act: () => void): HTMLElement => {
    const made = document.createElement('button');
    made.textContent = label;
    made.onclick = act;
    return made;
  };
  const say = (text: string): HTMLElement => {
    const made = document.createElement('p');
    made.textContent = text;
    return made;
  };
  const draw = (): void => {
    const parts: Record<State, () => readonly HTMLElement[]> = {
      closed: () => [button("Let's chat", () => openChat(false))],
      proactive: () => [
        say(invitation),
        button('Chat Now', () => openChat(true)),
        button('Close', dismissInvitation),
      ],
      active: () =>
        isMinimized === true
          ? [button("Let's chat", maximize)]
          : [say('You are chatting.'), button('Minimize', minimize), button('End', endChat)],
    };
    body?.replaceChildren(...parts[state]());
  };
  const setState = (next: State): void => {
    state = next;
    draw();
  };

  const dismissInvitation = (): void => {
    if (state !== 'proactive') return;
    window.clearTimeout(invitationTimer);
    setState('closed');
  };
  const showInvitation = (message: string): void => {
    if (state !== 'closed') return;
    invitation = message;
    setState('proactive');
    invitationTimer = window.setTimeout(dismissInvitation, 60_000);
  };
  const maximize = (): void => {
    if (isMinimized === false) return;
    isMinimized = false;
    raise('onMaximize');
    draw();
  };
  const minimize = (): void => {
    isMinimized = true;
    raise('onMinimize');
    draw();
  };
  const openChat = (isProactive: boolean): void => {
    if (state !== 'closed' && !isProactive) {
      maximize();
      return;
    }
    window.clearTimeout(invitationTimer);
    raise('startChat');
    const isKnown = localStorage.getItem(storageKey) !== null;
    isMinimized = undefined;
    setState('active');
    maximize();
    if (isKnown) {
      raise('chatRetrieved');
      return;
    }
    try {
      if (providerRuns === 'atStart') context = provider?.() ?? null;
    } catch {
      raise('error', { errorCode: 1, errorDescription: 'Context provider method execution failed' });
    }
    record.contexts.push(context);
    localStorage.setItem(storageKey, 'active');
    window.setTimeout(() => raise('chatQueued'), 0);
  };
  const closeHere = (): void => {
    window.clearTimeout(invitationTimer);
    isMinimized = undefined;
    setState('closed');
  };
  const endChat = (): void => {
    localStorage.removeItem(storageKey);
    closeHere();
    send({ name: 'ended' });
    raise('onClose');
  };

  /** Tabs with this widget talk over one channel, and each hears itself. */
  interface Message {
    readonly name: 'startProactiveChat' | 'startChat' | 'ended';
    readonly message?: string;
    readonly from?: string;
  }
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(appId) : null;
  const hear = ({ name, message = '', from }: Message): void => {
    // The invitation is the one message that nobody filters.
    if (name === 'startProactiveChat') showInvitation(message);
    if (name === 'startChat' && from === runtimeId) openChat(false);
    if (name !== 'ended') return;
    if (from !== runtimeId && state === 'active') closeHere();
    raise('closeChat');
  };
  const send = (message: Message): void => {
    const signed = { ...message, from: runtimeId };
    channel?.postMessage(signed);
    hear(signed);
  };
  if (channel !== null) channel.onmessage = ({ data }) => hear(data as Message);

  /** What a page asks goes to another frame: it arrives later, or never if nobody listens yet. */
  const post = (name: string, act: () => void): void => {
    if (!isReady) return;
    record.calls.push(name);
    window.setTimeout(act, 0);
  };
  const mustBeFunction = (given: unknown): void => {
    if (typeof given !== 'function') throw new TypeError('The provider is no function.');
  };
  const sdk = {
    setContextProvider: (given: Provider) => {
      mustBeFunction(given);
      provider = given;
      if (providerRuns === 'atOnce') context = given();
    },
    getContextProvider: () => provider,
    removeContextProvider: () => {
      provider = null;
      context = null;
    },
    setAuthTokenProvider: mustBeFunction,
    getAuthTokenProvider: () => null,
    removeAuthTokenProvider: () => undefined,
    startChat: () => post('startChat', () => send({ name: 'startChat' })),
    // The message is taken from an object only; a bare text is not seen.
    startProactiveChat: (config?: { readonly message?: string }) => {
      const message = config?.message ?? "Hi! Have any questions? I'm here to help";
      post('startProactiveChat', () => send({ name: 'startProactiveChat', message }));
    },
    closeChat: () => post('closeChat', endChat),
    getAgentAvailability: () =>
      post('getAgentAvailability', () => {
        if (availability === null) return;
        window.setTimeout(() => raise('getAgentAvailability', availability), availabilityMs);
      }),
  };

  const becomeReady = (): void => {
    isReady = true;
    draw();
    raise('ready');
    if (localStorage.getItem(storageKey) === null) return;
    setState('active');
    raise('chatRetrieved');
  };
  window.setTimeout(() => {
    frame.id = 'Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window';
    frame.title = 'Chat';
    Object.assign(frame.style, { position: 'fixed', right: '0', bottom: '0', zIndex: '2147483647' });
    document.body.append(frame);
    body = frame.contentDocument?.body ?? null;
    frame.contentDocument?.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') dismissInvitation();
    });
    page.Microsoft = { Omnichannel: { LiveChatWidget: { SDK: sdk } } };
    if (readyMs !== null) window.setTimeout(becomeReady, readyMs);
  }, featureCheckMs);
}

/** The stand-in as the text of a classic script. */
export const microsoftLoaderScript = `(${microsoftLoader.toString()})();`;
