package tandem.harness.claims;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.LatencyAnatomy;
import tandem.harness.result.LatencyAnatomy.Band;
import tandem.harness.result.LatencyAnatomy.Part;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.Measures;
import tandem.harness.result.OverloadMeasures;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.ParityFinding.WriteCost;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.harness.result.SweepResult.Tried;
import tandem.harness.stats.StateCurve;
import tandem.model.catalog.Figure;
import tandem.model.run.Stage;

/** What was measured, by the names that claims ask for. */
final class Figures {
  private final Map<String, Double> values = new TreeMap<>();

  /** All figures so far. */
  Map<String, Double> values() {
    return values;
  }

  /**
   * Those of a run of one variant. What a small trace counted is evidence wherever the output was
   * right; what was timed is only where the whole variant counts.
   */
  void add(ExerciseResult result) {
    if (result.valid()) {
      // one that refused to go on from a damaged checkpoint has measures too: it is able
      for (ExerciseResult.Unavailable refused : result.unavailable()) {
        put(Figure.of(result.variant(), refused.engine(), refused.gear(), Figure.AVAILABLE), 0.0);
      }
    }
    for (GearMeasures gear : result.gears()) {
      if (result.valid() || right(result, gear)) {
        counted(gear, result.parity().get(gear.engine()));
      }
      if (result.valid()) {
        timed(gear);
      }
    }
  }

  private static boolean right(ExerciseResult result, GearMeasures gear) {
    Measures.State state = gear.measures().state();
    return result.right(gear.engine()) && (state == null || state.asExpected());
  }

  private void counted(GearMeasures gear, ParityFinding parity) {
    delivery(figure(gear, ""), parity);
    put(figure(gear, Figure.AVAILABLE), 1.0);
    gear.measures().counts().forEach((what, count) -> put(figure(gear, what), count));
  }

  private void timed(GearMeasures gear) {
    Measures measures = gear.measures();
    if (measures.latencyMs() != null) {
      latency(figure(gear, ""), measures.latencyMs().endToEnd(), measures.latencyMs().broker());
    }
    if (measures.drain() != null) {
      drain(figure(gear, ""), measures.drain());
    }
    anatomy(what -> figure(gear, what), measures.anatomy());
    if (measures.overload() != null) {
      overload(figure(gear, ""), measures.overload());
    }
    put(figure(gear, Figure.NOISY), measures.noisy() ? 1.0 : 0.0);
    // without live traffic the state is that of a small trace
    if (measures.state() != null && measures.latencyMs() != null) {
      state(figure(gear, ""), measures.state());
    }
  }

  /** Those of a sweep. */
  void add(SweepResult sweep) {
    for (GearCurve curve : sweep.gears()) {
      Figure base = Figure.of(sweep.variant(), curve.engine(), curve.gear(), "");
      put(under(base, Figure.AVAILABLE), curve.unavailable() == null ? 1.0 : 0.0);
      if (curve.drain() != null) {
        drain(base, curve.drain());
      }
      for (Tried other : curve.others()) {
        put(
            Figure.of(other.variant(), curve.engine(), curve.gear(), Figure.AVAILABLE),
            other.unavailable() == null ? 1.0 : 0.0);
      }
      for (Point point : curve.points()) {
        double rate = point.offeredPerSecond();
        put(under(base, Figure.KEPT_UP).at(rate), point.saturated() ? 0.0 : 1.0);
        put(under(base, Figure.CPU_SECONDS_PER_MILLION).at(rate), point.cpuSecondsPerMillion());
        if (!point.saturated() && !point.generatorLate()) {
          put(under(base, Figure.P50_MS).at(rate), point.endToEndMs().at("p50"));
          put(under(base, Figure.P99_MS).at(rate), point.endToEndMs().at("p99"));
          put(under(base, Figure.BROKER_P50_MS).at(rate), point.brokerMs().at("p50"));
          anatomy(what -> under(base, what).at(rate), point.anatomy());
        }
      }
    }
  }

  private static Figure figure(GearMeasures gear, String what) {
    return Figure.of(gear.variant(), gear.engine(), gear.gear(), what);
  }

  private static Figure under(Figure base, String what) {
    return new Figure(base.name() + what);
  }

  private void latency(Figure base, Latency endToEnd, Latency broker) {
    put(under(base, Figure.P50_MS), endToEnd.at("p50"));
    put(under(base, Figure.P99_MS), endToEnd.at("p99"));
    put(under(base, Figure.BROKER_P50_MS), broker.at("p50"));
  }

