// Days and numbers in words.

const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const SHORT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** "24 February 2022" of a date. */
export const dayWords = (date) => DAY.format(date);

/** "24 Feb 2022" of a date. */
export const shortDayWords = (date) => SHORT.format(date);

/** "February 2022" of a date. */
export const monthWords = (date) => MONTH.format(date);

/** What stands at a tick of an axis of days: "2022", "Feb" or "24 Feb". */
export function tickWords(date) {
  const [day, month, year] = shortDayWords(date).split(" ");
  if (day !== "1") return `${day} ${month}`;
  return month === "Jan" ? year : month;
}

/** "24 February 2022 to 3 March 2022" of two dates, or one of them where they are the same. */
export const spanWords = (from, to) =>
  +from === +to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;

/** "1,204.5" of a number, with a true minus sign. */
export const numberWords = (number) => NUMBER.format(number).replace("-", "−");

/** "1 report" or "12 reports". */
export const countWords = (n, one, many = `${one}s`) => `${numberWords(n)} ${n === 1 ? one : many}`;
