import { render } from 'preact';
import { outcomes } from '../core/reasons.ts';
import { sdkEventNames } from '../core/sdkEvents.ts';
import type { InspectorHost, KeptPreview } from './host.ts';
import type { PanelActs } from './panel.tsx';
import { Panel } from './panel.tsx';
import { inspectorStyles } from './styles.ts';
import { fetchOffer, offerIn, readOffer, withoutPreview } from './unpublished.ts';
import { viewOf } from './view.ts';

/** How often the values of this moment are shown. */
const REFRESH_MS = 1000;
/** What a chat that is being closed takes to say so to the service. */
const CLOSING_MS = 600;

/** Events after which the view may be another. */
const eventNames = [...outcomes.map((outcome) => `proactive-chat:${outcome}`), ...sdkEventNames];

/** The inspector on the page. */
export interface Inspector {
  isOpen(): boolean;
  /** Takes up what the address says, and out of it. */
  takeAddress(): void;
  close(): void;
}

/**
 * Puts the inspector on the page, in an open shadow root of its own, and takes up what the address says. It never takes the
 * focus.
 */
export function openInspector(view: Window & typeof globalThis, host: InspectorHost): Inspector {
  const { document, location, history } = view;
  const element = document.createElement('div');
  element.dataset.lcwInspector = '';
  element.lang = 'en';
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(inspectorStyles);
  root.adoptedStyleSheets = [sheet];

  let kept: KeptPreview = host.readKept() ?? { place: 'start', isCollapsed: false };
  let notice = '';
  let report: string | null = null;
  const opened = new Set<string>();
  let isClosed = false;
  let isDue = false;

  const keep = (change: Partial<KeptPreview>, ...dropped: readonly (keyof KeptPreview)[]): void => {
    const next = Object.entries({ ...kept, ...change });
    const isKept = ([name]: readonly [string, unknown]): boolean =>
      !dropped.includes(name as keyof KeptPreview);
    kept = Object.fromEntries(next.filter(isKept)) as unknown as KeptPreview;
    host.keep(kept);
  };
  const say = (words: string): void => {
    notice = words;
    draw();
  };
  const offer = (): ReturnType<typeof readOffer> | null =>
    kept.offer === undefined ? null : readOffer(kept.offer, location.href);

  const takeAddress = (): void => {
    const offered = offerIn(location.hash);
    if (offered !== null) keep({ offer: offered, isCollapsed: false });
    else host.keep(kept);
    const clean = withoutPreview(location.href);
    if (clean !== location.href) history.replaceState(history.state, '', clean);
  };

  const acts: PanelActs = {
    collapse: (isCollapsed) => {
      keep({ isCollapsed });
      draw();
    },
    move: () => {
      keep({ place: kept.place === 'start' ? 'end' : 'start' });
      draw();
    },
    close: () => {
      host.keep(null);
      if (kept.ruleSet === undefined) close();
      else host.reload();
    },
    dropOffer: () => {
      keep({}, 'offer');
      say('');
    },
    tryOffer: () => {
      const offered = offer();
      if (offered === null || offered.kind === 'refused') return;
      say('Reading it …');
      fetchOffer(offered, (...request) => view.fetch(...request)).then(
        (ruleSet) => {
          if (isClosed) return;
          const source = offered.kind === 'address' ? offered.address : 'a link';
          keep({ ruleSet, source }, 'offer');
          host.reload();
        },
        (error: unknown) => say(error instanceof Error ? error.message : String(error)),
      );
    },
    publish: () => {
      keep({}, 'ruleSet', 'source');
      host.reload();
    },
    reset: () => {
      const { chat } = host.state().gates;
      const hasChat = chat !== 'closed' && chat !== 'proactive';
      if (hasChat) host.closeChat();
      const begin = (): void => {
        host.command('forget');
        host.reload();
      };
      if (hasChat) host.after(CLOSING_MS, begin);
      else begin();
    },
    pause: (isPaused) => {
      host.command(isPaused ? 'pause' : 'resume');
      draw();
    },
    open: (place, isOpen) => {
      if (isOpen) opened.add(place);
      else opened.delete(place);
      draw();
    },
    copy: () => {
      const text = reportText();
      const copied: Promise<void> = (async () => view.navigator.clipboard.writeText(text))();
      copied.then(
        () => say('Copied.'),
        () => {
          report = text;
          say('It stands at the end of the list.');
        },
      );
    },
  };

  const currentView = (): ReturnType<typeof viewOf> =>
    viewOf(host.state(), host.lastAvailability(), host.now());
  const reportText = (): string => {
    const { facts, history: invitations, visitId, pageViewId } = host.state();
    const at = new Date(host.now()).toISOString();
    const { origin, pathname } = location;
    return JSON.stringify(
      {
        at,
        page: origin + pathname,
        ...currentView(),
        facts: Object.fromEntries(facts),
        invitations,
        visitId,
        pageViewId,
      },
      null,
      2,
    );
  };

  const draw = (): void => {
    if (isClosed) return;
    render(
      <Panel
        view={currentView()}
        offer={offer()}
        now={host.now()}
        {...{ kept, notice, report, opened, acts }}
      />,
      root,
    );
  };
  /** Several decisions often come in one go. */
  const drawSoon = (): void => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      draw();
    });
  };
  let cancelRefresh: () => void = () => undefined;
  const keepFresh = (): void => {
    cancelRefresh = host.after(REFRESH_MS, () => {
      // A page may replace its whole body.
      if (!element.isConnected) document.body.append(element);
      if (!kept.isCollapsed && document.visibilityState === 'visible') {
        host.refresh();
        draw();
      }
      keepFresh();
    });
  };
  const close = (): void => {
    isClosed = true;
    cancelRefresh();
    for (const name of eventNames) view.removeEventListener(name, drawSoon);
    view.removeEventListener('DOMContentLoaded', mount);
    render(null, root);
    element.remove();
  };
  const mount = (): void => {
    document.body.append(element);
    draw();
    keepFresh();
  };

  takeAddress();
  for (const name of eventNames) view.addEventListener(name, drawSoon);
  // The tag may come in the head, before there is a body.
  if (document.body === null) view.addEventListener('DOMContentLoaded', mount, { once: true });
  else mount();
  return {
    isOpen: () => !isClosed,
    takeAddress: () => {
      takeAddress();
      draw();
    },
    close,
  };
}
