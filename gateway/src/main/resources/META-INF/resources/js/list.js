import { html, render, nothing } from '/lib/lit-html.js';
import { params, address, go } from './route.js';
import { live } from './live.js';
import { age, percent, points, ratio, secondsBetween, share, duration } from './format.js';
import { active, badge, ended, word } from './states.js';
import { sparkline } from './sparkline.js';
import { bar } from './bar.js';

const FILTERS = {
  all: () => true,
  active: (run) => !ended(run.state),
  completed: (run) => run.state === 'COMPLETED',
  failed: (run) => run.state === 'FAILED',
  cancelled: (run) => run.state === 'CANCELLED',
};

const SORTS = {
  run: (run) => run.name,
  owner: (run) => run.owner,
  state: (run) => run.state,
  accuracy: (run) => run.latest?.accuracy ?? -1,
  macs: (run) => shareLeft(run, 'macs'),
  parameters: (run) => shareLeft(run, 'parameters'),
  age: (run) => -Date.parse(run.submittedAt),
};

const shareLeft = (run, cost) => (run.latest ? run.latest[cost] / run.dense[cost] : 2);

/** All runs, live. */
export function openList(root) {
  document.title = 'Runs · Apoptosis';
  const runs = new Map();
  let pending = 0;
  const draw = () => render(page([...runs.values()]), root);
  // A burst (every run at once, at the beginning) is drawn once.
  const soon = () => (pending ||= requestAnimationFrame(() => {
    pending = 0;
    draw();
  }));
  const close = live('/api/v1/events', (run) => {
    if (run.version >= (runs.get(run.id)?.version ?? 0)) {
      runs.set(run.id, run);
      soon();
    }
  });
  const clock = setInterval(draw, 10_000);
  draw();
  return {
    draw,
    close() {
      clearInterval(clock);
      cancelAnimationFrame(pending);
      close();
    },
  };
}

function page(runs) {
  const query = params().get('q') ?? '';
  const filter = params().get('state') ?? 'all';
  const shown = sorted(runs.filter(FILTERS[filter] ?? FILTERS.all).filter((run) => matches(run, query)));
  return html`
    <div class="title"><h1>Runs</h1><span class="grow"></span>
      <a class="button" href="/?new=blank" data-route>New run</a></div>
    <div class="tools">
      <input type="search" placeholder="Filter by name, id or owner" aria-label="Filter by name, id or owner" .value=${query}
        @input=${(event) => go(address({ q: event.target.value }), { replace: true })}>
      <div class="chips" role="group" aria-label="State">
        ${Object.keys(FILTERS).map((name) => chip(name, name === filter, runs.filter(FILTERS[name]).length))}
      </div>
      ${compare()}
    </div>
    ${runs.length === 0 ? empty() : shown.length === 0 ? html`<p class="empty">No run matches.</p>` : table(shown)}`;
}

const matches = (run, query) => `${run.id} ${run.name} ${run.owner}`.toLowerCase().includes(query.toLowerCase());

function sorted(runs) {
  const [column, direction] = order();
  const key = SORTS[column] ?? SORTS.age;
  const sign = direction === 'down' ? -1 : 1;
  return runs.sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) || (a.id < b.id ? -1 : 1));
}

const order = () => (params().get('sort') ?? 'age-up').split('-');

const picked = () => (params().get('pick') ?? '').split(',').filter(Boolean);

function pick(id, chosen) {
  const others = picked().filter((other) => other !== id);
  go(address({ pick: (chosen ? [...others, id] : others).join(',') }), { replace: true });
}

function compare() {
  const ids = picked();
  return ids.length < 2
    ? nothing
    : html`<a class="chip compare" href="/?compare=${encodeURIComponent(ids.join(','))}" data-route>Compare ${ids.length} runs</a>`;
}

function chip(name, chosen, number) {
  return html`<button type="button" class="chip" aria-pressed=${chosen}
    @click=${() => go(address({ state: name === 'all' ? '' : name }))}>${name} <span class="number">${number}</span></button>`;
}

function empty() {
  return html`<div class="empty">
    <p>No runs yet. Start one:</p>
    <pre>./apoptosis prune examples/resnet20-cifar10.yaml --server ${location.origin}</pre>
  </div>`;
}

/**
 * Where nobody says who they are, all runs are nobody's: then there is nothing to show. Roles are said, since the style takes the table's
 * own layout away.
 */
function table(runs) {
  const owned = runs.some((run) => run.owner !== 'nobody');
  return html`<table class="runs ${owned ? 'owned' : ''}" role="table">
    <thead role="rowgroup">
      <tr role="row"><td role="cell"></td>${head('run', 'Run')}${owned ? head('owner', 'Owner') : nothing}${head('state', 'State')}<th scope="col" role="columnheader">Progress</th>${head('accuracy', 'Accuracy')}
        ${head('macs', 'MACs')}${head('parameters', 'Parameters')}${head('age', 'Age')}</tr>
    </thead>
    <tbody role="rowgroup">${runs.map((run) => row(run, owned))}</tbody>
  </table>`;
}

function head(column, title) {
  const [now, direction] = order();
  const next = now === column && direction === 'up' ? 'down' : 'up';
  const sort = now !== column ? nothing : direction === 'up' ? 'ascending' : 'descending';
  return html`<th scope="col" role="columnheader" aria-sort=${sort}><button type="button" class="sort"
    @click=${() => go(address({ sort: `${column}-${next}` }))}>${title}</button></th>`;
}

function row(run, owned) {
  return html`<tr role="row">
    <td role="cell" class="pickcell"><input type="checkbox" aria-label="Pick ${run.id} to compare" .checked=${picked().includes(run.id)}
      @change=${(event) => pick(run.id, event.target.checked)}></td>
    <td role="cell" class="name"><a href="/?run=${encodeURIComponent(run.id)}" data-route>${run.name}</a><small>${run.id}</small></td>
    ${owned ? html`<td role="cell" data-label="Owner">${run.owner}</td>` : nothing}
    <td role="cell">${badge(run.state)}</td>
    <td role="cell" class="progress">${progress(run)}</td>
    <td role="cell" data-label="Accuracy"><span class="figure">${percent(run.latest?.accuracy)}</span>
      <small>${run.accuracies.length > 1 ? points(run.latest?.accuracy, run.dense?.accuracy) : nothing}</small>
      ${sparkline(run.accuracies)}</td>
    ${run.latest?.sparsity != null
      ? html`<td role="cell" data-label="Sparsity" class="figure both">sparsity ${share(run.latest.sparsity)}</td>`
      : html`<td role="cell" data-label="MACs" class="figure">${ratio(run.latest?.macs, run.dense?.macs)}</td>
    <td role="cell" data-label="Parameters" class="figure">${ratio(run.latest?.parameters, run.dense?.parameters)}</td>`}
    <td role="cell" data-label="Age" class="figure">${age(run.submittedAt)}</td>
  </tr>`;
}

function progress(run) {
  if (run.state === 'COMPLETED') {
    return html`<small>${run.totalSteps} of ${run.totalSteps} steps, ${duration(secondsBetween(run.submittedAt, run.updatedAt))}</small>`;
  }
  const done = Math.max(0, run.step - 1) + (run.progress?.fraction ?? 0);
  const stage = run.progress ? `, ${word(run.progress.stage)} ${run.progress.done}/${run.progress.total}` : '';
  return html`${bar(done / Math.max(1, run.totalSteps), active(run.state))}
    <small>step ${run.step} of ${run.totalSteps}${stage}</small>`;
}
