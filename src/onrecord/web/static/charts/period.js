// The period a reader looks at: zoomed in and out, and moved, within all there is.

const FEWEST_DAYS = 3;
const DAY = 86_400_000;

/** [from, to] of dates, at least a few days long and inside `all`. */
export function within(from, to, all) {
  const whole = all[1] - all[0];
  const length = Math.min(Math.max(to - from, FEWEST_DAYS * DAY), whole);
  const start = Math.min(Math.max(+from, +all[0]), +all[1] - length);
  return [new Date(start), new Date(start + length)];
}

/** The period `factor` times as long around the same middle. */
export function scaled([from, to], factor, all) {
  const middle = (+from + +to) / 2;
  const half = ((to - from) / 2) * factor;
  return within(middle - half, middle + half, all);
}

/** The period moved by a share of its length. */
export function moved([from, to], share, all) {
  const by = (to - from) * share;
  return within(+from + by, +to + by, all);
}
