import { html, render, nothing } from '/lib/lit-html.js';
import { layers as fetchLayers, report as fetchReport, run as fetchRun } from './api.js';
import { courses, kept, overlay } from './compare/overlay.js';
import { specDifferences } from './compare/differences.js';
import { count, duration, percent, points, ratio, secondsBetween, share } from './format.js';
import { latest } from './run/headline.js';
import { badge, ended } from './states.js';

const REFRESH = 5000;

/** Several runs side by side; looked at again every few seconds while one of them goes on. */
export function openCompare(root, list) {
  const ids = list.split(',');
  const views = new Map();
  let problem;
  document.title = 'Compare · Apoptosis';
  const draw = () => render(page(ids.flatMap((id) => views.get(id) ?? []), problem), root);

  async function look() {
    const open = ids.filter((id) => !views.has(id) || !ended(views.get(id).state));
    try {
      (await Promise.all(open.map((id) => fetchWhole(id, views.get(id)?.layers)))).forEach((view) => views.set(view.id, view));
      problem = undefined;
    } catch (failure) {
      problem = failure.message;
    }
    draw();
  }

  const timer = setInterval(look, REFRESH);
  draw();
  look();
  return { draw, close: () => clearInterval(timer) };
}

/** With the dense network's layers, which do not change, and with `latency` as run.json has it, where it was measured. */
async function fetchWhole(id, known) {
  const view = await fetchRun(id);
  const timed = view.spec.latency && view.files['run.json'];
  const [layers, latency] = await Promise.all([
    known ?? fetchLayers(id).catch(() => undefined),
    timed ? fetchReport(id).then((report) => report.latency, () => undefined) : undefined,
  ]);
  return { ...view, layers, latency };
}

function page(views, problem) {
  return html`
    <nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <h1>Compare</h1>
    ${problem ? html`<p class="empty">${problem}</p>` : nothing}
    ${views.length > 0
      ? html`<div class="panels">
          <section class="panel"><h2>What accuracy costs</h2>${overlay(views)}</section>
          <section class="panel"><h2>Accuracy as it went</h2>${courses(views)}</section>
          <section class="panel wide"><h2>Left per layer</h2>${kept(views)}</section>
          <section class="panel wide"><h2>Results</h2>${results(views)}</section>
          <section class="panel wide"><h2>Where the specifications differ</h2>${specDifferences(views)}</section>
        </div>`
      : nothing}`;
}

/** A column per run; differences are against the first. */
function results(views) {
  const measured = views.map(latest);
  const [first] = measured;
  const row = (title, cell) => html`<tr><th scope="row">${title}</th>${views.map((view, i) => html`<td class="figure">${cell(view, measured[i], i)}</td>`)}</tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Results">
    <table>
      <thead><tr><td></td>${views.map((view) => html`<th scope="col"><a href="/?run=${encodeURIComponent(view.id)}" data-route>${view.name}</a><br><small>${view.id}</small></th>`)}</tr></thead>
      <tbody>
        ${row('State', (view) => badge(view.state))}
        ${row('Accuracy', (view, now, i) => html`${percent(now?.accuracy)} <small>${i > 0 ? points(now?.accuracy, first?.accuracy) : ''}</small>`)}
        ${row('Loss', (view, now) => now?.loss.toFixed(3) ?? '–')}
        ${row('MACs', (view, now) => html`${count(now?.macs)} <small>${ratio(now?.macs, view.dense?.macs)}</small>`)}
        ${row('Parameters', (view, now) => html`${count(now?.parameters)} <small>${ratio(now?.parameters, view.dense?.parameters)}</small>`)}
        ${measured.some((now) => now?.sparsity != null) ? row('Sparsity', (view, now) => share(now?.sparsity)) : nothing}
        ${views.some((view) => view.latency) ? row('Latency', (view) => timing(view.latency)) : nothing}
        ${row('Dense accuracy', (view) => percent(view.dense?.accuracy))}
        ${row('Steps', (view) => `${view.steps.length} of ${view.totalSteps}`)}
        ${row('Time', (view) => duration(secondsBetween(view.submittedAt, view.updatedAt)))}
      </tbody>
    </table>
  </div>`;
}

const timing = (latency) =>
  latency ? html`${latency.final.median.toFixed(2)} ms <small>${ratio(latency.final.median, latency.dense.median)}</small>` : '–';
