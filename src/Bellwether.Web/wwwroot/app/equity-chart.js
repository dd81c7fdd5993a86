// The one module that knows lightweight-charts. Colours are read from the tokens when drawing; times stay UTC and are printed as New York time.
import { AreaSeries, BaselineSeries, createChart } from '/lib/lightweight-charts/lightweight-charts.mjs';
import { onChange, token } from './colours.js';
import { change, minute, percent } from './format.js';

const chartColours = () => ({
  layout: { background: { color: token('--surface') }, textColor: token('--text-3'), fontFamily: token('--font'), panes: { separatorColor: token('--line'), separatorHoverColor: token('--hover') } },
  grid: { vertLines: { visible: false }, horzLines: { color: token('--line') } },
  crosshair: {
    vertLine: { color: token('--control'), labelBackgroundColor: token('--selected') },
    horzLine: { color: token('--control'), labelBackgroundColor: token('--selected') },
  },
  timeScale: { borderColor: token('--line') },
});
const profitColours = () => ({
  topLineColor: token('--up'), bottomLineColor: token('--down'), topFillColor1: token('--up-tint'), topFillColor2: 'transparent',
  bottomFillColor1: 'transparent', bottomFillColor2: token('--down-tint'),
});
const drawdownColours = () => ({ lineColor: token('--down'), topColor: 'transparent', bottomColor: token('--down-tint') });

/** Draws an empty chart into the element; the answer's `show` takes {whole, closed: [{time, profit}], now: {time, profit}, start}. */
export function draw(element) {
  let first = 0, last = 0;
  const chart = createChart(element, {
    ...chartColours(),
    autoSize: true,
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.08, bottom: 0.06 }, entireTextOnly: true },
    localization: { timeFormatter: t => minute(t) + ' ET', locale: 'en-US' },
    // The whole session is always in view: nothing to scroll, and the wheel scrolls the page.
    handleScroll: false, handleScale: false,
  });
  chart.applyOptions({
    layout: { fontSize: 11, attributionLogo: true, panes: { enableResize: false } },
    crosshair: { mode: 0, vertLine: { width: 1, style: 2 }, horzLine: { width: 1, style: 2 } },
    timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 2, tickMarkFormatter: t => t === first ? '' : minute(t) },
  });
  const quiet = { priceLineVisible: false, lastValueVisible: false };
  const profit = chart.addSeries(BaselineSeries, {
    ...quiet, ...profitColours(), baseValue: { type: 'price', price: 0 }, lineWidth: 2, priceFormat: { type: 'custom', formatter: v => change(v, 0), minMove: 1 },
  });
  const zero = profit.createPriceLine({ price: 0, color: token('--control'), lineWidth: 1, lineStyle: 0, axisLabelVisible: false, title: '' });
  const drawdown = chart.addSeries(AreaSeries, {
    ...quiet, ...drawdownColours(), invertFilledArea: true, lineWidth: 1, priceFormat: { type: 'custom', formatter: v => percent(v, 2), minMove: 0.01 },
  }, 1);
  drawdown.priceScale().applyOptions({ scaleMargins: { top: 0.05, bottom: 0.15 } });
  chart.panes()[0].setStretchFactor(0.72);
  chart.panes()[1].setStretchFactor(0.28);

  // Zero has no sign, so no sign colour either.
  const line = point => ({
    time: point.time, value: point.profit, ...(point.profit === 0 ? { topLineColor: token('--control'), bottomLineColor: token('--control') } : {}),
  });
  const recolour = () => {
    chart.applyOptions(chartColours());
    profit.applyOptions(profitColours());
    drawdown.applyOptions(drawdownColours());
    zero.applyOptions({ color: token('--control') });
    profit.setData(profit.data().map(p => line({ time: p.time, profit: p.value })));
  };
  const stopListening = onChange(recolour);
  document.fonts.ready.then(recolour);

  let high = 0, start = 1;
  const fall = point => ({ time: point.time, value: Math.min(0, (point.profit - Math.max(high, point.profit)) / (start + high) * 100) });
  const step = point => { high = Math.max(high, point.profit); return fall(point); };
  const fit = () => chart.timeScale().fitContent();

  return {
    show({ whole, closed, now, start: equity }) {
      if (whole) {
        high = 0;
        start = equity;
        const points = closed.filter((p, i) => i === 0 || p.time > closed[i - 1].time);
        profit.setData(points.map(line));
        drawdown.setData(points.map(step));
        first = points.length ? points[0].time : 0;
        last = points.length ? points[points.length - 1].time : 0;
      } else {
        for (const point of closed.filter(p => p.time >= last)) {
          profit.update(line(point));
          drawdown.update(step(point));
          last = point.time;
        }
      }
      const grew = now.time > last || whole || closed.length > 0;
      if (now.time >= last) {
        profit.update(line(now));
        drawdown.update(fall(now));
        last = now.time;
      }
      if (grew) {
        fit();
        requestAnimationFrame(() => requestAnimationFrame(fit));
      }
      element.dataset.ready = '';
      element.dataset.lastTime = String(last);
    },
    remove() {
      stopListening();
      chart.remove();
    },
  };
}
