import { html } from '/lib/lit-html.js';
import { axis, frame, percentAxis } from '../chart.js';
import { colour } from '../theme.js';

const TONES = ['accent', 'second', 'third', 'hold', 'muted'];
const SHAPES = ['circle', 'rect', 'triangle', 'diamond', 'pin'];

/** Each run's accuracy against its share of the dense network's MACs; told apart by colour and shape. */
export function overlay(views) {
  const series = views.map((view, i) => ({
    name: view.id,
    type: 'line',
    color: colour(TONES[i % TONES.length]),
    symbol: SHAPES[i % SHAPES.length],
    symbolSize: 9,
    data: frontierOf(view),
  }));
  const least = Math.floor(10 * Math.min(0.9, ...series.flatMap(({ data }) => data.map(([macs]) => macs)))) / 10;
  const option = {
    ...frame(),
    legend: { top: 0, type: 'scroll', itemWidth: 16, textStyle: { color: colour('muted'), fontSize: 11 } },
    grid: { left: 48, right: 28, top: 58, bottom: 44 },
    xAxis: axis({
      type: 'value',
      name: 'MACs, share of the dense network',
      nameLocation: 'middle',
      nameGap: 28,
      min: least,
      max: 1,
      interval: least < 0.7 ? 0.1 : 0.05,
    }),
    yAxis: percentAxis(),
    series,
  };
  return html`<x-chart role="img" .option=${option} aria-label="Accuracy against MACs of ${views.length} runs; the table has the figures"></x-chart>`;
}

function frontierOf(view) {
  const at = ({ macs, accuracy }) => [Number((macs / view.dense.macs).toFixed(4)), Number((100 * accuracy).toFixed(2))];
  return view.dense ? [view.dense, ...view.steps.filter((step) => step.accuracy != null)].map(at) : [];
}
