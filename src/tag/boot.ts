import type { RulesMessages } from '../chunks/rules-messages.ts';
import { createAnalytics } from '../analytics/dataLayer.ts';
import { matchesPathPattern } from '../core/pathPattern.ts';
import type { Decision } from '../core/decision.ts';
import { pruneHistory } from '../core/eligibility.ts';
import type { InvitationRecord, StoredPurpose } from '../core/eligibility.ts';
import type { Confirmer } from '../core/simulate.ts';
import { createClock } from '../page/clock.ts';
import { createConsent, storedPurposes } from '../page/consent.ts';
import { runAll } from '../page/guard.ts';
import type { Report } from '../page/guard.ts';
import { mergeInvitationHistory, parseInvitationHistory } from '../page/invitationHistory.ts';
import { createLifecycle } from '../page/lifecycle.ts';
import { awaitQuietMoment } from '../page/quietMoment.ts';
import { randomId } from '../page/randomId.ts';
import { createPageStorage, storageKeys } from '../page/storage.ts';
import { createVisitorLock } from '../page/visitorLock.ts';
import { createVisits } from '../page/visits.ts';
import { readUrlFacts } from '../signals/url.ts';
import { createAvailabilityCache } from './availabilityCache.ts';
import { createChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';
import { createFlowRunner } from './flowRunner.ts';
import { hasMicrosoftWidget, loadWidget } from './loadWidget.ts';
import type { Command } from './queue.ts';
import { loadProgram } from './ruleSetLoader.ts';
import { createSignalRunner } from './signalRunner.ts';
import type { Widget } from './widget.ts';

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
  /** The configuration as the page gave it, if there is something wrong with it; it is put into words. */
  readonly unsoundConfig?: unknown;
  readonly report: Report;
  /** For the people who run the site. */
  readonly warn: (message: string) => void;
}

