/**
 * What is measured on the stage, as functions that run in its page: each is handed to `page.evaluate` as it is, so none
 * uses anything outside itself.
 */

export interface Stage {
  readonly root: ShadowRoot;
  config: object;
  survey: object | null;
  call(name: string, args: readonly unknown[]): void;
  invite(config: object): Promise<void>;
  open(): Promise<void>;
  show(view: object): Promise<void>;
  until(selector: string): Promise<void>;
  agentSays(text: string, name?: string): void;
  agentJoins(name?: string): void;
}

/** A text that is not easy enough to read, with the contrast it has. */
export interface FaintText {
  readonly text: string;
  readonly contrast: number;
}

/** The texts of the widget with less contrast than `least` to what is behind them (WCAG 2.2). */
export function findFaintTexts(least: number): readonly FaintText[] {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const known = new Map<string, readonly number[]>();
  const channelsOf = (color: string): readonly number[] => {
    let channels = known.get(color);
    if (channels === undefined) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      channels = [...canvas.getImageData(0, 0, 1, 1).data];
      known.set(color, channels);
    }
    return channels;
  };
  const over = (top: readonly number[], below: readonly number[]): readonly number[] => {
    const alpha = (top[3] ?? 0) / 255;
    return [0, 1, 2].map((i) => (top[i] ?? 0) * alpha + (below[i] ?? 0) * (1 - alpha)).concat(255);
  };
  const luminance = (channels: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = channels.map((channel) => {
      const value = channel / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): readonly number[] => {
    if (element === null) return [255, 255, 255, 255];
    const own = channelsOf(getComputedStyle(element).backgroundColor);
    return own[3] === 255 ? own : over(own, behind(element.parentElement));
  };
  const faint: FaintText[] = [];
  const check = (element: Element, color: string, text: string): void => {
    const background = behind(element);
    const [light = 0, dark = 0] = [luminance(over(channelsOf(color), background)), luminance(background)]
      .sort((a, b) => b - a)
      .map((value) => value + 0.05);
    const contrast = Math.round((light / dark) * 100) / 100;
    if (contrast < least) faint.push({ text, contrast });
  };
  for (const element of root.querySelectorAll('*')) {
    if (element.closest('.announcer, .unseen, [inert], [hidden]') !== null) continue;
    const own = [...element.childNodes].find(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    const { color } = getComputedStyle(element);
    if (own !== undefined) check(element, color, own.textContent ?? '');
    if (element.matches('svg')) check(element, color, element.getAttribute('class') ?? '');
    if (element.matches('input, textarea') && element.getAttribute('placeholder') !== null) {
      check(element, getComputedStyle(element, '::placeholder').color, 'placeholder');
    }
  }
  return faint;
}

/** The controls of the widget that are smaller than `least` pixels in a direction, a label counting as part of its field. */
export function findSmallTargets(least: number): readonly string[] {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const small: string[] = [];
  for (const control of root.querySelectorAll('button, input, select, textarea, a[href]')) {
    if (control.closest('[inert], [hidden]') !== null || control.getClientRects().length === 0) continue;
    const boxes = [control, ...((control as HTMLInputElement).labels ?? [])].map((node) =>
      node.getBoundingClientRect(),
    );
    const width = Math.max(...boxes.map((box) => box.width));
    const height = Math.max(...boxes.map((box) => box.height));
    if (width < least - 0.01 || height < least - 0.01) {
      small.push(`${control.outerHTML.slice(0, 80)}: ${width} × ${height}`);
    }
  }
  return small;
}

/** What of the widget reaches past the sides of the window, or is cut off at the side of its box. */
export function findOverflow(): readonly string[] {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const wide: string[] = [];
  const end = document.documentElement.clientWidth;
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.closest('.announcer, .unseen, [hidden], svg') !== null) continue;
    const { left, right, width } = element.getBoundingClientRect();
    const name = `${element.localName}.${element.className}`;
    if (width > 0 && (left < -1 || right > end + 1)) wide.push(`${name} from ${left} to ${right}`);
    const isField = element.matches('input, textarea, select');
    const isCut = getComputedStyle(element).overflowX !== 'visible' && !isField;
    if (isCut && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
      wide.push(`${name} is ${element.scrollWidth} wide in ${element.clientWidth}`);
    }
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || isField) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        if (line.left < -1 || line.right > end + 1) wide.push(`a line of ${name} to ${line.right}`);
      }
    }
  }
  if (document.documentElement.scrollWidth > end) wide.push('the page scrolls sideways');
  return wide;
}

/** The least contrast over all accent colours, for the pairs of design tokens that stand on each other. */
export function findLeastContrasts(accents: readonly string[]): Readonly<Record<string, number>> {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const host = root.host as HTMLElement;
  const probe = document.createElement('i');
  root.append(probe);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const luminanceOf = (token: string): number => {
    probe.style.color = `var(--_${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((channel) => {
      const value = channel / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const pairs = [
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['on-bubble', 'bubble'],
    ['on-accent-soft', 'accent-soft'],
    ['accent-ink', 'surface'],
    ['accent-ink', 'surface-sunken'],
    ['focus', 'surface'],
    ['focus', 'surface-sunken'],
  ] as const;
  const least: Record<string, number> = {};
  for (const accent of accents) {
    host.style.setProperty('--lcw-accent', accent);
    for (const [above, below] of pairs) {
      const [light = 0, dark = 0] = [luminanceOf(above), luminanceOf(below)].sort((a, b) => b - a);
      const contrast = (light + 0.05) / (dark + 0.05);
      const pair = `${above} on ${below}`;
      least[pair] = Math.min(least[pair] ?? Infinity, contrast);
    }
  }
  probe.remove();
  return least;
}
