/**
 * Sets the clock of the world it runs in ahead, or back by a negative number. It refers to nothing
 * outside itself, so that its text also runs in a page.
 */
export function setClockAhead(aheadMs: number): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) => {
      const own: unknown[] = values.length === 0 ? [RealDate.now() + aheadMs] : values;
      return Reflect.construct(target, own, newTarget) as Date;
    },
    apply: () => new RealDate(RealDate.now() + aheadMs).toString(),
    get: (target, key) =>
      key === 'now' ? () => RealDate.now() + aheadMs : (Reflect.get(target, key) as unknown),
  });
}
