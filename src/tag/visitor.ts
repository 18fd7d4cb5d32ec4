import { pruneHistory } from '../core/eligibility.ts';
import type { InvitationRecord, StoredPurpose } from '../core/eligibility.ts';
import type { FlowState, Program } from '../core/flowState.ts';
import type { ConsentSettings } from '../page/consent.ts';
import { storedPurposes } from '../page/consent.ts';
import { mergeInvitationHistory, parseInvitationHistory } from '../page/invitationHistory.ts';
import type { Page } from '../page/page.ts';
import type { FlowRunner } from './flowRunner.ts';

/** What is kept of the visitor for the next page, as far as consent goes, and what the flow is told of it. */
export interface Visitor {
  /** The invitations as stored now, by whichever tab. */
  recall(): readonly InvitationRecord[];
  /** Adds what this page knows to what is stored, which another tab may have added to; returns all of it. */
  remember(history: readonly InvitationRecord[]): readonly InvitationRecord[];
  /** Tells who it is: at random, and only for those rule sets that tell visitors apart. */
  know(program: Program | null): void;
  /** Keeps what may be kept from now on, and erases what may no longer. */
  consentChanged(withdrawn: readonly StoredPurpose[]): void;
  /** Erases everything, also what belongs to a chat. */
  forget(): void;
}

export function createVisitor(
  { clock, consent, storage, visits, newId }: Page,
  whenDenied: ConsentSettings['whenDenied'],
  state: () => FlowState,
  dispatch: FlowRunner['dispatch'],
): Visitor {
  const setHistory = (history: readonly InvitationRecord[]): void =>
    dispatch({ type: 'historyChanged', history });
  const recall = (): readonly InvitationRecord[] => parseInvitationHistory(storage.read('history'));
  const remember = (history: readonly InvitationRecord[]): readonly InvitationRecord[] => {
    const merged = pruneHistory(mergeInvitationHistory(recall(), history), clock.now());
    storage.write('history', merged);
    return merged;
  };
  const know = (program: Program | null): void => {
    let visitorId: string | null = null;
    if (program?.targeting !== undefined && consent.allows('functionality')) {
      const stored = storage.read('visitorId');
      if (typeof stored === 'string') visitorId = stored;
      else storage.write('visitorId', (visitorId = newId()));
    }
    dispatch({ type: 'visitorKnown', visitorId });
  };
  return {
    recall,
    remember,
    know,
    consentChanged: (withdrawn) => {
      const answers = consent.answers();
      storage.erase(withdrawn);
      if (withdrawn.includes('personalization')) visits.forgetPageViews();
      // Also where a no means keeping things in memory.
      if (answers.functionality === 'granted') {
        visits.store();
        dispatch({ type: 'visitChanged', visitId: visits.id() });
        setHistory(remember(state().history));
      }
      know(state().program);
      dispatch({ type: 'gatesChanged', gates: { consent: answers } });
      if (withdrawn.includes('functionality') && whenDenied === 'wait') setHistory([]);
    },
    forget: () => {
      setHistory([]);
      know(null);
      visits.forget();
      storage.erase([...storedPurposes, 'requested']);
    },
  };
}
