/* Draws the charts from the JSON beside them. The figures are all in tables too. */
(function () {
  'use strict';
  var LOOKS = {
    spark: { color: '#d55e00', dash: 'solid', symbol: 'circle' },
    flink: { color: '#0072b2', dash: [7, 4], symbol: 'triangle' },
    floor: { color: '#4a4f57', dash: [2, 3], symbol: 'diamond' }
  };
  var VOID = '#b4bac3';
  var language = document.documentElement.lang;
  var numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 4, useGrouping: 'always' });
  var compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  var text = { color: '#566273', fontSize: 12, fontFamily: getComputedStyle(document.body).fontFamily };

  function percentile(x) {
    var share = 100 - 100 / x;
    return new Intl.NumberFormat(language, { maximumFractionDigits: Math.max(0, Math.ceil(Math.log10(x)) - 2) }).format(share) + '\u00a0%';
  }
  function moment(ms) {
    return new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
  }
  function label(kind) {
    if (kind === 'percentile') return function (x) { return percentile(x); };
    if (kind === 'log') return function (v) { return numbers.format(v); };
    if (kind === 'linear') return function (v) { return compact.format(v); };
    return undefined;
  }
  /* Within a day and a half the time says enough. */
  function timeLabel(series) {
    var times = [].concat.apply([], series.map(function (s) { return s.points.map(function (p) { return p[0]; }); }));
    var short = Math.max.apply(null, times) - Math.min.apply(null, times) < 36 * 3600e3;
    return function (ms) { return short ? moment(ms).slice(11, 16) : moment(ms).slice(5, 10); };
  }
  function axis(spec, horizontal) {
    var log = spec.kind === 'log' || spec.kind === 'percentile';
    return {
      type: log ? 'log' : spec.kind === 'time' ? 'time' : 'value',
      name: spec.name,
      nameLocation: horizontal ? 'middle' : 'end',
      nameGap: horizontal ? 28 : 12,
      nameTextStyle: Object.assign({ align: horizontal ? 'center' : 'left' }, text),
      axisLabel: Object.assign({ hideOverlap: true, alignMaxLabel: spec.kind === 'percentile' ? 'right' : undefined, formatter: label(spec.kind) }, text),
      axisLine: { show: horizontal, lineStyle: { color: '#8a94a3' } },
      axisTick: { show: horizontal },
      splitLine: { show: !horizontal || log, lineStyle: { color: '#ebe8e0' } },
      minorSplitLine: { show: false },
      min: spec.kind === 'percentile' ? 1 : spec.kind === 'linear' && horizontal ? 0 : undefined
    };
  }
  function line(series) {
    var look = LOOKS[series.engine];
    var color = series.void ? VOID : look.color;
    var many = series.points.length > 25;
    return {
      type: 'line', name: series.name, data: series.points, symbol: look.symbol,
      symbolSize: many ? 7 : 8, showSymbol: true, showAllSymbol: false, sampling: undefined,
      lineStyle: { color: color, width: 2.2, type: look.dash }, itemStyle: { color: color },
      emphasis: { focus: 'series' }
    };
  }
  /* A mark on each tenth point tells lines apart without hiding them. */
  function sparse(series) {
    var step = Math.max(1, Math.ceil(series.points.length / 9));
    var drawn = line(series);
    drawn.symbolSize = function (value, params) { return params.dataIndex % step === 0 ? 8 : 0; };
    return drawn;
  }
  function tip(spec) {
    return function (points) {
      var at = points[0].value[0];
      var head = spec.x.kind === 'percentile' ? percentile(at) : spec.x.kind === 'time' ? moment(at) : numbers.format(at) + ' · ' + spec.x.name;
      var box = document.createElement('div');
      box.appendChild(document.createElement('b')).textContent = head;
      points.forEach(function (point) {
        box.appendChild(document.createElement('div')).textContent =
          point.seriesName + ': ' + numbers.format(point.value[1]) + ' ' + spec.y.name;
      });
      return box;
    };
  }
  function lines(spec) {
    var x = axis(spec.x, true);
    if (spec.x.kind === 'time') x.axisLabel.formatter = timeLabel(spec.series);
    return {
      legend: { top: 0, left: 0, itemWidth: 34, textStyle: Object.assign({}, text, { color: '#1b2533' }) },
      grid: { left: 8, right: 18, top: 58, bottom: 34, containLabel: true },
      tooltip: { trigger: 'axis', confine: true, formatter: tip(spec) },
      xAxis: x, yAxis: axis(spec.y, false),
      series: spec.series.filter(function (s) { return s.points.length; }).map(sparse)
    };
  }
  function bars(spec) {
    var x = axis(spec.x, true);
    x.splitLine = { show: true, lineStyle: { color: '#ebe8e0' } };
    return {
      aria: { enabled: true, decal: { show: true, decals: [{ symbol: 'none' }] } },
      grid: { left: 8, right: 74, top: 8, bottom: 34, containLabel: true },
      xAxis: x,
      yAxis: {
        type: 'category', inverse: true, data: spec.series.map(function (s) { return s.name; }),
        axisLabel: Object.assign({}, text, { color: '#1b2533', fontSize: 13 }), axisTick: { show: false }, axisLine: { show: false }
      },
      series: [{
        type: 'bar', barMaxWidth: 30,
        label: { show: true, position: 'right', color: '#1b2533', fontFamily: text.fontFamily, fontSize: 13, formatter: function (p) { return numbers.format(p.value); } },
        data: spec.series.map(function (s) {
          var decal = s.engine === 'flink' ? { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: -Math.PI / 4, color: 'rgba(255,255,255,.45)' }
            : s.engine === 'floor' ? { symbol: 'circle', symbolSize: .6, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], color: 'rgba(255,255,255,.5)' } : { symbol: 'none' };
          return { value: s.value, itemStyle: { color: s.void ? VOID : LOOKS[s.engine].color, borderRadius: [0, 4, 4, 0], decal: decal } };
        })
      }]
    };
  }

  var drawn = [].map.call(document.querySelectorAll('[data-chart]'), function (box) {
    var spec = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    if (spec.kind === 'bars') box.classList.add('bars');
    var chart = echarts.init(box, null, { renderer: 'svg' });
    chart.setOption(Object.assign({ animation: false, useUTC: true }, spec.kind === 'bars' ? bars(spec) : lines(spec)));
    return chart;
  });
  function fit() { drawn.forEach(function (chart) { chart.resize(); }); }
  window.addEventListener('resize', fit);
  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = [].filter.call(document.querySelectorAll('details'), function (each) { return !each.open; });
    opened.forEach(function (each) { each.open = true; });
    fit();
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (each) { each.open = false; });
    fit();
  });
})();
