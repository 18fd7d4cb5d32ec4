import type { Availability } from '../core/availability.ts';
import type { FlowState } from '../core/flowState.ts';

/** What a tab keeps of the inspector; the tag's preview.ts says more. */
export interface KeptPreview {
  readonly place: 'start' | 'end';
  readonly isCollapsed: boolean;
  readonly offer?: string;
  readonly ruleSet?: string;
  readonly source?: string;
}

/** All the inspector has of the tag. */
export interface InspectorHost {
  state(): FlowState;
  /** Publishes the exact values of this moment, which signals otherwise tell only as a threshold is crossed. */
  refresh(): void;
  /** The answer about availability that came last; `null` if none has been asked for. */
  lastAvailability(): LastAvailability | null;
  command(name: 'pause' | 'resume' | 'forget'): void;
  /** Ends a chat that is open. */
  closeChat(): void;
  /** What the tab keeps; `null` if nothing. */
  readKept(): KeptPreview | null;
  keep(preview: KeptPreview | null): void;
  reload(): void;
  /** Milliseconds since 1970. */
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export interface LastAvailability {
  readonly availability: Availability;
  /** Milliseconds since 1970. */
  readonly goodUntil: number;
}
