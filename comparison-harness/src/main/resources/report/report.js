/* Draws the charts from the JSON beside them. The figures are all in tables too. */
(function () {
  'use strict';
  var LOOKS = {
    spark: { color: '#d55e00', dash: 'solid', symbol: 'circle' },
    flink: { color: '#0072b2', dash: [7, 4], symbol: 'triangle' },
    floor: { color: '#4a4f57', dash: [2, 3], symbol: 'diamond' }
  };
  /* The gears of one contender: its family of shapes, other shades and dashes. Ink is the shade for words. */
  var HEXAGON = 'path://M0 5 L2.5 0.7 L7.5 0.7 L10 5 L7.5 9.3 L2.5 9.3 Z';
  var CROSS = 'path://M1.6 0 L5 3.4 L8.4 0 L10 1.6 L6.6 5 L10 8.4 L8.4 10 L5 6.6 L1.6 10 L0 8.4 L3.4 5 L0 1.6 Z';
  var GEARS = {
    spark: [
      { color: '#d55e00', ink: '#a94700', dash: 'solid', symbol: 'circle' },
      { color: '#7f3300', ink: '#7f3300', dash: [12, 3], symbol: 'rect' },
      { color: '#e69f00', ink: '#8a5d00', dash: [10, 3, 2, 3], symbol: 'roundRect' },
      { color: '#b5485d', ink: '#963548', dash: [5, 2], symbol: HEXAGON }
    ],
    flink: [
      { color: '#0072b2', ink: '#005a8d', dash: [7, 4], symbol: 'triangle' },
      { color: '#3aa0dc', ink: '#1a6fa3', dash: [7, 3, 2, 3], symbol: 'triangle', rotate: 180 },
      { color: '#00395c', ink: '#00395c', dash: [4, 4], symbol: 'triangle', rotate: 90 },
      { color: '#00806a', ink: '#00664a', dash: [9, 2, 2, 2, 2, 2], symbol: 'triangle', rotate: -90 }
    ],
    floor: [{ color: '#4a4f57', ink: '#4a4f57', dash: [2, 3], symbol: 'diamond' }]
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
      type: log ? 'log' : spec.kind === 'time' ? 'time' : spec.kind === 'steps' ? 'category' : 'value',
      data: spec.names,
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
    var look = series.variant === undefined ? LOOKS[series.engine] : gearLook(series);
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
      var head = spec.x.kind === 'percentile' ? percentile(at) : spec.x.kind === 'time' ? moment(at) : spec.x.kind === 'steps' ? spec.x.names[at] : numbers.format(at) + ' · ' + spec.x.name;
      var box = document.createElement('div');
      box.appendChild(document.createElement('b')).textContent = head;
      points.forEach(function (point) {
        box.appendChild(document.createElement('div')).textContent =
          point.seriesName + ': ' + numbers.format(point.value[1]) + ' ' + spec.y.name;
      });
      return box;
    };
  }
  function events(all) {
    return {
      silent: true, symbol: 'none', lineStyle: { color: '#1b2533', width: 1.2, type: 'solid' },
      data: all.map(function (each) {
        return { xAxis: each.at, label: Object.assign({}, text, { color: '#1b2533', formatter: each.name, position: 'end' }) };
      })
    };
  }
  function lines(spec) {
    var x = axis(spec.x, true);
    if (spec.x.kind === 'time') x.axisLabel.formatter = timeLabel(spec.series);
    var y = axis(spec.y, false);
    if (spec.x.min !== undefined) { x.min = spec.x.min; x.max = spec.x.max; y.axisLine = { show: false, onZero: false }; }
    var drawn = spec.series.filter(function (s) { return s.points.length; }).map(sparse);
    if (spec.events && drawn.length) drawn[0].markLine = events(spec.events);
    return {
      legend: { top: 0, left: 0, itemWidth: 34, textStyle: Object.assign({}, text, { color: '#1b2533' }) },
      grid: { left: 8, right: 18, top: 58, bottom: 34, containLabel: true },
      tooltip: { trigger: 'axis', confine: true, formatter: tip(spec) },
      xAxis: x, yAxis: y, series: drawn
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

  var PARTS = {
    produce: '#8d99ae', wait: '#e9c46a', offsets: '#6a4c93', log: '#b5179e', planning: '#ef476f', preparation: '#f78c6b',
    scheduling: '#ffb703', task: '#2a9d8f', processing: '#0a7d6e', sink: '#8ecae6', engine: '#52796f', visible: '#1d4e89'
  };
  /* Shares of each whole; what is not explained stays white. */
  function parts(spec) {
    return {
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 12, itemGap: 10, textStyle: Object.assign({}, text, { color: '#1b2533' }) },
      grid: { left: 8, right: 18, top: 24 + 22 * Math.ceil(spec.series.length / 2), bottom: 34, containLabel: true },
      tooltip: {
        trigger: 'item', confine: true,
        formatter: function (p) {
          var box = document.createElement('div');
          box.appendChild(document.createElement('b')).textContent = spec.bars[p.dataIndex].name.replace('\n', ': ');
          box.appendChild(document.createElement('div')).textContent =
            p.seriesName + ': ' + numbers.format(spec.series[p.seriesIndex].values[p.dataIndex]) + ' ms, ' + numbers.format(p.value) + '\u00a0%';
          return box;
        }
      },
      xAxis: Object.assign(axis(spec.x, true), { max: 100, splitLine: { show: true, lineStyle: { color: '#ebe8e0' } } }),
      yAxis: {
        type: 'category', inverse: true, data: spec.bars.map(function (b) { return b.name; }),
        axisLabel: Object.assign({}, text, { color: '#1b2533', lineHeight: 15 }), axisTick: { show: false }, axisLine: { show: false }
      },
      series: spec.series.map(function (s) {
        return {
          type: 'bar', stack: 'whole', name: s.name, barMaxWidth: 30, itemStyle: { color: PARTS[s.stage], borderColor: '#fff', borderWidth: 1 },
          data: s.values.map(function (ms, i) {
            return { value: 100 * ms / spec.bars[i].total, itemStyle: spec.bars[i].void ? { color: VOID } : {} };
          })
        };
      })
    };
  }

  function gearLook(series) {
    var family = GEARS[series.engine];
    var look = Object.assign({}, family[series.variant % family.length]);
    if (series.void) { look.color = VOID; look.ink = '#7b838e'; }
    return look;
  }
  /* A cross takes the place of the mark; a hollow one keeps its shape. */
  function gearPoint(look) {
    return function (point) {
      var hollow = point.mark === 'hollow';
      return {
        value: point.at, words: point.words,
        symbol: point.mark === 'cross' ? CROSS : look.symbol,
        symbolRotate: point.mark === 'cross' ? 0 : look.rotate || 0,
        symbolSize: point.mark === 'cross' ? 13 : 10,
        itemStyle: { color: hollow ? '#fff' : look.color, borderColor: look.color, borderWidth: hollow ? 2 : 0, opacity: 1 }
      };
    };
  }
  function gearAxis(spec, horizontal) {
    var drawn = axis(spec, horizontal);
    if (spec.min !== undefined) { drawn.min = spec.min; drawn.max = spec.max; }
    if (spec.ticks) {
      drawn.min = spec.ticks[0] / 1.12;
      drawn.max = spec.ticks[spec.ticks.length - 1] * 1.12;
      drawn.axisLabel.customValues = spec.ticks;
      drawn.axisLabel.formatter = function (v) { v = Math.round(v); return v < 1000 ? numbers.format(v) : numbers.format(v / 1000) + 'k'; };
      drawn.axisTick.customValues = spec.ticks;
      drawn.splitLine.show = false;
    }
    return drawn;
  }
  function gearTip(spec) {
    return function (point) {
      var box = document.createElement('div');
      box.appendChild(document.createElement('b')).textContent = point.seriesName;
      [numbers.format(point.value[0]) + ' ' + spec.x.name, numbers.format(point.value[1]) + ' ' + spec.y.name, point.data.words || '']
        .filter(Boolean).forEach(function (each) { box.appendChild(document.createElement('div')).textContent = each; });
      return box;
    };
  }
  /* A name in short lines: the engine, then the parts of its gear; on wide paper the first two together. */
  function nameLines(series, narrow) {
    var words = series.name.split(' ');
    var parts = words.slice(1).join(' ').replace(/,/g, ',\n').split('\n').filter(Boolean);
    var all = narrow || !parts.length ? [words[0]].concat(parts) : [words[0] + ' ' + parts[0]].concat(parts.slice(1));
    return all.concat(series.end ? ['\u2715 ' + series.end] : []);
  }
  var pen = document.createElement('canvas').getContext('2d');
  function nameBox(series, narrow) {
    var size = narrow ? 11 : 12;
    pen.font = '600 ' + size + 'px ' + text.fontFamily;
    var said = nameLines(series, narrow);
    return {
      lines: said, size: size, height: said.length * (size + 2) + 2,
      width: Math.ceil(Math.max.apply(null, said.map(function (each) { return pen.measureText(each).width; }))) + 2
    };
  }
  function gears(spec, narrow) {
    var shown = spec.series.filter(function (s) { return s.points.length; });
    var isLines = spec.kind === 'gearLines';
    var last = spec.x.ticks && spec.x.ticks[spec.x.ticks.length - 1];
    var gutter = isLines ? Math.max.apply(null, [12].concat(shown.filter(function (s) {
      return s.points[s.points.length - 1].at[0] === last;
    }).map(function (s) { return nameBox(s, narrow).width + 10; }))) : 16;
    var series = shown.map(function (s) {
      var look = gearLook(s);
      return {
        type: isLines ? 'line' : 'scatter', name: s.name, data: s.points.map(gearPoint(look)), showAllSymbol: true,
        clip: false, lineStyle: { color: look.color, width: s.engine === 'floor' ? 1.6 : 2.2, type: look.dash },
        itemStyle: { color: look.color }, emphasis: { focus: isLines ? 'series' : 'none' }, z: 3
      };
    });
    if (spec.frontier && spec.frontier.length > 1) {
      series.push({ type: 'line', data: spec.frontier, symbol: 'none', silent: true, tooltip: { show: false }, lineStyle: { color: '#d8d4c8', width: 5, cap: 'round', join: 'round' }, z: 1 });
    }
    var x = gearAxis(spec.x, true);
    if (!isLines) x.axisLabel.alignMaxLabel = 'right';
    return {
      grid: { left: 8, right: gutter, top: 34, bottom: 34, containLabel: true },
      tooltip: { trigger: 'item', confine: true, formatter: gearTip(spec) },
      xAxis: x, yAxis: gearAxis(spec.y, false), series: series
    };
  }
  function apart(one, other) {
    return one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
  }
  /* Small boxes on a curve, so that no name covers it. */
  function along(chart, index, points) {
    var pixels = points.map(function (p) { return chart.convertToPixel({ seriesIndex: index }, p.at); });
    var boxes = [];
    for (var i = 1; i < pixels.length; i++) {
      for (var t = 0; t <= 1; t += 0.04) {
        boxes.push({ x: pixels[i - 1][0] + t * (pixels[i][0] - pixels[i - 1][0]) - 2, y: pixels[i - 1][1] + t * (pixels[i][1] - pixels[i - 1][1]) - 2, width: 4, height: 4 });
      }
    }
    return boxes;
  }
  /* Each gear's name beside its last point, moved just enough to be read, with a hair line where it had to move. */
  function nameGears(chart, spec, narrow) {
    var width = chart.getWidth(), height = chart.getHeight();
    var shown = spec.series.filter(function (s) { return s.points.length; });
    var spots = shown.map(function (s, i) {
      var at = chart.convertToPixel({ seriesIndex: i }, s.points[s.points.length - 1].at);
      return { series: s, at: at, box: nameBox(s, narrow) };
    });
    var taken = spots.map(function (spot) { return { x: spot.at[0] - 6, y: spot.at[1] - 6, width: 12, height: 12 }; });
    if (spec.kind === 'gearLines') shown.forEach(function (s, i) { taken = taken.concat(along(chart, i, s.points)); });
    if (spec.frontier && spec.frontier.length > 1) {
      taken = taken.concat(along(chart, shown.length, spec.frontier.map(function (at) { return { at: at }; })));
    }
    spots.sort(function (a, b) { return a.at[1] - b.at[1]; });
    var children = [];
    spots.forEach(function (spot) {
      var box = spot.box;
      var right = spot.at[0] + 10, left = spot.at[0] - 10 - box.width;
      var sides = right + box.width <= width ? [right, left] : [left, right];
      var best = null;
      /* Near by on either side before far away on one. */
      [36, height].forEach(function (reach) {
        sides.forEach(function (x) {
          for (var step = 0; step < 2 * reach / 3 && !best; step++) {
            var dy = (step % 2 ? -1.5 : 1.5) * (step + step % 2);
            var place = { x: x, y: spot.at[1] - box.height / 2 + dy, width: box.width, height: box.height };
            var inside = place.x >= 0 && place.x + box.width <= width + 1 && place.y >= 14 && place.y + box.height <= height - 30;
            if (inside && taken.every(function (other) { return apart(place, other); })) best = place;
          }
        });
      });
      if (!best) return;
      taken.push(best);
      var look = gearLook(spot.series);
      var middle = best.y + box.height / 2;
      if (Math.abs(middle - spot.at[1]) > 9) {
        children.push({ type: 'line', silent: true, z: 2, shape: { x1: spot.at[0], y1: spot.at[1], x2: best.x > spot.at[0] ? best.x - 2 : best.x + box.width + 2, y2: middle }, style: { stroke: look.color, lineWidth: 1, opacity: .55 } });
      }
      children.push({ type: 'text', silent: true, z: 10, x: best.x, y: best.y, style: { text: box.lines.join('\n'), fill: look.ink, stroke: '#fff', lineWidth: 3, lineHeight: box.size + 2, font: '600 ' + box.size + 'px ' + text.fontFamily } });
    });
    chart.setOption({ graphic: { elements: [{ type: 'group', children: children, $action: 'replace', id: 'names' }] } });
  }
  /* Charts one above the other on one axis of time; each with its own scale. */
  var PANEL = 150, PANEL_GAP = 46, PANEL_TOP = 74;
  function shownPanels(spec) {
    return spec.panels.filter(function (panel) { return panel.series.some(function (s) { return s.points.length; }); });
  }
  function panelsHeight(spec) {
    return PANEL_TOP + shownPanels(spec).length * (PANEL + PANEL_GAP) + 20;
  }
  function panelLine(series, index, mark) {
    var look = series.engine === 'offered' ? { color: '#8a94a3', dash: 'solid', symbol: 'none' } : gearLook(series);
    var step = Math.max(1, Math.ceil(series.points.length / 9));
    return {
      type: 'line', name: series.name, data: series.points, xAxisIndex: index, yAxisIndex: index,
      symbol: look.symbol, symbolRotate: look.rotate || 0, showAllSymbol: true,
      symbolSize: function (value, params) { return params.dataIndex % step === 0 ? 7 : 0; },
      lineStyle: { color: look.color, width: 1.8, type: look.dash }, itemStyle: { color: look.color },
      emphasis: { focus: 'series' }, markArea: mark
    };
  }
  function panels(spec) {
    var shown = shownPanels(spec), last = shown.length - 1;
    var all = [].concat.apply([], shown.map(function (panel) { return panel.series; })).filter(function (s) { return s.points.length; });
    var time = spec.x.kind === 'time';
    var begin = time ? Math.min.apply(null, all.map(function (s) { return s.points[0][0]; })) : 0;
    var latest = Math.max.apply(null, all.map(function (s) { return s.points[s.points.length - 1][0]; }));
    var end = time ? latest : Math.ceil(latest);
    var series = [];
    shown.forEach(function (panel, i) {
      var mark = spec.mark && {
        silent: true, itemStyle: { color: 'rgba(120,90,0,.09)' },
        label: { show: i === 0, color: text.color, fontFamily: text.fontFamily, position: 'insideTop' },
        data: [[{ name: spec.mark.name, xAxis: spec.mark.from }, { xAxis: spec.mark.to }]]
      };
      panel.series.filter(function (s) { return s.points.length; }).forEach(function (s, j) { series.push(panelLine(s, i, j ? undefined : mark)); });
    });
    var names = series.map(function (s) { return s.name; }).filter(function (name, i, all) { return all.indexOf(name) === i; });
    return {
      legend: { top: 0, left: 0, itemWidth: 34, data: names, textStyle: Object.assign({}, text, { color: '#1b2533' }) },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      tooltip: {
        trigger: 'axis', confine: true,
        formatter: function (points) {
          var box = document.createElement('div');
          var at = points[0].value[0];
          box.appendChild(document.createElement('b')).textContent = (time ? moment(at) : numbers.format(at)) + ' · ' + spec.x.name;
          points.forEach(function (point) {
            box.appendChild(document.createElement('div')).textContent = shown[point.axisIndex].name + ', ' + point.seriesName + ': ' + numbers.format(point.value[1]);
          });
          return box;
        }
      },
      grid: shown.map(function (panel, i) { return { left: 56, right: 14, top: PANEL_TOP + i * (PANEL + PANEL_GAP), height: PANEL }; }),
      xAxis: shown.map(function (panel, i) {
        var drawn = Object.assign(axis(spec.x, true), { gridIndex: i, min: begin, max: end });
        if (time) drawn.axisLabel.formatter = timeLabel(all);
        if (i < last) drawn.name = '';
        return drawn;
      }),
      yAxis: shown.map(function (panel, i) {
        return Object.assign(axis({ kind: 'linear', name: panel.name }, false), { gridIndex: i, splitNumber: 3, nameGap: 8 });
      }),
      series: series
    };
  }
  function draw(chart, spec) {
    var always = { animation: false, useUTC: true };
    var plain = { bars: bars, lines: lines, parts: parts, panels: panels }[spec.kind];
    if (plain) {
      chart.setOption(Object.assign(always, plain(spec)));
      return;
    }
    var narrow = chart.getWidth() < 440;
    chart.setOption(Object.assign(always, gears(spec, narrow)), true);
    nameGears(chart, spec, narrow);
  }

  var drawn = [].map.call(document.querySelectorAll('[data-chart]'), function (box) {
    var spec = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    box.classList.add(spec.kind);
    if (spec.kind === 'parts') box.style.height = 100 + 22 * Math.ceil(spec.series.length / 2) + 46 * spec.bars.length + 'px';
    if (spec.kind === 'panels') {
      box.style.height = panelsHeight(spec) + 'px';
      box.closest('figure').style.gridColumn = '1 / -1';
    }
    var chart = echarts.init(box, null, { renderer: 'svg' });
    draw(chart, spec);
    return { chart: chart, spec: spec };
  });
  function fit() {
    drawn.forEach(function (each) {
      each.chart.resize();
      if (each.spec.kind.indexOf('gear') === 0) draw(each.chart, each.spec);
    });
  }
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
