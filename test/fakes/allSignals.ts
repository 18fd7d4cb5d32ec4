import { install as cart } from '../../src/chunks/signals-cart.ts';
import { install as clicks } from '../../src/chunks/signals-clicks.ts';
import { install as custom } from '../../src/chunks/signals-custom.ts';
import { install as dataLayer } from '../../src/chunks/signals-data-layer.ts';
import { install as element } from '../../src/chunks/signals-element.ts';
import { install as engagement } from '../../src/chunks/signals-engagement.ts';
import { install as environment } from '../../src/chunks/signals-environment.ts';
import { install as errors } from '../../src/chunks/signals-errors.ts';
import { install as events } from '../../src/chunks/signals-events.ts';
import { install as forms } from '../../src/chunks/signals-forms.ts';
import { install as hover } from '../../src/chunks/signals-hover.ts';
import { install as interaction } from '../../src/chunks/signals-interaction.ts';
import { install as past } from '../../src/chunks/signals-past.ts';
import { install as rage } from '../../src/chunks/signals-rage.ts';
import { install as scroll } from '../../src/chunks/signals-scroll.ts';
import { install as searches } from '../../src/chunks/signals-searches.ts';
import { install as submissions } from '../../src/chunks/signals-submissions.ts';
import { install as video } from '../../src/chunks/signals-video.ts';
import { install as visitEvents } from '../../src/chunks/signals-visit-events.ts';
import { install as visit } from '../../src/chunks/signals-visit.ts';
import { install as device } from '../../src/chunks/device.ts';
import { install as vitals } from '../../src/chunks/vitals.ts';
import { factTable } from '../../src/core/factTable.ts';
import type { FactName, FactOwner } from '../../src/core/facts.ts';
import type { DescribedFact } from '../../src/core/factTable/define.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { factParams } from './factParams.ts';
import type { Asked } from './fakeSignalHost.ts';

/** By the name of its file: what each chunk brings. */
export const signalChunks = {
  'signals-cart': cart,
  'signals-clicks': clicks,
  'signals-custom': custom,
  'signals-data-layer': dataLayer,
  'signals-element': element,
  'signals-engagement': engagement,
  'signals-environment': environment,
  'signals-errors': errors,
  'signals-events': events,
  'signals-forms': forms,
  'signals-hover': hover,
  'signals-interaction': interaction,
  'signals-past': past,
  'signals-rage': rage,
  'signals-scroll': scroll,
  'signals-searches': searches,
  'signals-submissions': submissions,
  'signals-video': video,
  'signals-visit': visit,
  'signals-visit-events': visitEvents,
  device,
  vitals,
} as const;

export interface SignalCase {
  readonly owner: FactOwner;
  readonly signal: Signal;
  /** Every fact of the signal, as a rule would ask for it. */
  readonly asked: readonly Asked[];
}

const facts = Object.entries(factTable) as unknown as readonly (readonly [FactName, DescribedFact])[];

/** Every signal with every fact it publishes. */
export const signalCases: readonly SignalCase[] = [
  ...new Set(facts.map(([, { owner }]) => owner as FactOwner)),
].flatMap((owner) => {
  const [chunk = '', name = ''] = owner.split('/');
  const signal = signalChunks[chunk as keyof typeof signalChunks]?.()[name];
  if (signal === undefined) return [];
  const asked = facts
    .filter(([, fact]) => fact.owner === owner)
    .map(([fact, { type }]): Asked => {
      const given = factParams[fact];
      return {
        fact,
        ...(given === undefined ? {} : { params: given }),
        ...(type === 'number' ? { thresholds: [1, 5, 20, 60] } : {}),
      };
    });
  return [{ owner, signal, asked }];
});
