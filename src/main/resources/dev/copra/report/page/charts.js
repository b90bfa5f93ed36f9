// Charts by uPlot, drawn anew when the page changes between light and dark.

const chartColors = ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6", "--series-7"];

function cssColor(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function shortNumber(value) {
  if (value === null || value === undefined) return "";
  const size = Math.abs(value);
  if (size >= 1e6) return +(value / 1e6).toPrecision(3) + " M";
  if (size >= 1e4) return +(value / 1e3).toPrecision(3) + " k";
  return String(size >= 1e3 ? Math.round(value) : +value.toPrecision(3));
}

/** Their titles are text of the page, because a canvas cuts off what is longer than an axis. */
function chartAxes(values, splits) {
  const axis = {
    stroke: cssColor("--muted"), font: "12px system-ui, sans-serif",
    grid: {stroke: cssColor("--line"), width: 1}, ticks: {show: false}, gap: 4,
  };
  return [
    {...axis, grid: {show: false}, size: 22, ...(values ? {values, splits} : {})},
    {...axis, size: 44, values: (u, all) => all.map(shortNumber)},
  ];
}

/** The title of an axis. */
function axisTitle(text, side) {
  const title = document.createElement("p");
  title.className = `axis ${side}`;
  title.textContent = text;
  return title;
}

/** Steps of counts: a half of a thing is none. */
const wholeSteps = [1, 2, 5].flatMap(n => [...Array(12).keys()].map(power => n * 10 ** power)).sort((a, b) => a - b);

function histogramChart(chart, width) {
  const bins = chart.edges.length - 1;
  let first = 0, last = bins - 1;
  const used = i => chart.series.some(one => one.values[i] > 0);
  while (first < last && !used(first)) first++;
  while (last > first && !used(last)) last--;
  const xs = [];
  for (let i = first; i <= last; i++) xs.push(i + 0.5);
  // bins stand beside each other as their edges do, whether they grow by factors or by steps
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(3, Math.floor(width / 60))));
  const splits = [];
  const isPower = i => Math.abs(Math.log2(chart.edges[i]) - Math.round(Math.log2(chart.edges[i]))) < 1e-6;
  for (let i = first, next = first; i <= last + 1; i++) {
    if (i >= next && (!chart.octaves || isPower(i))) {
      splits.push(i);
      next = i + step;
    }
  }
  const whole = chart.edges.length > 1 && chart.edges[0] % 1 !== 0 && (chart.edges[1] - chart.edges[0]) === 1;
  const edge = i => shortNumber(whole ? chart.edges[i] + 0.5 : chart.edges[i]);
  const place = whole ? 0.5 : 0;
  const counts = chart.series.every(one => one.values.every(value => value % 1 === 0));
  return {
    data: [xs, ...chart.series.map(one => one.values.slice(first, last + 1))],
    options: {
      scales: {x: {time: false, range: [first, last + 1]}, y: {range: (u, low, high) => [0, high || 1]}},
      axes: chartAxes((u, all) => all.map(i => edge(Math.round(i - place))), () => splits.map(i => i + place).filter(i => i <= last + 1))
        .map((axis, i) => i && counts ? {...axis, incrs: wholeSteps} : axis),
      series: [{}, ...chart.series.map((one, i) => ({
        label: one.name, stroke: cssColor(chartColors[i % 7]), fill: cssColor(chartColors[i % 7]), width: 0,
        paths: uPlot.paths.bars({size: [0.86, Infinity, 1], align: 0}), points: {show: false},
      }))],
    },
  };
}

function lineAxes(chart) {
  const axes = chartAxes();
  if (chart.axis === "LOGARITHMIC") axes[1].grid = {...axes[1].grid, filter: (u, all) => all.map(value => Number.isInteger(Math.log10(value)) ? value : null)};
  return axes;
}

function lineChart(chart) {
  const xs = [...new Set(chart.lines.flatMap(line => line.x))].sort((a, b) => a - b);
  const standing = chart.lines.length && chart.lines[0].style === "STANDS_OUT" ? 1 : 0;
  const tables = chart.lines.map(line => uPlot.join([[xs, xs.map(() => null)], [line.x, line.y]]));
  return {
    data: [xs, ...tables.map(table => table[2])],
    options: {
      scales: {x: {time: false, ...(chart.xAxis === "LOGARITHMIC" ? {distr: 3} : chart.xAxis === "SHARES" ? {range: [0, 1]} : {})}, y: chart.axis === "LOGARITHMIC" ? {distr: 3} : {range: (u, low, high) => chart.axis === "SHARES" ? [0, 1] : [Math.min(0, low), high || 1]}},
      axes: lineAxes(chart),
      series: [{}, ...chart.lines.map((line, i) => ({
        label: line.name, width: 1.5, spanGaps: true, points: {show: false},
        stroke: chart.scale ? scaleColor(i / Math.max(1, chart.lines.length - 1)) : cssColor(chartColors[(i + 7 - standing) % 7]),
        ...(line.style === "DASHED" ? {dash: [4, 3]} : line.style === "STANDS_OUT" ? {stroke: cssColor("--text"), width: 2.5} : {}),
      }))],
    },
  };
}

