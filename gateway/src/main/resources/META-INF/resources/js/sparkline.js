import { svg, html, nothing } from '/lib/lit-html.js';

const WIDTH = 88;
const HEIGHT = 24;
const EDGE = 3;

/** A line through values of 0 to 1, the last one marked; what it says in words stands beside it. */
export function sparkline(values) {
  if (values.length < 2) {
    return nothing;
  }
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (i) => EDGE + (i / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value) => HEIGHT - EDGE - ((value - low) / span) * (HEIGHT - 2 * EDGE);
  const path = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const last = values.length - 1;
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
    ${svg`<polyline points=${path}></polyline><circle cx=${x(last)} cy=${y(values[last])} r="2.5"></circle>`}
  </svg>`;
}
