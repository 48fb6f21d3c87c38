import { html } from '/lib/lit-html.js';
import { axis, frame, percentAxis } from '../chart.js';
import { colour } from '../theme.js';
import { percent } from '../format.js';

/** Accuracy and loss in the order in which they were measured: dense, after each pruning, after each epoch. */
export function curves(view) {
  const points = measured(view);
  if (points.length === 0) {
    return html`<p class="empty">The dense network is being measured.</p>`;
  }
  const last = points[points.length - 1];
  return html`<x-chart class="curves" role="img" .option=${option(points)}
    aria-label="Accuracy and loss over ${points.length} measurements; now ${percent(last.accuracy)}"></x-chart>`;
}

export function measured(view) {
  const points = view.dense ? [{ name: 'dense', accuracy: view.dense.accuracy, loss: view.dense.loss }] : [];
  for (const step of view.steps) {
    if (step.accuracyAfterPruning != null) {
      points.push({
        name: `step ${step.step}, pruned`,
        step: step.step,
        accuracy: step.accuracyAfterPruning,
        loss: step.lossAfterPruning,
      });
    }
    if (step.accuracyAfterRepair != null) {
      points.push({ name: `step ${step.step}, repaired`, accuracy: step.accuracyAfterRepair });
    }
    step.epochs.forEach((epoch, i) => points.push({ name: `step ${step.step}, epoch ${i + 1}`, ...epoch }));
  }
  return points;
}

function option(points) {
  const names = points.map((point) => point.name);
  const x = (gridIndex, show) =>
    axis({
      type: 'category',
      gridIndex,
      data: names,
      splitLine: { show: false },
      axisLabel: { show, color: colour('muted'), fontSize: 11, hideOverlap: true },
    });
  return {
    ...frame(),
    tooltip: { ...frame().tooltip, trigger: 'axis' },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colour('muted') } },
    legend: { right: 8, top: 0, itemWidth: 16, textStyle: { color: colour('muted'), fontSize: 11 } },
    grid: [
      { left: 48, right: 16, top: 58, height: '38%' },
      { left: 48, right: 16, top: '66%', bottom: 28 },
    ],
    xAxis: [x(0, false), x(1, true)],
    yAxis: [percentAxis({ gridIndex: 0 }), axis({ type: 'value', gridIndex: 1, name: 'loss', splitNumber: 3 })],
    series: [
      {
        ...line('accuracy', 'accent', 0, points.map((point) => rounded(100 * point.accuracy, 1))),
        markLine: prunings(points),
      },
      line('loss, test', 'second', 1, points.map((point) => rounded(point.loss, 3))),
      {
        ...line('loss, training', 'muted', 1, points.map((point) => rounded(point.trainLoss, 3))),
        lineStyle: { color: colour('muted'), type: 'dashed' },
      },
    ],
  };
}

const rounded = (value, digits) => (value == null ? null : Number(value.toFixed(digits)));

function line(name, tone, index, data) {
  return {
    name,
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data,
    symbol: 'circle',
    symbolSize: 6,
    color: colour(tone),
    lineStyle: { width: 2 },
  };
}

/** A vertical line where channels were cut. */
function prunings(points) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colour('muted'), type: 'dotted' },
    label: { formatter: '✂ {b}', color: colour('muted'), fontSize: 10, position: 'end' },
    data: points.flatMap((point, i) => (point.step ? [{ xAxis: i, name: String(point.step) }] : [])),
  };
}
