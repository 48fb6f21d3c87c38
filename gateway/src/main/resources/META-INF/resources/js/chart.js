import { colour } from './theme.js';

const TONES = ['accent', 'second', 'third', 'hold', 'muted'];
const SHAPES = ['circle', 'rect', 'triangle', 'diamond', 'pin'];

let library;

/**
 * <x-chart .option=${…}>: an ECharts chart that follows its size. The library is fetched when the first chart is shown. Tooltips are
 * drawn, not HTML: the content security policy allows no inline styles.
 */
class Chart extends HTMLElement {
  #chart;
  #drawn;
  #option;
  #resizes = new ResizeObserver(() => this.#chart?.resize());

  set option(option) {
    this.#option = option;
    this.#draw();
  }

  async connectedCallback() {
    library ??= import('/lib/echarts.esm.min.js');
    const { init } = await library;
    if (this.isConnected && !this.#chart) {
      this.#chart = init(this, null, { renderer: 'svg' });
      this.#resizes.observe(this);
      this.#draw();
    }
  }

  disconnectedCallback() {
    this.#resizes.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
    this.#drawn = undefined;
  }

  /** Drawn again only if there is something new: a run's view changes many times a second. */
  #draw() {
    const wanted = JSON.stringify(this.#option);
    if (this.#chart && this.#option && wanted !== this.#drawn) {
      this.#drawn = wanted;
      this.#chart.setOption(this.#option, true);
    }
  }
}

customElements.define('x-chart', Chart);

/** How many lines of one chart can be told apart. */
export const DISTINCT = TONES.length;

/** Colour and shape of a chart's i-th line. */
export const line = (i) => ({ type: 'line', color: colour(TONES[i % DISTINCT]), symbol: SHAPES[i % DISTINCT] });

/** What all charts share. */
export const frame = () => ({
  animationDuration: 300,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
  tooltip: {
    renderMode: 'richText',
    backgroundColor: colour('surface'),
    borderColor: colour('line'),
    textStyle: { color: colour('text'), fontSize: 12 },
  },
});

export const axis = (more) => ({
  axisLine: { lineStyle: { color: colour('line') } },
  axisTick: { show: false },
  axisLabel: { color: colour('muted'), fontSize: 11 },
  splitLine: { lineStyle: { color: colour('faint') } },
  nameTextStyle: { color: colour('muted'), fontSize: 11 },
  ...more,
});

/** Percentages between round numbers, never beyond 100. */
export const percentAxis = (more) =>
  axis({
    type: 'value',
    name: 'accuracy, %',
    splitNumber: 4,
    min: (range) => Math.max(0, 10 * Math.floor(range.min / 10)),
    max: (range) => Math.min(100, 10 * Math.ceil(range.max / 10)),
    ...more,
  });
