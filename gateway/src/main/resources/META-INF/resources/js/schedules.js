import { html, nothing } from '/lib/lit-html.js';
import { schedules } from './api.js';
import { openPolled } from './polled.js';
import { actions } from './schedules/actions.js';
import { lastFiring } from './schedules/firing.js';

/** Runs that start by themselves. */
export const openSchedules = (root) => openPolled(root, 'Schedules', schedules, page);

function page(schedules, problem, look) {
  return html`
    <nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <div class="title"><h1>Schedules</h1><span class="grow"></span>
      <a class="button" href="/?schedule=_new" data-route>New schedule</a></div>
    ${problem ? html`<p class="failure" role="status">${problem}</p>` : nothing}
    ${schedules ? content(schedules, look) : problem ? nothing : html`<p class="empty">Loading…</p>`}`;
}

function content(schedules, look) {
  return schedules.length === 0
    ? html`<p class="empty">No schedules yet. One starts runs when a checkpoint arrives in the bucket, or at set times.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Schedules"><table class="schedules">
        <thead><tr><th scope="col">Schedule</th><th scope="col">Fires for</th><th scope="col">State</th><th scope="col">Next</th>
          <th scope="col">Last firing</th><td></td></tr></thead>
        <tbody>${schedules.map((schedule) => row(schedule, look))}</tbody>
      </table></div>`;
}

function row(schedule, look) {
  const { spec, paused, next, last, handling } = schedule;
  return html`<tr>
    <th scope="row"><a href="/?schedule=${encodeURIComponent(spec.name)}" data-route>${spec.name}</a>
      ${handling.owner === 'nobody' ? nothing : html`<small>${handling.owner}</small>`}</th>
    <td>${trigger(spec.trigger)}</td>
    <td>${paused
      ? html`<span class="badge hold"><span aria-hidden="true">Ⅱ</span> paused</span>`
      : html`<span class="badge good"><span aria-hidden="true">●</span> active</span>`}</td>
    <td class="figure">${next ? when(next) : '–'}</td>
    <td>${last ? lastFiring(last) : html`<span class="hint">never</span>`}</td>
    <td>${actions(schedule, look)}</td>
  </tr>`;
}

function trigger({ object, source, type, cron, timeZone }) {
  const patterns = [object, source && `source ${source}`, type && `type ${type}`].filter(Boolean);
  return html`${patterns.map((pattern) => html`<code>${pattern}</code> `)}${cron ? html`<code>${cron}</code> ${timeZone ?? 'UTC'}` : nothing}`;
}

const when = (iso) => html`<time datetime=${iso}>${new Date(iso).toLocaleString()}</time>`;
