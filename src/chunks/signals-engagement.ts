import { dwellSignal } from '../signals/dwell.ts';
import { engagementSignal } from '../signals/engagement.ts';
import { idleSignal } from '../signals/idle.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { dwell: dwellSignal, engagement: engagementSignal, idle: idleSignal };
}
