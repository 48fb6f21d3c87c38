import { html } from '/lib/lit-html.js';
import { address, go } from '../route.js';

/** What accuracy can be plotted against. */
export const COSTS = { macs: 'MACs', parameters: 'Parameters', latency: 'Latency', weights: 'Weights' };

/** @param offered names of costs; the first is the one that the address does not name */
export const costChips = (offered, chosen) => html`<div class="chips" role="group" aria-label="Cost">
    ${offered.map((name) => html`<button type="button" class="chip" aria-pressed=${name === chosen}
      @click=${() => go(address({ cost: name === offered[0] ? '' : name }), { replace: true })}>${COSTS[name]}</button>`)}
  </div>`;
