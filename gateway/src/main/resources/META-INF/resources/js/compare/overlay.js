import { html } from '/lib/lit-html.js';
import { axis, frame, line, percentAxis } from '../chart.js';
import { plural } from '../format.js';
import { params } from '../route.js';
import { COSTS, costChips } from '../run/costs.js';
import { measured } from '../run/curves.js';
import { latest, sparse } from '../run/headline.js';
import { shareLeft } from '../run/layers.js';
import { colour } from '../theme.js';

/** Each run's accuracy against its share of the dense network's cost; told apart by colour and shape. */
export function overlay(views) {
  const offered = ['macs', 'parameters', ...(views.some((view) => view.latency) ? ['latency'] : [])];
  const cost = offered.find((name) => name === params().get('cost')) ?? offered[0];
  const series = lines(views, (view) => frontierOf(view, cost));
  const shares = series.flatMap(({ data }) => data.map(([share]) => share));
  const least = Math.floor(10 * Math.min(0.9, ...shares)) / 10;
  // Only what is measured can have grown.
  const most = Math.ceil(10 * Math.max(1, ...shares)) / 10;
  const option = {
    ...together(),
    xAxis: axis({
      type: 'value',
      name: `${views.every(sparse) ? 'Weights' : COSTS[cost]}, share of the dense network`,
      nameLocation: 'middle',
      nameGap: 28,
      min: least,
      max: most,
      interval: least < 0.7 ? 0.1 : 0.05,
    }),
    yAxis: percentAxis(),
    series,
  };
  return html`
    ${costChips(offered, cost)}
    <x-chart role="img" .option=${option} aria-label="Accuracy against ${COSTS[cost]} of ${views.length} runs; the table has the figures"></x-chart>`;
}

/** Each run's accuracy in the order in which it was measured: dense, after each pruning, after each epoch. */
export function courses(views) {
  const series = lines(views, (view) => measured(view).map(({ accuracy }, i) => [i, Number((100 * accuracy).toFixed(2))]));
  const option = {
    ...together(),
    xAxis: axis({ type: 'value', name: 'measurement', nameLocation: 'middle', nameGap: 28, minInterval: 1 }),
    yAxis: percentAxis(),
    series,
  };
  return html`<x-chart role="img" .option=${option} aria-label="Accuracy of ${views.length} runs as they went; their pages have the figures"></x-chart>`;
}

/** The share of every layer's channels, or single weights, that each run has left; layers in the order in which the runs have them. */
export function kept(views) {
  const cut = views.filter((view) => view.layers && view.steps.includes(latest(view)));
  if (cut.length === 0) {
    return html`<p class="empty">Nothing has been cut yet.</p>`;
  }
  const names = [...new Set(cut.flatMap((view) => view.layers.map(({ name }) => name)))];
  const left = (view) => {
    const of = new Map(view.layers.map((layer) => [layer.name, shareLeft(layer, latest(view))]));
    return names.map((name) => (of.has(name) ? Number((100 * of.get(name)).toFixed(1)) : null));
  };
  const option = {
    ...together(),
    tooltip: { ...frame().tooltip, trigger: 'axis' },
    xAxis: axis({ type: 'category', data: names, name: "layer, in the network's order", nameLocation: 'middle', nameGap: 28, axisLabel: { color: colour('muted'), fontSize: 11, hideOverlap: true } }),
    yAxis: percentAxis({ name: 'left, %', min: 0, max: 100 }),
    series: lines(cut, left),
  };
  return html`<x-chart role="img" .option=${option} aria-label="Share left per layer of ${plural(cut.length, 'run')}; their pages have the figures"></x-chart>`;
}

const lines = (views, data) =>
  views.map((view, i) => ({
    name: views.some((other) => other !== view && other.name === view.name) ? view.id : view.name,
    ...line(i),
    symbolSize: 9,
    data: data(view),
  }));

const together = () => ({
  ...frame(),
  legend: { top: 0, type: 'scroll', itemWidth: 16, textStyle: { color: colour('muted'), fontSize: 11 } },
  grid: { left: 48, right: 28, top: 58, bottom: 44 },
});

function frontierOf(view, cost) {
  if (cost === 'latency') {
    return timed(view);
  }
  const left = (network) => (sparse(view) ? 1 - network.sparsity : network[cost] / view.dense[cost]);
  return view.dense ? [view.dense, ...view.steps.filter((step) => step.accuracy != null)].map((network) => point(left(network), network)) : [];
}

/** Only the dense and the final network are measured in time. */
function timed({ latency, dense, steps }) {
  return latency ? [point(1, dense), point(latency.final.median / latency.dense.median, steps[steps.length - 1])] : [];
}

const point = (share, { accuracy }) => [Number(share.toFixed(4)), Number((100 * accuracy).toFixed(2))];
