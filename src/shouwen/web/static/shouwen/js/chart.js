// The chart of the statistics page. The numbers stand in the table; this only draws them.
const data = JSON.parse(document.getElementById("chart-data")?.textContent ?? "null");
const place = document.getElementById("chart");
if (data && place && window.echarts) {
  const css = getComputedStyle(document.documentElement);
  const ink = css.getPropertyValue("--ink-2").trim();
  const line = css.getPropertyValue("--line").trim();
  const chart = window.echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({
    animationDuration: 300,
    color: [css.getPropertyValue("--accent").trim(), "#c99a3f"],
    textStyle: { fontFamily: css.getPropertyValue("--sans").trim() },
    tooltip: { trigger: "axis", renderMode: "richText" },
    legend: { right: 8, top: 0, textStyle: { color: ink }, icon: "roundRect", itemWidth: 12, itemHeight: 8 },
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: data.names, axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } },
    yAxis: { type: "value", minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
    series: data.series.map((one) => ({ ...one, type: data.kind, barMaxWidth: 22, itemStyle: { borderRadius: data.kind === "bar" ? 3 : 0 }, symbolSize: 5, lineStyle: { width: 2 } })),
  });
  addEventListener("resize", () => chart.resize());
}
