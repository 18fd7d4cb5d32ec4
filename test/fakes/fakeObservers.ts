/** An IntersectionObserver that tells what a test says, since jsdom has no layout. */
export class FakeIntersectionObserver {
  static readonly all = new Set<FakeIntersectionObserver>();
  readonly targets = new Set<Element>();

  constructor(
    readonly callback: IntersectionObserverCallback,
    readonly options: IntersectionObserverInit = {},
  ) {
    FakeIntersectionObserver.all.add(this);
  }

  observe(target: Element): void {
    this.targets.add(target);
  }
  unobserve(target: Element): void {
    this.targets.delete(target);
  }
  disconnect(): void {
    this.targets.clear();
  }

  /** Tells everybody who observes `target`. */
  static tell(target: Element, entry: Partial<IntersectionObserverEntry>): void {
    for (const observer of [...FakeIntersectionObserver.all]) {
      if (!observer.targets.has(target)) continue;
      observer.callback(
        [{ target, rootBounds: null, ...entry } as IntersectionObserverEntry],
        observer as unknown as IntersectionObserver,
      );
    }
  }

  static observed(): number {
    return [...FakeIntersectionObserver.all].reduce((sum, { targets }) => sum + targets.size, 0);
  }

  /** Puts it on the window; the function that comes back takes it away. */
  static install(): () => void {
    const page = window as { IntersectionObserver?: unknown };
    const before = page.IntersectionObserver;
    page.IntersectionObserver = FakeIntersectionObserver;
    FakeIntersectionObserver.all.clear();
    return () => {
      page.IntersectionObserver = before;
      if (before === undefined) delete page.IntersectionObserver;
    };
  }
}
