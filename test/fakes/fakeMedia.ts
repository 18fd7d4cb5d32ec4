/** Makes a player of jsdom, which plays nothing, say that these spans of so many seconds have been played. */
export function playSpans(
  player: HTMLMediaElement,
  spans: readonly (readonly [from: number, to: number])[],
  duration: number,
): void {
  const played = {
    length: spans.length,
    start: (index: number) => spans[index]?.[0],
    end: (index: number) => spans[index]?.[1],
  };
  Object.defineProperties(player, {
    duration: { value: duration, configurable: true },
    played: { value: played, configurable: true },
  });
  player.dispatchEvent(new Event('timeupdate'));
}
