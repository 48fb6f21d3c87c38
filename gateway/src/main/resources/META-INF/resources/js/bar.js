import { html, svg, nothing } from '/lib/lit-html.js';

const part = (from, to, kind) =>
  to > from ? svg`<rect class=${kind} x="${100 * from}%" width="${100 * (to - from)}%" height="100%"></rect>` : nothing;

const limited = (share) => Math.max(0, Math.min(1, share));

/** How much is done; what it says in words stands beside it. */
export function bar(share, moving = true) {
  return html`<svg class="bar" aria-hidden="true">${part(0, limited(share), moving ? 'done' : 'done still')}</svg>`;
}

/** Kept, then what the chosen step removed, then what was gone before; shares of the dense network. */
export function keptBar(kept, before) {
  return html`<svg class="bar kept" aria-hidden="true">${part(0, kept, 'left')}${part(kept, before, 'cut')}</svg>`;
}
