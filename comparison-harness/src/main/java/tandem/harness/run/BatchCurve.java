package tandem.harness.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import tandem.harness.result.OverloadMeasures.Batch;
import tandem.harness.result.OverloadMeasures.Batches;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineEvent.Progress;

/** The micro-batches of an overload, from the engine's reports. */
final class BatchCurve {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final int MOST_POINTS = 300;

  private BatchCurve() {}

  /** The batches; null where the engine reported none before the peak or none from it on. */
  static Batches of(OverloadMeter.Schedule schedule, List<Progress> progress) {
    List<EngineEvent.Batch> all =
        progress.stream()
            .map(Progress::batch)
            .filter(Objects::nonNull)
            .filter(batch -> batch.records() > 0 && batch.millis() > 0)
            .toList();
    List<EngineEvent.Batch> ofPeak =
        all.stream()
            .filter(batch -> OverloadMeter.micros(batch.start()) >= schedule.peakFromMicros())
            .toList();
    List<EngineEvent.Batch> before = all.stream().filter(b -> !ofPeak.contains(b)).toList();
    if (ofPeak.isEmpty() || before.isEmpty()) {
      return null;
    }
    long[] sizes = before.stream().mapToLong(EngineEvent.Batch::records).sorted().toArray();
    double millis = before.stream().mapToLong(EngineEvent.Batch::millis).sum();
    EngineEvent.Batch largest =
        ofPeak.stream().max(Comparator.comparingLong(EngineEvent.Batch::records)).orElseThrow();
    long longest = ofPeak.stream().mapToLong(EngineEvent.Batch::millis).max().orElseThrow();
    return new Batches(
        sizes[sizes.length / 2],
        LongStream.of(sizes).sum() * MILLIS_PER_SECOND / millis,
        largest.records(),
        perSecond(largest),
        longest / MILLIS_PER_SECOND,
        thinned(schedule, all));
  }

  private static double perSecond(EngineEvent.Batch batch) {
    return batch.records() * MILLIS_PER_SECOND / batch.millis();
  }

  /** Of neighbours that are too many to draw, the largest. */
  private static List<Batch> thinned(
      OverloadMeter.Schedule schedule, List<EngineEvent.Batch> batches) {
    List<Batch> measured = new ArrayList<>();
    for (EngineEvent.Batch batch : batches) {
      double begin = (OverloadMeter.micros(batch.start()) - schedule.fromMicros()) / 1e6;
      double seconds = batch.millis() / MILLIS_PER_SECOND;
      if (begin + seconds >= 0) {
        measured.add(new Batch(begin + seconds, batch.records(), seconds));
      }
    }
    int step = (measured.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Batch> kept = new ArrayList<>();
    for (int from = 0; from < measured.size(); from += step) {
      kept.add(
          measured.subList(from, Math.min(measured.size(), from + step)).stream()
              .max(Comparator.comparingLong(Batch::records))
              .orElseThrow());
    }
    return kept;
  }
}
