import { html } from '/lib/lit-html.js';

const KINDS = {
  COMPLETED: ['good', '✓'],
  FAILED: ['bad', '✕'],
  PAUSED: ['hold', 'Ⅱ'],
  CANCELLED: ['off', '⊘'],
};
const WORDS = { FINETUNING: 'fine-tuning' };

/** A state's word; its colour never stands alone. */
export const word = (state) => WORDS[state] ?? state.toLowerCase();

export const ended = (state) => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(state);

/** Work is under way. */
export const active = (state) => !(state in KINDS);

export function badge(state) {
  const [kind, mark] = KINDS[state] ?? ['live', '●'];
  return html`<span class="badge ${kind}"><span aria-hidden="true">${mark}</span> ${word(state)}</span>`;
}
