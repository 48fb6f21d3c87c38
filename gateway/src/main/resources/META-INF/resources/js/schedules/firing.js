import { html } from '/lib/lit-html.js';
import { age } from '../format.js';

const MARKS = { started: '✓', refused: '✕', pending: '…' };

/** When a schedule last fired and why, and what came of each run. */
export function lastFiring({ at, cause, runs }) {
  return html`<span>${age(at)} ago, ${cause}</span>
    <ul class="outcomes">${runs.map((run) => html`<li>${outcome(run)}</li>`)}</ul>`;
}

function outcome({ runId, state, problem }) {
  const mark = html`<span aria-hidden="true">${MARKS[state]}</span>`;
  return state === 'started'
    ? html`${mark} <a href="/?run=${encodeURIComponent(runId)}" data-route>${runId}</a>`
    : html`${mark} ${state}${problem ? html`: <span class="bad">${problem}</span>` : ''}`;
}
