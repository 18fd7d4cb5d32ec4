import type { EmulatorConfig } from './config.ts';
import type { DeskAvailability } from './desk.ts';

const zeroDate = '0001-01-01T00:00:00Z';

/** How `getagentavailability` tells it, under the names of Microsoft's client and those of the widget's documentation. */
export function availabilityReply(at: DeskAvailability, config: EmulatorConfig) {
  const { queueOpen, span } = at;
  const instant = (time: number | undefined): string | undefined =>
    time === undefined ? undefined : new Date(time).toISOString();
  const opensAt = queueOpen ? undefined : (instant(span?.from) ?? config.nextOpening ?? undefined);
  const closesAt = queueOpen ? instant(span?.until) : undefined;
  const transition = opensAt ?? closesAt;
  return {
    QueueId: at.queueId,
    QueueName: at.queueName,
    IsQueueAvailable: queueOpen,
    AgentAvailability: at.agentAvailable,
    AverageWaitTime: at.averageWaitMinutes,
    QueuePosition: at.position,
    ...(closesAt !== undefined && { AvailableUntil: closesAt }),
    ...(opensAt !== undefined && { AvailableNext: opensAt }),
    StartTimeOfNextOperatingHour: opensAt ?? zeroDate,
    EndTimeOfNextOperatingHour: (queueOpen ? undefined : instant(span?.until)) ?? zeroDate,
    ...(transition !== undefined && { nexttransitiontime: transition }),
  };
}
