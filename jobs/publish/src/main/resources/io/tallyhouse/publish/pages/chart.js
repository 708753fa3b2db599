// Draws the trend of a metric's page from the JSON that the page holds. Texts come ready from the page: nothing is formatted
// from data except the axis, and nothing is inserted as HTML.
"use strict";
(function () {
  const place = document.getElementById("chart");
  const source = document.getElementById("chart-data");
  if (!place || !source) {
    return;
  }
  const data = JSON.parse(source.textContent);
  const points = data.points;
  const chart = echarts.init(place, null, { renderer: "svg" });

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function axisText(value) {
    const grouped = (v, digits) => v.toLocaleString("en-US", { maximumFractionDigits: digits });
    switch (data.unit) {
      case "share": return grouped(value * 100, 1) + " %";
      case "hours": return grouped(value, 1) + " h";
      case "seconds": return grouped(value, 0) + " s";
      default: return grouped(value, 2);
    }
  }

  // Lines no finer than the digits of their labels: else neighbours would read the same.
  const FINEST = { share: 0.001, hours: 0.1, seconds: 1 };

  // The interval as one polygon per unbroken run of points that have one.
  function band() {
    const runs = [];
    let run = [];
    points.forEach(function (p, i) {
      if (p.lower !== null && p.upper !== null) {
        run.push([i, p.lower, p.upper]);
      } else if (run.length) {
        runs.push(run);
        run = [];
      }
    });
    if (run.length) {
      runs.push(run);
    }
    return runs.map(function (r) {
      return {
        type: "custom",
        name: "95 % interval",
        silent: true,
        tooltip: { show: false },
        data: r,
        encode: { x: 0, y: [1, 2] },
        renderItem: function (params, api) {
          if (params.dataIndex > 0) {
            return null;
          }
          const upper = r.map((d) => api.coord([d[0], d[2]]));
          const lower = r.map((d) => api.coord([d[0], d[1]])).reverse();
          const single = r.length === 1;
          return {
            type: single ? "line" : "polygon",
            shape: single
              ? { x1: upper[0][0], y1: upper[0][1], x2: lower[0][0], y2: lower[0][1] }
              : { points: upper.concat(lower) },
            style: single ? { stroke: colour("--band"), lineWidth: 6 } : { fill: colour("--band") },
          };
        },
      };
    });
  }

  function level(value, text, ink, dash) {
    return value === null ? [] : [{
      yAxis: value,
      lineStyle: { color: ink, type: dash, width: 1.2 },
      label: { formatter: text, position: "insideEndTop", color: ink, fontSize: 11 },
    }];
  }

  function draw() {
    const ink = colour("--ink");
    const muted = colour("--muted");
    const rule = colour("--rule");
    const accent = colour("--accent");
    const levels = level(data.target, data.targetText, colour("--good"), "dashed")
      .concat(level(data.baseline, data.baselineText, muted, "dotted"));
    const reach = points.flatMap((p) => [p.value, p.lower, p.upper]).concat([data.target, data.baseline])
      .filter((v) => v !== null && v !== undefined);
    const low = Math.min.apply(null, reach);
    const high = Math.max.apply(null, reach);
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 30, top: 24, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        confine: true,
        backgroundColor: colour("--card"),
        borderColor: rule,
        textStyle: { color: ink, fontSize: 12 },
        axisPointer: { lineStyle: { color: muted } },
        formatter: (items) => points[items[0].dataIndex].period + "\n" + points[items[0].dataIndex].text,
      },
      xAxis: {
        type: "category",
        data: points.map((p) => p.period),
        boundaryGap: false,
        axisLine: { lineStyle: { color: muted } },
        axisTick: { show: false },
        axisLabel: { color: muted, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        scale: true,
        minInterval: FINEST[data.unit] || 0.01,
        min: low >= 0 && low < (high - low) * 2 ? 0 : undefined,
        max: reach.length && high === data.target ? (v) => v.max + (v.max - v.min) * 0.05 : undefined,
        axisLabel: { color: muted, formatter: axisText },
        splitLine: { lineStyle: { color: rule } },
      },
      series: band().concat([{
        type: "line",
        name: data.title,
        data: points.map((p) => ({
          value: p.value,
          symbol: p.provisional ? "emptyCircle" : "circle",
        })),
        symbolSize: points.length > 60 ? 3 : 6,
        showAllSymbol: true,
        connectNulls: false,
        lineStyle: { color: accent, width: 2 },
        itemStyle: { color: accent },
        markLine: { symbol: "none", silent: true, data: levels },
      }]),
    }, true);
  }

  draw();
  window.addEventListener("resize", () => chart.resize());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