/** From the colour of the first series to that of the ground. */
function scaleColor(part) {
  return `color-mix(in srgb, ${cssColor("--series-1")}, ${cssColor("--ground")} ${Math.round(part * 85)}%)`;
}

/** Points with intervals, and the diagonal. */
function intervalChart(chart) {
  const points = chart.points.filter(point => point[0] !== null);
  const rod = (u, from, to, x) => {
    const place = u.valToPos(x, "x", true);
    u.ctx.moveTo(place, u.valToPos(from, "y", true));
    u.ctx.lineTo(place, u.valToPos(to, "y", true));
  };
  const muted = cssColor("--muted");
  return {
    data: [points.map(p => p[0]), points.map(p => p[1])],
    options: {
      scales: {x: {time: false, range: [0, 1]}, y: {range: [0, 1]}},
      axes: chartAxes(),
      series: [{}, {label: chart.name, stroke: cssColor("--series-1"), width: 2, points: {show: true, size: 6, fill: cssColor("--series-1")}}],
      hooks: {drawAxes: [u => {
        u.ctx.save();
        u.ctx.beginPath();
        u.ctx.strokeStyle = muted;
        u.ctx.setLineDash([4, 4]);
        u.ctx.moveTo(u.valToPos(0, "x", true), u.valToPos(0, "y", true));
        u.ctx.lineTo(u.valToPos(1, "x", true), u.valToPos(1, "y", true));
        u.ctx.stroke();
        u.ctx.setLineDash([]);
        u.ctx.beginPath();
        for (const [x, , low, high] of points) rod(u, low, high, x);
        u.ctx.stroke();
        u.ctx.restore();
      }]},
    },
  };
}

/** Areas one above the other: the highest is drawn first. */
function areaChart(chart) {
  const all = [...chart.series].reverse();
  return {
    data: [chart.xs, ...all.map(one => one.values)],
    options: {
      scales: {x: {time: false}, y: {range: [0, 1]}},
      axes: chartAxes(),
      series: [{}, ...all.map((one, i) => {
        const color = cssColor(chartColors[(all.length - 1 - i) % 7]);
        return {label: one.name, stroke: color, fill: color, width: 1, points: {show: false}};
      })],
    },
  };
}

/** A table of numbers as colours, square by square. */
function drawMap(place, chart) {
  const canvas = document.createElement("canvas");
  const rows = chart.values.length, columns = rows ? chart.values[0].length : 0;
  const cell = 8;
  canvas.width = columns * cell;
  canvas.height = rows * cell;
  canvas.className = "map";
  const context = canvas.getContext("2d");
  const most = Math.max(1e-9, ...chart.values.flat().filter(value => value !== null));
  context.fillStyle = cssColor("--series-1");
  chart.values.forEach((row, y) => row.forEach((value, x) => {
    context.globalAlpha = value === null ? 0 : Math.sqrt(value / most);
    context.fillRect(x * cell, y * cell, cell, cell);
  }));
  place.replaceChildren(canvas, axisTitle(`across: ${chart.x}; down: ${chart.y}`, "across"));
}

function drawChart(place, chart) {
  if (place.plot) place.plot.destroy();
  place.plot = null;
  if (chart.kind === "map") return drawMap(place, chart);
  const width = Math.max(200, place.clientWidth);
  const {data, options} = ({histogram: histogramChart, intervals: intervalChart, areas: areaChart, lines: lineChart})[chart.kind](chart, width);
  const several = data.length > 2;
  place.replaceChildren(axisTitle(chart.y, "up"));
  place.plot = new uPlot({
    width, height: 176, legend: {show: several, live: false}, cursor: {show: false}, padding: [8, 12, 0, 0], ...options,
  }, data, place);
  place.querySelector(".u-wrap").after(axisTitle(chart.x, "along"));
}

const drawnCharts = new Map();

function addCharts(root, charts) {
  for (const place of root.querySelectorAll("[data-chart]")) {
    const chart = charts[place.dataset.chart];
    if (!chart) continue;
    drawnCharts.set(place, chart);
    drawChart(place, chart);
    let width = place.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(place.clientWidth - width) > 4) {
        width = place.clientWidth;
        drawChart(place, chart);
      }
    }).observe(place);
  }
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawnCharts.forEach((chart, place) => drawChart(place, chart)));
