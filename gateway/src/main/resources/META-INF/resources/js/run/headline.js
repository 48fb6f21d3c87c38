import { html, nothing } from '/lib/lit-html.js';
import { count, duration, percent, points, ratio, secondsBetween, share } from '../format.js';
import { ended, word } from '../states.js';
import { bar } from '../bar.js';

/** What one wants to know at a glance. */
export function headline(view) {
  const now = latest(view);
  const until = ended(view.state) ? view.updatedAt : new Date().toISOString();
  return html`
    <div class="tiles">
      ${tile('Accuracy', percent(now?.accuracy), difference(now, view.dense))}
      ${sparse(view)
        ? tile('Sparsity', share(now?.sparsity), 'of the weights are zero')
        : html`${tile('MACs', ratio(now?.macs, view.dense?.macs), now ? `${count(now.macs)} per image` : '')}
      ${tile('Parameters', ratio(now?.parameters, view.dense?.parameters), now ? count(now.parameters) : '')}`}
      ${tile('Steps', `${view.steps.filter((step) => step.macs != null).length} / ${view.totalSteps}`, target(view))}
      ${tile(ended(view.state) ? 'Took' : 'Running for', duration(secondsBetween(view.submittedAt, until)), '')}
    </div>
    ${view.progress ? progress(view.progress) : nothing}`;
}

/** Whether single weights are pruned, and not whole channels. */
export const sparse = (view) => view.spec.prune?.target?.sparsity != null;

/** The last step that is measured, else the dense network. */
export function latest(view) {
  return [...view.steps].reverse().find((step) => step.accuracy != null) ?? view.dense;
}

function tile(title, figure, note) {
  return html`<div class="tile"><span class="title">${title}</span><span class="big">${figure}</span><small>${note}</small></div>`;
}

function difference(now, dense) {
  return now && now !== dense ? `${points(now.accuracy, dense.accuracy)} points against dense` : dense ? 'dense' : '';
}

function target(view) {
  const [unit, ratios] = Object.entries(view.spec.prune?.target ?? {})[0] ?? [];
  return unit ? `target: ${unit} ${[ratios].flat().join(', ')}` : 'measuring only';
}

function progress(now) {
  const text = `${now.step > 0 ? `Step ${now.step}, ` : ''}${word(now.stage)}: ${now.done} of ${now.total} ${now.unit}`;
  return html`<div class="stage"><span>${text}</span>${bar(now.fraction)}<span class="figure">${Math.floor(100 * now.fraction)} %</span></div>`;
}
