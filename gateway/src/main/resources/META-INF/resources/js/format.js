/** Numbers and times as people read them. */

export const percent = (share) => (share == null ? '–' : `${(100 * share).toFixed(1)} %`);

export const ratio = (part, whole) => (part == null || !whole ? '–' : (part / whole).toFixed(3));

export const share = (part) => (part == null ? '–' : part.toFixed(3));

/** Percentage points, with a sign. */
export function points(after, before) {
  if (after == null || before == null) {
    return '';
  }
  const difference = 100 * (after - before);
  const sign = difference < -0.05 ? '−' : difference > 0.05 ? '+' : '±';
  return `${sign}${Math.abs(difference).toFixed(1)}`;
}

const UNITS = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

export function count(value) {
  if (value == null) {
    return '–';
  }
  const [size, unit] = UNITS.find(([least]) => value >= least) ?? [1, ''];
  return size === 1 ? String(value) : `${(value / size).toFixed(value / size < 10 ? 2 : 1)} ${unit}`;
}

export function duration(seconds) {
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Since an ISO time, in its largest unit. */
export function age(iso, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  const [size, unit] = [[86400, 'd'], [3600, 'h'], [60, 'min']].find(([least]) => seconds >= least) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}

export const secondsBetween = (from, to) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

export const plural = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;
