import { html, nothing } from '/lib/lit-html.js';
import { age, duration } from '../format.js';
import { bar } from '../bar.js';

const FEW = 10;

/** Who does what: under way first, then the latest ones done. */
export function tasks(view) {
  const rows = [...view.tasks].reverse();
  if (rows.length === 0) {
    return html`<p class="empty">No worker has taken a task yet.</p>`;
  }
  return html`${table(rows.slice(0, FEW), 'Tasks')}
    ${rows.length > FEW ? html`<details><summary>${rows.length - FEW} earlier ones</summary>${table(rows.slice(FEW), 'Earlier tasks')}</details>` : nothing}`;
}

function table(rows, name) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>
    <table>
      <thead><tr><th scope="col">Task</th><th scope="col">State</th><th scope="col">Worker</th><th scope="col">Attempt</th><th scope="col">Time</th></tr></thead>
      <tbody>${rows.map(row)}</tbody>
    </table>
  </div>`;
}

function row(task) {
  return html`<tr>
    <th scope="row">${task.task}</th>
    <td>${task.state === 'running' ? html`<span class="taskbar">${bar(task.fraction)}</span>${Math.floor(100 * task.fraction)} %` : task.state}</td>
    <td>${task.worker ?? '–'}</td>
    <td class="figure">${task.attempt}</td>
    <td class="figure">${task.seconds != null ? duration(task.seconds) : task.at ? `seen ${age(task.at)} ago` : '–'}</td>
  </tr>`;
}