/** Puts the parts together for one page load. Nothing is stored, and nothing but our own files loads, before consent. */
export function boot({ window, baseUrl, config, unsoundConfig, report, warn }: BootPorts): Tag {
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
  const chunks = createChunkLoader(baseUrl, clock);
  const analytics = createAnalytics({
    window,
    dataLayer: config.dataLayer,
    mayIdentify: () => consent.allows('analytics'),
    pageLoadId: newId(),
  });
  let widget: Widget | null = null;
  let isPaused = false;

  const recall = (): readonly InvitationRecord[] => parseInvitationHistory(storage.read('history'));
  const decide = (decision: Decision): void => {
    analytics.onDecision(decision);
    window.dispatchEvent(new CustomEvent(`proactive-chat:${decision.outcome}`, { detail: decision }));
  };
  const askAvailability = createAvailabilityCache(
    async (context) => {
      const basis = runner.state().program?.compiled?.ruleSet.availability?.basis ?? 'agents';
      return widget?.askAvailability(basis, context) ?? { status: 'unknown', cause: 'not_ready' };
    },
    clock,
    Math.random,
  );
  const runner = createFlowRunner(
    {
      clock,
      lock: createVisitorLock(window.navigator),
      askAvailability,
      loadEngine: () => chunks.load<Confirmer>('engine'),
      awaitQuietMoment: (onQuiet) =>
        awaitQuietMoment(
          { window, lifecycle, clock, report },
          (visitorBusy) => runner.dispatch({ type: 'gatesChanged', gates: { visitorBusy } }),
          () => {
            signals.refresh();
            onQuiet();
          },
        ),
      invite: (invitationId, request) => widget?.invite(invitationId, request),
      withdraw: () => widget?.withdraw(),
      recall,
      remember: (history) =>
        storage.write('history', pruneHistory(mergeInvitationHistory(recall(), history), clock.now())),
      decide,
      report,
    },
    languageOf(window),
  );
  const signals = createSignalRunner(
    {
      window,
      clock,
      lifecycle,
      visits,
      dataLayer: config.dataLayer,
      publish: (facts) => runner.dispatch({ type: 'factsChanged', facts }),
      report,
    },
    consent.allows,
    chunks,
  );

  const observe = (): void => {
    const ruleSet = runner.state().program?.compiled;
    if (ruleSet != null) signals.start(ruleSet);
  };
  const beginPageView = (): void => {
    analytics.onPageView();
    const { pathname } = window.location;
    const pageExcluded = config.excludePaths.some((pattern) => matchesPathPattern(pathname, pattern));
    runner.dispatch({
      type: 'pageViewStarted',
      pageViewId: newId(),
      visitId: visits.beginPageView(),
      facts: readUrlFacts(window),
      gates: { pageExcluded, paused: isPaused, consent: consent.answers() },
    });
    observe();
  };
  const onConsent = (withdrawn: readonly StoredPurpose[]): void => {
    storage.erase(withdrawn);
    if (consent.allows('functionality')) {
      const visitId = visits.store();
      if (visitId !== null) runner.dispatch({ type: 'visitChanged', visitId });
      const history = mergeInvitationHistory(recall(), runner.state().history);
      storage.write('history', history);
      runner.dispatch({ type: 'historyChanged', history });
    }
    runner.dispatch({ type: 'gatesChanged', gates: { consent: consent.answers() } });
    if (withdrawn.includes('functionality') && config.consent.whenDenied === 'wait') {
      runner.dispatch({ type: 'historyChanged', history: [] });
    }
    const ruleSet = runner.state().program?.compiled;
    if (ruleSet != null) signals.adjust(ruleSet);
  };

  const stops = [
    lifecycle.onPageView(beginPageView),
    lifecycle.onAttention(() => {
      visits.keepAlive();
      runner.dispatch({ type: 'gatesChanged', gates: { tabVisible: lifecycle.isVisible() } });
    }),
    consent.onChange(onConsent),
  ];
  runner.dispatch({ type: 'historyChanged', history: recall() });
  runner.dispatch({ type: 'gatesChanged', gates: { tabVisible: lifecycle.isVisible() } });
  beginPageView();

  let isDestroyed = false;
  if (unsoundConfig !== undefined) {
    chunks.load<RulesMessages>('rules-messages').then(
      ({ describeConfigProblems }) =>
        describeConfigProblems(unsoundConfig, hasMicrosoftWidget(window.document)).forEach(warn),
      () => warn('There is a mistake in the configuration; the file that explains it did not come.'),
    );
  }
  loadWidget(
    { window, identity: config.widget, source: config.widget.source, chunks, storage, report, warn },
    {
      onGates: (gates) => {
        runner.dispatch({ type: 'gatesChanged', gates });
        if (gates.chat !== undefined) {
          runner.dispatch({ type: 'factsChanged', facts: new Map([['chat.state', gates.chat]]) });
        }
      },
      onInvitation: (invitationId, event) =>
        runner.dispatch({ type: 'invitationChanged', invitationId, event }),
      onPageInvitation: (outcome) => runner.dispatch({ type: 'pageInvitationAnswered', outcome }),
    },
  ).then(
    (loaded) => {
      if (isDestroyed) loaded.destroy();
      else widget = loaded;
    },
    (error: unknown) => {
      report('widget', error);
      runner.dispatch({ type: 'gatesChanged', gates: { sdk: 'failed', assets: 'failed' } });
    },
  );
  void loadProgram(config, { window, clock, chunks, warn }).then((program) => {
    if (program === null || isDestroyed) return;
    runner.dispatch({ type: 'ruleSetLoaded', program });
    observe();
  });

  const handle = (command: Command): void => {
    switch (command.command) {
      case 'init':
        report('init', new Error('The tag has been initialised already; this init is ignored.'));
        return;
      case 'consent':
        consent.update(purposesOf(command['purposes']));
        return;
      case 'routeChange':
        lifecycle.routeChanged();
        return;
      case 'pause':
      case 'resume':
        isPaused = command.command === 'pause';
        runner.dispatch({ type: 'gatesChanged', gates: { paused: isPaused } });
        return;
      case 'forget':
        // Whoever asks to be forgotten is not to be invited as a stranger on the spot: quiet until the next page view.
        runner.dispatch({ type: 'gatesChanged', gates: { paused: true } });
        runner.dispatch({ type: 'historyChanged', history: [] });
        visits.forget();
        storage.erase([...storedPurposes, 'requested']);
        return;
      case 'diagnose':
        diagnose(command['callback']);
        return;
      default:
        warn(`The command "${command.command}" is not known to this version of the tag.`);
    }
  };
  const diagnose = (callback: unknown): void => {
    const { program, gates, stage, facts, told } = runner.state();
    const diagnosis = {
      config,
      gates,
      stage,
      ruleSet: program?.compiled?.ruleSet.id ?? null,
      rules: Object.fromEntries(told),
      facts: Object.fromEntries(facts),
      storage: storageKeys,
    };
    if (typeof callback === 'function') (callback as (diagnosis: unknown) => void)(diagnosis);
    else warn(JSON.stringify(diagnosis, null, 2));
  };

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
          () => lifecycle.stop(),
        ],
        report,
      );
    },
  };
}

/** A page may say `en_US`, or nonsense; formatting numbers by it would throw. */
function languageOf({ document, navigator }: Window): string {
  for (const language of [document.documentElement.lang.replace('_', '-'), navigator.language]) {
    try {
      const [canonical] = Intl.getCanonicalLocales(language);
      if (canonical !== undefined) return canonical;
    } catch {
      // The next one.
    }
  }
  return 'en';
}

function purposesOf(value: unknown): Partial<Record<StoredPurpose, boolean>> {
  const purposes: Partial<Record<StoredPurpose, boolean>> = {};
  if (typeof value !== 'object' || value === null) return purposes;
  for (const purpose of storedPurposes) {
    const answer = (value as Record<string, unknown>)[purpose];
    if (typeof answer === 'boolean') purposes[purpose] = answer;
  }
  return purposes;
}
