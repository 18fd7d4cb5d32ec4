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
import type { Gates, StoredPurpose } from '../core/eligibility.ts';
import { storedPurposes } from '../page/consent.ts';
import { listen, runAll } from '../page/guard.ts';
import type { Report, Unsubscribe } from '../page/guard.ts';
import { membersOf } from '../page/members.ts';
import { createPage } from '../page/page.ts';
import { languageOf } from '../page/pageLanguage.ts';
import { readUrlFacts } from '../page/urlFacts.ts';
import { createVisitorLock } from '../page/visitorLock.ts';
import { publishSdk } from '../sdk/liveChatSdk.ts';
import type { SignalHost } from '../signals/signal.ts';
import type { CachedAvailability } from './availabilityCache.ts';
import { createChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';
import { createFlowRunner } from './flowRunner.ts';
import type { FlowRunner } from './flowRunner.ts';
import { createInspect } from './inspect.ts';
import { loadWidget, usesMicrosoftWidget } from './loadWidget.ts';
import type { DiagnosisHost } from './diagnosis.ts';
import type { Command } from './queue.ts';
import { createRuleSetLoader } from './ruleSetLoader.ts';
import { createSignalRunner } from './signalRunner.ts';
import { createTellDiagnosis } from './tellDiagnosis.ts';
import { createVisitor } from './visitor.ts';
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
  const page = createPage(window, config.consent, report);
  const { clock, lifecycle, consent, storage, visits, told, newId } = page;
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

  const dispatch: FlowRunner['dispatch'] = (event) => runner.dispatch(event);
  const setGates = (gates: Partial<Gates>): void => dispatch({ type: 'gatesChanged', gates });
  const visitor = createVisitor(page, config.consent.whenDenied, () => runner.state(), dispatch);
  const raise = (name: string, detail: object): void => {
    window.dispatchEvent(new CustomEvent(name, { detail }));
  };
  const decide = (decision: Decision): void => {
    analytics.onDecision(decision);
    raise(`proactive-chat:${decision.outcome}`, decision);
  };
  const rules = createRuleSetLoader(config, { ...page, chunks, warn });
  const use = (program: Program): void => {
    visitor.know(program);
    dispatch({ type: 'ruleSetLoaded', program });
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
      ...page,
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
          page,
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
      recall: visitor.recall,
      remember: visitor.remember,
      decide,
      reachGoal: (goal) => {
        analytics.onGoal(goal);
        raise('proactive-chat:goal', goal);
      },
    },
    languageOf(window),
  );
  const publish: SignalHost['publish'] = (facts) => dispatch({ type: 'factsChanged', facts });
  const signals = createSignalRunner(
    {
      ...page,
      invitations: () => runner.state(),
      config,
      publish,
    },
    consent.allows,
    chunks,
    (unobserved) => setGates({ unobserved }),
  );

  const observe = (how: 'start' | 'adjust'): void => {
    const ruleSet = runner.state().program?.compiled;
    if (ruleSet != null) signals[how](ruleSet);
  };
  const beginPageView = (isRestored: boolean): void => {
    analytics.onPageView();
    const { href, pathname } = window.location;
    const pageExcluded = config.excludePaths.some((pattern) => matchesPathPattern(pathname, pattern));
    dispatch({
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
    visitor.consentChanged(withdrawn);
    observe('adjust');
    // What a signal keeps as it stops must not stay either.
    storage.erase(withdrawn.filter((purpose) => purpose !== 'functionality'));
  };

  const stops = [
    lifecycle.onPageView(beginPageView),
    lifecycle.onAddress(() => publish(readUrlFacts(window))),
    lifecycle.onAttention(() => {
      visits.keepAlive();
      dispatch({ type: 'visitChanged', visitId: visits.id() });
      setGates({ tabVisible: lifecycle.isVisible() });
    }),
    // Who reads one page for an hour is still on the same visit.
    ...['keydown', 'pointerdown', 'scrollend'].map((type) =>
      listen(window, type, visits.keepAlive, { passive: true }),
    ),
    consent.onChange(onConsent),
  ];
  dispatch({ type: 'historyChanged', history: visitor.recall() });
  setGates({ tabVisible: lifecycle.isVisible() });
  beginPageView(false);

  const isMicrosoft = usesMicrosoftWidget(window.document, config.widget.source, script);
  // At once: a page may call before the widget has come.
  const published = isMicrosoft ? null : publishSdk(window);
  if (doubtfulConfig !== undefined) {
    chunks
      .load<ConfigMessages>('config-messages')
      .then(({ describeConfigProblems }) =>
        describeConfigProblems(doubtfulConfig, isMicrosoft, script?.dataset, window).forEach(warn),
      )
      .catch(() => warn('The configuration could not be checked.'));
  }
  loadWidget({
    ...page,
    config: config.widget,
    published,
    script,
    baseUrl,
    chunks,
    sharedAnswers,
    warn,
    listener: {
      onGates: (gates) => {
        setGates(gates);
        if (gates.chat !== undefined) {
          publish(new Map([['chat.state', gates.chat]]));
        }
      },
      onInvitation: (invitationId, event, inferred) =>
        dispatch({ type: 'invitationChanged', invitationId, event, inferred }),
      onPageInvitation: (outcome) => dispatch({ type: 'pageInvitationAnswered', outcome }),
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
      raise('lcw:error', { errorCode: 7, errorDescription, errorDetail: String(error) });
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
        if (!consent.update(membersOf(command['purposes']))) {
          warn(`The command "consent" needs true or false for ${storedPurposes.join(', ')}.`);
        }
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
        signals.stop();
        visitor.forget();
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
  const lookAround = (): DiagnosisHost => {
    const { program, gates, stage, facts, told } = runner.state();
    return {
      ...page,
      seen: {
        config,
        gates,
        stage,
        ruleSet: program?.compiled?.ruleSet.id ?? null,
        rules: Object.fromEntries(told),
        facts: Object.fromEntries(facts),
      },
      isMicrosoft,
      baseUrl,
      basis: basis(),
      lastAnswer,
      shared: sharedAnswers().store.read(),
      files: chunks.names(),
      now: clock.now(),
    };
  };
  const diagnose = createTellDiagnosis(lookAround, chunks, warn, report);
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
