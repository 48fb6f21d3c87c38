import { html } from '/lib/lit-html.js';
import { DISTINCT, axis, frame, line, percentAxis } from '../chart.js';
import { plural } from '../format.js';
import { colour } from '../theme.js';

/** How each step's network recovers: accuracy over the epochs, the last five steps that were trained. */
export function tuning(view) {
  const trained = view.steps.filter((step) => step.epochs.length > 0).slice(-DISTINCT);
  if (trained.length === 0) {
    return html`<p class="empty">${view.spec.finetune ? 'No epoch is done yet.' : 'The specification asks for none.'}</p>`;
  }
  return html`<x-chart class="tuning" role="img" .option=${option(trained)}
    aria-label="Accuracy over the epochs of ${plural(trained.length, 'step')}"></x-chart>`;
}

function option(trained) {
  const epochs = Math.max(...trained.map((step) => step.epochs.length));
  return {
    ...frame(),
    tooltip: { ...frame().tooltip, trigger: 'axis' },
    legend: { right: 8, top: 0, itemWidth: 16, type: 'scroll', textStyle: { color: colour('muted'), fontSize: 11 } },
    grid: { left: 48, right: 28, top: 58, bottom: 44 },
    xAxis: axis({
      type: 'category',
      data: ['before', ...Array.from({ length: epochs }, (_, i) => String(i + 1))],
      name: 'epoch',
      nameLocation: 'middle',
      nameGap: 28,
      splitLine: { show: false },
    }),
    yAxis: percentAxis(),
    series: trained.map((step, i) => ({
      name: `step ${step.step}`,
      ...line(i),
      symbolSize: 7,
      data: [step.accuracyAfterRepair ?? step.accuracyAfterPruning, ...step.epochs.map((epoch) => epoch.accuracy)].map((accuracy) =>
        Number((100 * accuracy).toFixed(1)),
      ),
    })),
  };
}
