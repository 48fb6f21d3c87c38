import { html } from '/lib/lit-html.js';
import { axis, frame, percentAxis } from '../chart.js';
import { plural } from '../format.js';
import { colour } from '../theme.js';
import { params } from '../route.js';
import { COSTS, costChips } from './costs.js';
import { sparse } from './headline.js';

/**
 * What accuracy is paid for which size: each step after pruning (hollow) and as it was left (full).
 *
 * @param timing of the dense and the final network, as run.json has it; undefined where latency was not measured (yet)
 */
export function frontier(view, timing) {
  const offered = sparse(view) ? ['weights'] : ['macs', 'parameters', ...(timing ? ['latency'] : [])];
  const cost = offered.find((name) => name === params().get('cost')) ?? offered[0];
  return html`
    ${costChips(offered, cost)}
    <x-chart class="frontier" role="img" .option=${option(costed(view, timing, cost), cost)}
      aria-label="Accuracy against ${COSTS[cost]}; the table of steps has the figures"></x-chart>
    ${cost === 'latency' ? html`<p class="hint">${milliseconds(timing)}</p>` : ''}`;
}

const costed = (view, timing, cost) => (cost === 'latency' ? timed(view, timing) : cost === 'weights' ? thinned(view) : view);

/** What single weights are left of the dense network's. */
function thinned(view) {
  const left = (network) => ({ ...network, weights: network.sparsity == null ? undefined : 1 - network.sparsity });
  const target = { weights: [view.spec.prune.target.sparsity].flat().map((gone) => 1 - gone) };
  return { ...view, dense: view.dense && { ...view.dense, weights: 1 }, steps: view.steps.map(left), spec: { prune: { target } } };
}

/** Only the dense and the final network are measured in time. */
function timed(view, timing) {
  const last = { ...view.steps[view.steps.length - 1], latency: timing.final.median, epochs: [] };
  return { ...view, dense: { ...view.dense, latency: timing.dense.median }, steps: [last] };
}

function milliseconds({ measured, dense, final }) {
  return `${dense.median.toFixed(2)} ms dense, ${final.median.toFixed(2)} ms final: medians of ${plural(measured.rounds, 'round')} in ONNX Runtime, `
    + `batches of ${measured.batch}, ${plural(measured.threads, 'thread')}.`;
}

function option(view, cost) {
  const finished = view.steps.filter((step) => step[cost] != null);
  const at = (step, accuracy) => [Number((step[cost] / view.dense[cost]).toFixed(4)), Number((100 * accuracy).toFixed(2))];
  const dense = view.dense ? [{ value: [1, Number((100 * view.dense.accuracy).toFixed(2))], name: 'dense' }] : [];
  const left = finished.map((step) => ({ value: at(step, step.accuracy), name: String(step.step) }));
  const cut = finished
    .filter((step) => step.epochs.length > 0)
    .map((step) => ({ value: at(step, step.accuracyAfterPruning), name: String(step.step) }));
  // Only what is measured can have grown.
  const most = Math.ceil(10 * Math.max(1, ...left.map((point) => point.value[0]))) / 10;
  const least = Math.floor(10 * Math.min(0.9, ...left.map((point) => point.value[0]))) / 10;
  return {
    ...frame(),
    legend: { right: 8, top: 0, itemWidth: 16, textStyle: { color: colour('muted'), fontSize: 11 } },
    grid: { left: 48, right: 28, top: 58, bottom: 44 },
    xAxis: axis({
      type: 'value',
      name: `${COSTS[cost]}, share of the dense network`,
      nameLocation: 'middle',
      nameGap: 28,
      min: least,
      max: most,
      ...(most === 1 && { interval: least < 0.7 ? 0.1 : 0.05 }),
    }),
    yAxis: percentAxis(),
    series: [
      {
        name: 'step’s network',
        type: 'line',
        data: [...dense, ...left],
        color: colour('accent'),
        symbol: 'circle',
        symbolSize: 8,
        label: { show: true, formatter: '{b}', position: 'top', color: colour('muted'), fontSize: 11 },
        markLine: targets(view, cost),
        tooltip: { formatter: (point) => `${point.name}: ${point.value[1]} % at ${point.value[0]}` },
      },
      {
        name: 'before fine-tuning',
        type: 'scatter',
        data: cut,
        symbolSize: 8,
        itemStyle: { color: colour('surface'), borderColor: colour('accent'), borderWidth: 2 },
        tooltip: { formatter: (point) => `${point.name}, before fine-tuning: ${point.value[1]} % at ${point.value[0]}` },
      },
    ],
  };
}

function targets(view, cost) {
  const target = view.spec.prune?.target ?? {};
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colour('muted'), type: 'dotted' },
    label: { formatter: 'target', color: colour('muted'), fontSize: 10 },
    data: [target[cost] ?? []].flat().map((ratio) => ({ xAxis: ratio })),
  };
}
