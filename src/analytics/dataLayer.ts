import { dataLayerName } from '../core/analyticsNames.ts';
import type { Decision } from '../core/decision.ts';
import type { ReachedGoal } from '../core/flowState.ts';
import { sdkEventNames } from '../core/sdkEvents.ts';
import type { SdkEventName } from '../core/sdkEvents.ts';

/** Version of the event names and parameters below. */
export const ANALYTICS_PROTOCOL = 1;

/** Every push carries all of these, absent ones as `undefined`: Tag Manager keeps a key until it is overwritten. */
interface Parameters {
  readonly proactive_rule_set_id: string | undefined;
  readonly proactive_rule_set_version: string | undefined;
  readonly proactive_rule_id: string | undefined;
  readonly proactive_variant_id: string | undefined;
  readonly proactive_reason: string | undefined;
  readonly proactive_invitation_id: string | undefined;
  readonly proactive_event_id: string | undefined;
  readonly proactive_protocol: number;
}

export interface AnalyticsSettings {
  /** Name of the global array; created if it is missing. */
  readonly dataLayer: string;
  /** By an event's own name, the name or the list of names under which it is pushed instead. */
  readonly events: Readonly<Record<string, unknown>>;
}

export interface AnalyticsPorts {
  readonly window: Window;
  readonly settings: AnalyticsSettings;
  /** Whether ids of single invitations and events may be pushed. */
  readonly mayIdentify: () => boolean;
  /** A random id of this page load, the first part of every event id. */
  readonly pageLoadId: string;
  /** Keeps the invitation that led to the chat under way for later page loads and the other tabs. */
  readonly storage: {
    read(name: 'invitation'): unknown;
    write(name: 'invitation', decision: Decision): void;
    remove(name: 'invitation'): void;
  };
}

export interface Analytics {
  onDecision(decision: Decision): void;
  onGoal(goal: ReachedGoal): void;
  /** A new page view: each rule, outcome and reason may be told once more. */
  onPageView(): void;
  stop(): void;
}

/** GA4 cuts parameter values at 100 characters. */
const LONGEST_VALUE = 100;

/**
 * Pushes decisions (once per rule, outcome and reason in a page view, never `waiting`), goals that are reached, and the
 * thirteen `lcw:*` events to the data layer, under names GA4 accepts. No message text and no personal data.
 */
export function createAnalytics({
  window,
  settings: { dataLayer, events },
  mayIdentify,
  pageLoadId,
  storage,
}: AnalyticsPorts): Analytics {
  const told = new Set<string>();
  /** What led to the chat: a decision, or what may have been one on an earlier page. */
  let invited: unknown = null;
  let pushes = 0;

  const push = (event: string, about: unknown): void => {
    const globals = window as unknown as Record<string, unknown>;
    const layer = (globals[dataLayer] ??= []);
    if (!Array.isArray(layer)) return;
    try {
      for (const name of ([] as unknown[]).concat(events[event] ?? event)) {
        pushes += 1;
        (layer as unknown[]).push({
          event: name,
          ...parameters(Object(about), mayIdentify(), `${pageLoadId}-${pushes}`),
        });
      }
    } catch {
      // A frozen array, or somebody's push that throws: not our page's problem to have.
    }
  };
  const onSdkEvent = ({ type }: Event): void => {
    if (type === 'lcw:chatRetrieved') invited ??= storage.read('invitation');
    push(dataLayerName(type as SdkEventName), invited);
    // With the window closed the story of the invitation ends; a later chat is not its doing.
    if (type === 'lcw:onClose') invited = null;
    // Nor is a chat that begins without one: what is kept may be of a chat that ended unseen.
    if (invited === null && /onClose|startChat/.test(type)) storage.remove('invitation');
  };
  for (const name of sdkEventNames) window.addEventListener(name, onSdkEvent);

  return {
    onDecision: (decision) => {
      const { ruleId, outcome, reason } = decision;
      if (outcome === 'accepted') storage.write('invitation', (invited = decision));
      const key = `${ruleId} ${outcome} ${reason ?? ''}`;
      if (outcome === 'waiting' || told.has(key)) return;
      told.add(key);
      push(`proactive_chat_${outcome}`, decision);
    },
    onGoal: (goal) => push('proactive_chat_goal', goal),
    onPageView: () => told.clear(),
    stop: () => {
      for (const name of sdkEventNames) window.removeEventListener(name, onSdkEvent);
    },
  };
}

function parameters(
  about: Readonly<Record<string, unknown>>,
  mayIdentify: boolean,
  eventId: string,
): Parameters {
  const text = (name: keyof ReachedGoal): string | undefined => {
    const value = about[name];
    return typeof value === 'string' ? value.slice(0, LONGEST_VALUE) || undefined : undefined;
  };
  return {
    proactive_rule_set_id: text('ruleSetId'),
    proactive_rule_set_version: text('ruleSetVersion'),
    proactive_rule_id: text('ruleId'),
    proactive_variant_id: text('variantId'),
    proactive_reason: text('reason'),
    proactive_invitation_id: mayIdentify ? text('invitationId') : undefined,
    proactive_event_id: mayIdentify ? eventId : undefined,
    proactive_protocol: ANALYTICS_PROTOCOL,
  };
}
