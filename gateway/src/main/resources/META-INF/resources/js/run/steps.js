import { html, nothing } from '/lib/lit-html.js';
import { address, go, params } from '../route.js';
import { count, duration, percent, points, ratio, share } from '../format.js';
import { bar } from '../bar.js';
import { sparse } from './headline.js';

const MANY = 24;

/** The timeline: a row per step with its shards, cut and epochs as they finish, and what changed against the step before. */
export function steps(view) {
  const repairs = view.steps.some((step) => step.accuracyAfterRepair != null);
  const rows = view.steps.map((step, i) => row(view, step, view.steps[i - 1] ?? { ...view.dense, step: 0 }, repairs));
  const left = view.totalSteps - view.steps.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Steps">
    <table class="steps">
      <thead>
        <tr><th scope="col">Step</th><th scope="col">Work</th><th scope="col">After pruning</th>
          ${repairs ? html`<th scope="col">After repair</th>` : nothing}<th scope="col">Accuracy</th>
          ${sparse(view)
            ? html`<th scope="col">Sparsity</th>`
            : html`<th scope="col">MACs</th><th scope="col">Parameters</th><th scope="col">Channels cut</th>`}<th scope="col">Time</th></tr>
      </thead>
      <tbody>
        <tr class="dense"><th scope="row">dense</th><td></td><td></td>${repairs ? html`<td></td>` : nothing}<td class="figure">${percent(view.dense?.accuracy)}</td>
          ${sparse(view)
            ? html`<td class="figure">${share(view.dense?.sparsity)}</td>`
            : html`<td class="figure">${count(view.dense?.macs)}</td><td class="figure">${count(view.dense?.parameters)}</td><td></td>`}<td></td></tr>
        ${rows}
      </tbody>
    </table>
  </div>
  ${left > 0 ? html`<p class="hint">${left} more to come.</p>` : nothing}`;
}

/** The step that the layers are shown for: the one in the address, else the last that was cut. */
export function chosenStep(view) {
  const cut = view.steps.filter((step) => step.macs != null);
  return cut.find((step) => String(step.step) === params().get('step')) ?? cut[cut.length - 1];
}

function row(view, step, before, repairs) {
  const chosen = chosenStep(view) === step;
  return html`<tr class=${chosen ? 'chosen' : ''}>
    <th scope="row"><button type="button" class="pick" aria-pressed=${chosen} ?disabled=${step.macs == null}
      aria-label="Show the layers of step ${step.step}"
      @click=${() => go(address({ step: step.step }), { replace: true })}>${step.step}</button>
      <small>to ${step.targetRatio.toFixed(3)}</small></th>
    <td>${work(view, step)}</td>
    <td class="figure">${percent(step.accuracyAfterPruning)}</td>
    ${repairs ? html`<td class="figure">${percent(step.accuracyAfterRepair)}</td>` : nothing}
    <td class="figure">${percent(step.accuracy)} <small>${points(step.accuracy, before.accuracy)}</small></td>
    ${sparse(view)
      ? html`<td class="figure">${share(step.sparsity)}</td>`
      : html`<td class="figure">${count(step.macs)} <small>${ratio(step.macs, view.dense?.macs)}</small></td>
    <td class="figure">${count(step.parameters)} <small>${ratio(step.parameters, view.dense?.parameters)}</small></td>
    <td class="figure">${cutChannels(view, step)}</td>`}
    <td class="figure">${step.seconds > 0 ? duration(step.seconds) : '–'}</td>
  </tr>`;
}

/** Against the step before; the first step's needs the dense network's channels, which only the layers know. */
function cutChannels(view, step) {
  const before = view.steps[step.step - 2]?.kept ?? view.channels;
  if (step.macs == null || !before) {
    return '–';
  }
  return Object.entries(step.kept).reduce((cut, [layer, kept]) => cut + (before[layer] ?? kept) - kept, 0);
}

function work(view, step) {
  const at = view.progress?.step === step.step ? view.progress : undefined;
  const shards = view.spec.importance.shards;
  const scored = at?.stage === 'SCORING' ? at.done : step.macs != null || at ? shards : 0;
  const epochs = at?.stage === 'FINETUNING' ? at.total : step.epochs.length;
  return html`<span class="work">
    ${marks('shard', scored, shards, at?.stage === 'SCORING' ? at.fraction : undefined)}
    <span class="cutmark ${step.macs != null ? 'done' : at?.stage === 'PRUNING' ? 'now' : ''}" title="pruned">✂</span>
    ${epochs > 0 ? marks('epoch', step.epochs.length, epochs, at?.fraction) : nothing}
  </span>`;
}

/** One square each, a bar where there are many. */
function marks(noun, done, total, fraction) {
  const words = `${done} of ${total} ${noun}s`;
  if (total > MANY) {
    return html`<span class="many">${bar(fraction ?? done / total)}<span class="sr">${words}</span></span>`;
  }
  const kind = (i) => (i < done ? 'done' : i === done && fraction != null ? 'now' : '');
  return html`<span class="marks" title=${words}>${Array.from({ length: total }, (_, i) => html`<i class="${noun} ${kind(i)}"></i>`)}<span class="sr">${words}</span></span>`;
}
