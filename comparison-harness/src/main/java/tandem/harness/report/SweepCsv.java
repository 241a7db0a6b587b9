package tandem.harness.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.Measures.Drain;
import tandem.harness.result.Measures.Lag;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.Checkpoints;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.harness.result.SweepResult.StateSize;

/**
 * Writes a sweep as CSV (RFC 4180), one row for each gear and rate; what was not measured is empty.
 * A gear that has no points has one row without a rate.
 */
final class SweepCsv {
  private static final String[] HEADER = {
    "exercise",
    "variant",
    "engine",
    "gear",
    "outputRight",
    "unavailable",
    "drainEventsPerSecond",
    "drainCpuSecondsPerMillionEvents",
    "offeredEventsPerSecond",
    "endToEndP50Ms",
    "endToEndP90Ms",
    "endToEndP99Ms",
    "endToEndP999Ms",
    "endToEndMaxMs",
    "endToEndSamples",
    "brokerP50Ms",
    "brokerP99Ms",
    "catchUpSeconds",
    "saturated",
    "generatorLagP99Ms",
    "generatorLate",
    "cpuSecondsPerMillionEvents",
    "checkpointsPerSecond",
    "checkpointMedianMs",
    "checkpointBytes",
    "stateEntries",
    "stateDurableBytes",
    "peakRssBytes",
    "noisy"
  };

  private SweepCsv() {}

  static String render(SweepResult sweep) {
    return CsvReport.csv(
        out -> {
          for (GearCurve gear : sweep.gears()) {
            gear(sweep, gear, out);
          }
        },
        HEADER);
  }

  private static void gear(SweepResult sweep, GearCurve gear, CSVPrinter out) throws IOException {
    Drain drain = gear.drain();
    List<Object> own =
        Arrays.asList(
            sweep.exercise(),
            sweep.variant(),
            gear.engine().label(),
            gear.gear(),
            gear.parity() == null ? null : gear.parity().equal(),
            gear.unavailable(),
            drain == null ? null : drain.eventsPerSecond(),
            drain == null ? null : drain.cpuSecondsPerMillion());
    if (gear.points().isEmpty()) {
      row(own, Collections.nCopies(HEADER.length - own.size(), null), out);
    }
    for (Point point : gear.points()) {
      row(own, point(point), out);
    }
  }

  private static List<Object> point(Point point) {
    Latency reader = point.endToEndMs();
    Lag lag = point.generatorLagMs();
    Checkpoints made = point.checkpoints();
    StateSize state = point.state();
    return Arrays.asList(
        point.offeredPerSecond(),
        GearView.at(reader, "p50"),
        GearView.at(reader, "p90"),
        GearView.at(reader, "p99"),
        GearView.at(reader, "p999"),
        reader == null ? null : reader.max(),
        reader == null ? null : reader.samples(),
        GearView.at(point.brokerMs(), "p50"),
        GearView.at(point.brokerMs(), "p99"),
        point.catchUpSeconds(),
        point.saturated(),
        lag == null ? null : lag.p99(),
        point.generatorLate(),
        GearView.cpu(point),
        made == null ? null : made.perSecond(),
        made == null ? null : made.medianMs(),
        made == null ? null : made.bytes(),
        state == null ? null : state.keys(),
        state == null ? null : state.durableBytes(),
        point.rssBytes() > 0 ? point.rssBytes() : null,
        point.noisy());
  }

  private static void row(List<?> own, List<?> point, CSVPrinter out) throws IOException {
    List<Object> row = new ArrayList<>(own);
    row.addAll(point);
    out.printRecord(row);
  }
}
