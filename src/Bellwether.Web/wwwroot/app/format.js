// The same rules as Figure.cs, for what the browser draws itself. Minus is U+2212, zero has no sign, a missing figure is an en dash.
const MINUS = '\u2212', NONE = '\u2013', THIN = '\u2009';
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

function number(value, decimals, plus) {
  if (value == null || Number.isNaN(value)) return NONE;
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const zero = Number(text.replaceAll(',', '')) === 0;
  return (zero ? '' : value < 0 ? MINUS : plus ? '+' : '') + text;
}

export const money = (value, decimals = 2) => number(value, decimals, false);
export const change = (value, decimals = 2) => number(value, decimals, true);
export const percent = (value, decimals = 1, plus = false) => value == null || Number.isNaN(value) ? NONE : number(value, decimals, plus) + THIN + '%';
/** Seconds since the epoch as HH:mm:ss in New York. */
export const time = seconds => seconds == null ? NONE : clock.format(seconds * 1000);
/** Seconds since the epoch as HH:mm in New York. */
export const minute = seconds => time(seconds).slice(0, 5);
/** 31 s, 7 min, 1 h 38. */
export function age(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor(s % 3600 / 60)).padStart(2, '0')}`;
}
