import type { AvailabilityChunk, SharedAnswers } from '../chunks/availability.ts';
import type { ConfigMessages } from '../chunks/config-messages.ts';
import type { EngineChunk } from '../chunks/engine.ts';
import type { InvitationRequestChunk } from '../chunks/invitation-request.ts';
import type { NavigationChunkHost } from '../chunks/navigation.ts';
import { createAnalytics } from '../analytics/dataLayer.ts';
import type { Availability } from '../core/availability.ts';
import type { InvitationPlan } from '../core/invitationRequest.ts';
import { matchesPathPattern } from '../core/pathPattern.ts';
import type { Decision } from '../core/decision.ts';
import type { Program } from '../core/flowState.ts';
import { pruneHistory } from '../core/eligibility.ts';
import type { Gates, InvitationRecord, StoredPurpose } from '../core/eligibility.ts';
import { createClock } from '../page/clock.ts';
import { createConsent, storedPurposes } from '../page/consent.ts';
import { runAll } from '../page/guard.ts';
import type { Report, Unsubscribe } from '../page/guard.ts';
import { mergeInvitationHistory, parseInvitationHistory } from '../page/invitationHistory.ts';
import { createLifecycle } from '../page/lifecycle.ts';
import { membersOf } from '../page/members.ts';
import { randomId } from '../page/randomId.ts';
import { createPageStorage } from '../page/storage.ts';
import { createTold } from '../page/told.ts';
import { languageOf } from '../page/pageLanguage.ts';
import { readUrlFacts } from '../page/urlFacts.ts';
import { createVisitorLock } from '../page/visitorLock.ts';
import { createVisits } from '../page/visits.ts';
import { publishSdk } from '../sdk/liveChatSdk.ts';
import type { SignalHost } from '../signals/signal.ts';
import type { CachedAvailability } from './availabilityCache.ts';
import { createChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';
import { createFlowRunner } from './flowRunner.ts';
import { createInspect } from './inspect.ts';
import { loadWidget, usesMicrosoftWidget } from './loadWidget.ts';
import type { Diagnose, DiagnosisHost } from './diagnosis.ts';
import type { Command } from './queue.ts';
import { createRuleSetLoader } from './ruleSetLoader.ts';
import { createSignalRunner } from './signalRunner.ts';
import type { Widget } from './widget.ts';

/** When it is tried again to load what asks for availability, in milliseconds. */
const RETRY_MS = 120_000;

/** A running tag. */
export interface Tag {
  handle(command: Command): void;
  destroy(): void;
}

export interface BootPorts {
  readonly window: Window;
  /** Absolute address of the directory the chunks are in. */
  readonly baseUrl: string;
  readonly config: TagConfig;
  /** The element the tag itself came with. */
  readonly script: HTMLScriptElement | null;
  /** The configuration as the page gave it, if it is to be checked and its mistakes put into words. */
  readonly doubtfulConfig?: unknown;
  readonly report: Report;
  /** For the people who run the site. */
  readonly warn: (message: string) => void;
}

/** Puts the parts together for one page load. Nothing is stored, and nothing but our own files loads, before consent. */
export function boot({ window, baseUrl, script, config, doubtfulConfig, report, warn }: BootPorts): Tag {
  const clock = createClock(window, report);
  const lifecycle = createLifecycle(window, report);
  const consent = createConsent({
    ...config.consent,
    globalPrivacyControl:
      (window.navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
  });
  const storage = createPageStorage(window, consent, clock);
  const newId = (): string => randomId(window);
  const visits = createVisits(storage, clock, newId);
  const told = createTold();
  const chunks = createChunkLoader(baseUrl, clock);
  const analytics = createAnalytics({
    window,
    settings: config,
    mayIdentify: () => consent.allows('analytics'),
    pageLoadId: newId(),
    storage,
  });
  let widget: Widget | null = null;
  let engine: EngineChunk | null = null;
  let words: InvitationRequestChunk | null = null;
  let isPaused = false;
  let isDestroyed = false;
  let lastAnswer: CachedAvailability | null = null;
  /** Once it has loaded, `diagnose` is answered at once. */
  let describe: Diagnose | null = null;

  const setGates = (gates: Partial<Gates>): void => runner.dispatch({ type: 'gatesChanged', gates });
  const setHistory = (history: readonly InvitationRecord[]): void =>
    runner.dispatch({ type: 'historyChanged', history });
  const recall = (): readonly InvitationRecord[] => parseInvitationHistory(storage.read('history'));
  /** Adds what this page knows to what is stored, which another tab may have added to; returns all of it. */
  const remember = (history: readonly InvitationRecord[]): readonly InvitationRecord[] => {
    const merged = pruneHistory(mergeInvitationHistory(recall(), history), clock.now());
    storage.write('history', merged);
    return merged;
  };
  const decide = (decision: Decision): void => {
    analytics.onDecision(decision);
    window.dispatchEvent(new CustomEvent(`proactive-chat:${decision.outcome}`, { detail: decision }));
  };
  const rules = createRuleSetLoader(config, { window, clock, chunks, warn });
  /** Random, and only for those rule sets that tell visitors apart. */
  const knowVisitor = (program: Program | null): void => {
    let visitorId: string | null = null;
    if (program?.targeting !== undefined && consent.allows('functionality')) {
      const stored = storage.read('visitorId');
      if (typeof stored === 'string') visitorId = stored;
      else storage.write('visitorId', (visitorId = newId()));
    }
    runner.dispatch({ type: 'visitorKnown', visitorId });
  };
  const use = (program: Program): void => {
    knowVisitor(program);
    runner.dispatch({ type: 'ruleSetLoaded', program });
  };
  const notReady: Availability = { status: 'unknown', cause: 'not_ready' };
  const sharedAnswers = (): SharedAnswers => {
    const { appId, orgId } = config.widget;
    const about = `${orgId}/${appId}`;
    const store = storage.text('availability', about);
    return { clock, store, about, shares: consent.allows('functionality') };
  };
  const basis = () => runner.state().program?.compiled?.ruleSet.availability?.basis ?? 'agents';
  const askAvailability = async (plan: InvitationPlan): Promise<CachedAvailability> => {
    // Somebody is about to be invited: by what the rules say now.
    const program = await rules.reread();
    if (program !== null && !isDestroyed) {
      use(program);
      observe('adjust');
    }
    try {
      words ??= await chunks.load<InvitationRequestChunk>('invitation-request');
      const { context } = words.toInvitationRequest(plan);
      const { createCache } = await chunks.load<AvailabilityChunk>('availability');
      const ask = createCache({
        ask: async (basis, asked) => widget?.askAvailability(basis, asked) ?? notReady,
        ...sharedAnswers(),
      });
      lastAnswer = await ask(basis(), context);
    } catch {
      lastAnswer = { availability: notReady, goodUntil: clock.now() + RETRY_MS };
    }
    return lastAnswer;
  };
  const runner = createFlowRunner(
    {
      clock,
      lock: createVisitorLock(window.navigator),
      chatsElsewhere: () => widget?.chatsElsewhere?.() === true,
      askAvailability,
      loadEngine: async () => {
        engine ??= await chunks.load<EngineChunk>('engine');
        return engine;
      },
      // Nothing gets so far before the engine has confirmed it.
      awaitQuietMoment: (onQuiet) =>
        engine?.awaitQuietMoment(
          { window, lifecycle, clock, report },
          (visitorBusy) => setGates({ visitorBusy }),
          () => {
            signals.refresh();
            onQuiet();
          },
        ) ?? (() => undefined),
      // Nothing gets so far before availability has been asked with them.
      invite: (invitationId, plan) => {
        if (words !== null) widget?.invite(invitationId, words.toInvitationRequest(plan));
      },
      withdraw: () => widget?.withdraw(),
      recall,
      remember,
      decide,
      reachGoal: (goal) => {
        analytics.onGoal(goal);
        window.dispatchEvent(new CustomEvent('proactive-chat:goal', { detail: goal }));
      },
      report,
    },
    languageOf(window),
  );
  const publish: SignalHost['publish'] = (facts) => runner.dispatch({ type: 'factsChanged', facts });
  const signals = createSignalRunner(
    {
      window,
      clock,
      lifecycle,
      visits,
      storage,
      told,
      invitations: () => runner.state(),
      config,
      publish,
      report,
    },
    consent.allows,
    chunks,
  );

  const observe = (how: 'start' | 'adjust'): void => {
    const ruleSet = runner.state().program?.compiled;
    if (ruleSet != null) signals[how](ruleSet);
  };
  const beginPageView = (isRestored: boolean): void => {
    analytics.onPageView();
    const { href, pathname } = window.location;
    const pageExcluded = config.excludePaths.some((pattern) => matchesPathPattern(pathname, pattern));
    runner.dispatch({
      type: 'pageViewStarted',
      pageViewId: newId(),
      visitId: visits.beginPageView({
        url: href,
        path: pathname,
        at: clock.now(),
        wasVisible: lifecycle.isVisible(),
        isRestored,
      }),
      facts: readUrlFacts(window),
      gates: { pageExcluded, paused: isPaused, consent: consent.answers() },
    });
    observe('start');
  };
  const onConsent = (withdrawn: readonly StoredPurpose[]): void => {
    const answers = consent.answers();
    storage.erase(withdrawn);
    if (withdrawn.includes('personalization')) visits.forgetPageViews();
    // Also where a no means keeping things in memory.
    if (answers.functionality === 'granted') {
      const visitId = visits.store();
      if (visitId !== null) runner.dispatch({ type: 'visitChanged', visitId });
      setHistory(remember(runner.state().history));
    }
    knowVisitor(runner.state().program);
    setGates({ consent: answers });
    if (withdrawn.includes('functionality') && config.consent.whenDenied === 'wait') {
      setHistory([]);
    }
    observe('adjust');
    // What a signal keeps as it stops must not stay either.
    storage.erase(withdrawn.filter((purpose) => purpose !== 'functionality'));
  };

  const stops = [
    lifecycle.onPageView(beginPageView),
    lifecycle.onAddress(() => publish(readUrlFacts(window))),
    lifecycle.onAttention(() => {
      visits.keepAlive();
      setGates({ tabVisible: lifecycle.isVisible() });
    }),
    consent.onChange(onConsent),
  ];
  setHistory(recall());
  setGates({ tabVisible: lifecycle.isVisible() });
  beginPageView(false);

  const isMicrosoft = usesMicrosoftWidget(window.document, config.widget.source, script);
  // At once: a page may call before the widget has come.
  const published = isMicrosoft ? null : publishSdk(window);
  if (doubtfulConfig !== undefined) {
    chunks.load<ConfigMessages>('config-messages').then(
      ({ describeConfigProblems }) =>
        describeConfigProblems(doubtfulConfig, isMicrosoft, script?.dataset, window).forEach(warn),
      () => warn('The configuration could not be checked.'),
    );
  }
  loadWidget({
    config: config.widget,
    published,
    script,
    baseUrl,
    chunks,
    consent,
    storage,
    sharedAnswers,
    report,
    warn,
    listener: {
      onGates: (gates) => {
        setGates(gates);
        if (gates.chat !== undefined) {
          publish(new Map([['chat.state', gates.chat]]));
        }
      },
      onInvitation: (invitationId, event, inferred) =>
        runner.dispatch({ type: 'invitationChanged', invitationId, event, inferred }),
      onPageInvitation: (outcome) => runner.dispatch({ type: 'pageInvitationAnswered', outcome }),
    },
  }).then(
    (loaded) => {
      if (isDestroyed) loaded.destroy();
      else widget = loaded;
    },
    (error: unknown) => {
      report('widget', error);
      setGates({ sdk: 'failed', assets: 'failed' });
      if (isMicrosoft || isDestroyed) return;
      // A page that waits for `lcw:ready` is told as Microsoft's loader would tell it.
      const errorDescription = 'Live chat widget scripts failed to load';
      const detail = { errorCode: 7, errorDescription, errorDetail: String(error) };
      window.dispatchEvent(new CustomEvent('lcw:error', { detail }));
    },
  );
  if (!('navigation' in window)) {
    const host: NavigationChunkHost = { window, onChange: lifecycle.routeChanged, report };
    chunks.load<Unsubscribe>('navigation', host).then(
      (stop) => (isDestroyed ? stop() : stops.push(stop)),
      (error: unknown) => report('navigation', error),
    );
  }
  const loading = rules.load().then((program) => {
    if (program !== null && !isDestroyed) {
      use(program);
      observe('start');
    }
    return program?.failure;
  });

  const handle = (command: Command): void => {
    switch (command.command) {
      case 'init':
        warn('A second init is ignored.');
        return;
      case 'consent':
        consent.update(membersOf(command['purposes']));
        return;
      case 'routeChange':
        lifecycle.routeChanged();
        return;
      case 'pause':
      case 'resume':
        isPaused = command.command === 'pause';
        setGates({ paused: isPaused });
        return;
      case 'event':
      case 'setFacts':
      case 'defineSignal':
        told.add(command);
        return;
      case 'forget':
        // Whoever asks to be forgotten is not to be invited as a stranger on the spot: quiet until the next page view.
        setGates({ paused: true });
        setHistory([]);
        knowVisitor(null);
        signals.stop();
        visits.forget();
        storage.erase([...storedPurposes, 'requested']);
        return;
      case 'preview':
        inspect();
        return;
      case 'diagnose':
        diagnose(command['callback']);
        return;
      case 'whenLoaded':
        loading.then(command['callback'] as () => void).catch((error: unknown) => report('callback', error));
        return;
      default:
        warn(`The command "${command.command}" is not known.`);
    }
  };
  const diagnose = (callback: unknown): void => {
    const { program, gates, stage, facts, told } = runner.state();
    const seen: DiagnosisHost['seen'] = {
      config,
      gates,
      stage,
      ruleSet: program?.compiled?.ruleSet.id ?? null,
      rules: Object.fromEntries(told),
      facts: Object.fromEntries(facts),
    };
    const host: DiagnosisHost = {
      window,
      seen,
      isMicrosoft,
      baseUrl,
      basis: basis(),
      lastAnswer,
      shared: sharedAnswers().store.read(),
      consent,
      files: chunks.names(),
      now: clock.now(),
    };
    const tell: (describe: Diagnose) => void = (describe) => {
      const { diagnosis, text } = describe(host);
      if (typeof callback === 'function') (callback as (diagnosis: unknown) => void)(diagnosis);
      else warn(text);
    };
    if (describe !== null) return tell(describe);
    chunks
      .load<Diagnose>('diagnosis')
      // What is known without the file is worth telling all the more.
      .then(
        (loaded) => (describe = loaded),
        (): Diagnose => () => ({ diagnosis: seen, text: JSON.stringify(seen) }),
      )
      .then(tell)
      .catch((error: unknown) => report('callback', error));
  };

  const inspect = createInspect({ clock, runner, signals, handle }, window, chunks, lifecycle, stops, report);
  return {
    handle,
    destroy: () => {
      isDestroyed = true;
      runAll(
        [
          ...stops,
          () => signals.stop(),
          () => runner.stop(),
          () => analytics.stop(),
          () => widget?.destroy(),
          () => published?.withdraw(),
          () => lifecycle.stop(),
        ],
        report,
      );
    },
  };
}