  /** Parts that leave too much unexplained are no evidence. */
  private void anatomy(Function<String, Figure> name, LatencyAnatomy anatomy) {
    if (anatomy != null) {
      band(Figure.MEDIAN, name, anatomy.p50());
      band(Figure.TAIL, name, anatomy.p99());
    }
  }

  private void band(String band, Function<String, Figure> name, Band measured) {
    if (measured != null && measured.inStages() && !measured.unexplained()) {
      // a part that no event spent any time in is not listed
      put(name.apply(Figure.part(band, Stage.WAIT)), 0.0);
      measured.parts().forEach(part -> put(name.apply(Figure.part(band, part.stage())), part.ms()));
      put(
          name.apply(Figure.ofEngine(band)),
          measured.parts().stream()
              .filter(part -> part.stage().ofEngine())
              .mapToDouble(Part::ms)
              .sum());
    }
  }

  private void delivery(Figure base, ParityFinding finding) {
    if (finding != null) {
      put(under(base, Figure.LOST), (double) finding.missing());
      put(under(base, Figure.REPEATED), (double) finding.repeated());
      put(under(base, Figure.SAME_KEYS), (double) finding.sameKeys());
      put(under(base, Figure.ALTERED), (double) (finding.extra() + finding.different()));
      put(under(base, Figure.WRITTEN_ROWS_PER_SECOND), finding.writtenRowsPerSecond());
      writes(base, finding.writeCosts());
      if (!finding.looks().isEmpty()) {
        put(under(base, Figure.ROWS_GONE), (double) finding.rowsGone());
      }
    }
  }

  private void writes(Figure base, List<WriteCost> costs) {
    if (costs.size() > 1) {
      WriteCost first = costs.get(0);
      WriteCost last = costs.get(costs.size() - 1);
      put(under(base, Figure.TABLE_ROWS_AT_START), (double) first.tableRows());
      put(under(base, Figure.WRITE_SECONDS_AT_START), first.seconds());
      put(under(base, Figure.WRITE_BYTES_AT_START), first.bytes());
      put(under(base, Figure.TABLE_ROWS_AT_END), (double) last.tableRows());
      put(under(base, Figure.WRITE_SECONDS_AT_END), last.seconds());
      put(under(base, Figure.WRITE_BYTES_AT_END), last.bytes());
    }
  }

  private void drain(Figure base, Measures.Drain drain) {
    put(under(base, Figure.DRAIN_EVENTS_PER_SECOND), drain.eventsPerSecond());
    put(under(base, Figure.CPU_SECONDS_PER_MILLION), drain.cpuSecondsPerMillion());
  }

  private void overload(Figure base, OverloadMeasures overload) {
    put(under(base, Figure.OVERLOADED), overload.overloaded() ? 1.0 : 0.0);
    put(under(base, Figure.CAUGHT_UP), overload.caughtUp() ? 1.0 : 0.0);
    put(under(base, Figure.CATCH_UP_SECONDS), overload.catchUpSeconds());
    put(under(base, Figure.BACKLOG_EVENTS_PER_SECOND), overload.backlogEventsPerSecond());
    put(under(base, Figure.LARGEST_LAG), (double) overload.largestLag());
    OverloadMeasures.Batches batches = overload.batches();
    if (batches != null) {
      put(under(base, Figure.USUAL_BATCH), (double) batches.usual());
      put(under(base, Figure.USUAL_BATCH_EVENTS_PER_SECOND), batches.usualPerSecond());
      put(under(base, Figure.LARGEST_BATCH), (double) batches.largest());
      put(under(base, Figure.LARGEST_BATCH_EVENTS_PER_SECOND), batches.largestPerSecond());
      put(under(base, Figure.LONGEST_BATCH_SECONDS), batches.longestSeconds());
    }
  }

  private void state(Figure base, Measures.State state) {
    StateCurve curve = new StateCurve(state);
    put(under(base, Figure.STATE_ENTRIES_AT_END), (double) state.keys());
    put(under(base, Figure.STATE_BYTES_AT_END), (double) state.durableBytes());
    put(under(base, Figure.STATE_BYTES_PER_KEY), state.bytesPerKey());
    put(under(base, Figure.STATE_GROWTH), curve.growth());
    put(under(base, Figure.STATE_ENTRIES_IN_LAST_THIRD), curve.usualKeys());
    put(under(base, Figure.STATE_ENTRIES_PER_DAY), curve.keysPerDay());
    put(under(base, Figure.BATCH_SECONDS), curve.batchSeconds(StateCurve.LAST_THIRD));
    put(under(base, Figure.BATCH_SLOWDOWN), curve.batchSlowdown());
  }

  private void put(Figure figure, Double value) {
    if (value != null) {
      values.put(figure.name(), value);
    }
  }
}
