import { html, nothing } from '/lib/lit-html.js';
import { cluster } from './api.js';
import { bar } from './bar.js';
import { age, duration, plural } from './format.js';
import { openPolled } from './polled.js';

/** Who works at what. */
export const openCluster = (root) => openPolled(root, 'Cluster', cluster, page);

function page(cluster, problem) {
  return html`
    <nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <div class="title"><h1>Cluster</h1></div>
    ${problem ? html`<p class="failure" role="status">${problem}</p>` : nothing}
    ${cluster ? content(cluster) : problem ? nothing : html`<p class="empty">Loading…</p>`}`;
}

function content({ complete, workers, queues, queuedRuns }) {
  return html`
    <div class="tiles">
      ${tile('Workers', workers.length, `${workers.filter((worker) => worker.work).length} at work`)}
      ${queues.map(queueTile)}
      ${tile('Runs waiting', queuedRuns, queuedRuns > 0 ? 'for their owner’s turn' : 'none')}
    </div>
    <div class="panels">
      <section class="panel wide"><h2>Workers</h2>
        ${complete ? nothing : html`<p class="hint">The broker does not say which workers there are; these are the ones seen at work.</p>`}
        ${workers.length > 0 ? workerTable(workers) : html`<p class="empty">No worker is there. Tasks wait until one comes.</p>`}
      </section>
      <section class="panel wide"><h2>Queues</h2>${queueTable(queues)}</section>
    </div>`;
}

const tile = (title, figure, note) =>
  html`<div class="tile"><span class="title">${title}</span><span class="big">${figure}</span><small>${note}</small></div>`;

const queueTile = ({ kind, workers, busy, waiting }) =>
  tile(`${kind}s busy`, `${busy} / ${workers}`, waiting > 0 ? `${plural(waiting, 'task')} waiting` : 'nothing waits');

function workerTable(workers) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Workers"><table>
    <thead><tr><th scope="col">Worker</th><th scope="col">Kind</th><th scope="col">Run</th><th scope="col">Task</th>
      <th scope="col">Attempt</th><th scope="col">Progress</th><th scope="col">Seen</th></tr></thead>
    <tbody>${workers.map(({ name, kind, work }) => html`<tr>
      <th scope="row">${name}</th><td>${kind}</td>
      ${work
        ? html`<td><a href="/?run=${encodeURIComponent(work.run)}" data-route>${work.runName}</a></td><td>${work.task}</td>
            <td class="figure">${work.attempt}</td>
            <td><span class="taskbar">${bar(work.fraction)}</span>${Math.floor(100 * work.fraction)} %</td><td class="figure">${age(work.seenAt)} ago</td>`
        : html`<td colspan="5" class="hint">idle</td>`}
    </tr>`)}</tbody>
  </table></div>`;
}

function queueTable(queues) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Queues"><table>
    <thead><tr><th scope="col">Queue</th><th scope="col">Waiting</th><th scope="col">Under way</th><th scope="col">Done a minute</th>
      <th scope="col">Mean time</th></tr></thead>
    <tbody>${queues.map((queue) => html`<tr><th scope="row">${queue.kind}</th><td class="figure">${queue.waiting}</td>
      <td class="figure">${queue.busy}</td><td class="figure">${queue.donePerMinute.toFixed(1)}</td>
      <td class="figure">${queue.meanSeconds == null ? '–' : duration(queue.meanSeconds)}</td></tr>`)}</tbody>
  </table></div>
  <p class="hint">Over the last five minutes.</p>`;
}
