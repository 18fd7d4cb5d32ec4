import { campaignSignal } from '../signals/campaign.ts';
import { journeySignal } from '../signals/journey.ts';
import { pathsEverSignal } from '../signals/pathsEver.ts';
import { previousPathSignal } from '../signals/previousPath.ts';
import type { Signal } from '../signals/signal.ts';
import { visitsSignal } from '../signals/visits.ts';

export function install(): Readonly<Record<string, Signal>> {
  return {
    visits: visitsSignal,
    journey: journeySignal,
    campaign: campaignSignal,
    pathsEver: pathsEverSignal,
    previousPath: previousPathSignal,
  };
}
