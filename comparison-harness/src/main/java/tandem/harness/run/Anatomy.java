package tandem.harness.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.harness.collect.Collector;
import tandem.harness.replay.SentLog;
import tandem.harness.result.LatencyAnatomy;
import tandem.harness.result.LatencyAnatomy.Band;
import tandem.harness.result.LatencyAnatomy.Part;
import tandem.model.catalog.Variant;
import tandem.model.codec.Timestamps;
import tandem.model.parity.ParityResult.Match;
import tandem.model.run.EngineEvent;
import tandem.model.run.Passage;
import tandem.model.run.Passage.Span;
import tandem.model.run.Stage;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;

/**
 * Takes the latency of records apart: the harness's own stamps joined with those that the engine
 * reports ({@link Passage}). A part is the time between two stamps or a length that the engine
 * measured, as far as it lies within the record's life; what the parts leave of the whole is shown.
 */
final class Anatomy {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Enough for a 99th percentile after some seconds, and next to no work for the contender. */
  private static final double SAMPLES_PER_SECOND = 500;

  private static final long LEAST_FOR_MEDIAN = 20;
  private static final long LEAST_FOR_P99 = 1_000;

  /**
   * An engine that tells of fewer of the sampled records than this says nothing of a typical one.
   */
  private static final double LEAST_TOLD = 0.9;

  private final Phase phase;
  private final Variant variant;
  private final Map<String, TreeMap<Long, Passage>> passages = new HashMap<>();

  /**
   * A record's latency in parts, microseconds.
   *
   * @param lag how late it was sent
   * @param own latency by the job's own clock column, or null
   */
  record Sample(long total, Map<Stage, Long> parts, long lag, Long own) {}

  private Anatomy(Phase phase, Variant variant) {
    this.phase = phase;
    this.variant = variant;
    for (Passage passage : phase.passages()) {
      passages
          .computeIfAbsent(passage.partition(), partition -> new TreeMap<>())
          .put(passage.from(), passage);
    }
  }

  /** How far apart the sampled offsets of a replay are; 0 where nothing is to be taken apart. */
  static long sampleEvery(Variant variant, Trace trace) {
    boolean live =
        trace.header().request() != null && trace.header().request().purpose() == Purpose.LIVE;
    return live && variant.perRecord().isPresent()
        ? Math.max(1, Math.round(trace.header().request().ratePerSecond() / SAMPLES_PER_SECOND))
        : 0;
  }

  /** The sampled records of the measured part of a live phase; none where nothing was sampled. */
  static List<Sample> samples(Phase phase, Variant variant) {
    long every = sampleEvery(variant, phase.trace());
    return every == 0 ? List.of() : new Anatomy(phase, variant).samples(every);
  }

  private List<Sample> samples(long every) {
    long from = phase.replayedMicros() + phase.trace().header().leadIn().toNanos() / 1_000;
    long to = from + phase.trace().header().measured().toNanos() / 1_000;
    List<Sample> told = new ArrayList<>();
    List<Sample> untold = new ArrayList<>();
    for (Match match : phase.parity().matches()) {
      SentLog.Sent sent = phase.sent().of(match.cause());
      boolean measured = sent.dueMicros() >= from && sent.dueMicros() < to;
      if (measured && sent.offset() >= 0 && sent.offset() % every == 0) {
        Collector.Row row = phase.rows().get(match.observed());
        Long own = ownClock(row, sent);
        untold.add(whole(sent, row, own));
        Passage passage = passage(sent);
        if (passage != null) {
          told.add(dissect(sent, row, passage.spans(), own));
        }
      }
    }
    return told.size() >= LEAST_TOLD * untold.size() ? told : untold;
  }

  private Passage passage(SentLog.Sent sent) {
    int partitions = phase.trace().header().partitions();
    String name = phase.trace().header().topics().get(sent.slot() / partitions);
    String key = EngineEvent.partitionKey(phase.topics().get(name), sent.slot() % partitions);
    var found = passages.getOrDefault(key, new TreeMap<>()).floorEntry(sent.offset());
    return found == null || sent.offset() >= found.getValue().to() ? null : found.getValue();
  }

  /** Of an engine that says nothing: all that it does is one part. */
  static Sample whole(SentLog.Sent sent, Collector.Row row, Long own) {
    long appended = row.appendedMillis() * 1_000;
    Map<Stage, Long> parts = new EnumMap<>(Stage.class);
    long produced = Math.min(sent.acknowledgedMicros(), appended);
    put(parts, Stage.PRODUCE, produced - sent.dueMicros());
    put(parts, Stage.ENGINE, appended - produced);
    put(parts, Stage.VISIBLE, row.visibleMicros() - appended);
    return sample(sent, row, parts, own);
  }

  static Sample dissect(SentLog.Sent sent, Collector.Row row, List<Span> spans, Long own) {
    long appended = row.appendedMillis() * 1_000;
    Span first = spans.get(0);
    Span last = spans.get(spans.size() - 1);
    // the driver's own thread may hear of the acknowledgement after the engine has the record
    long produced = Math.min(sent.acknowledgedMicros(), first.endMicros());
    Map<Stage, Long> parts = new EnumMap<>(Stage.class);
    put(parts, Stage.PRODUCE, produced - sent.dueMicros());
    put(parts, Stage.WAIT, first.beginMicros() - produced);
    for (Span span : spans) {
      long begin = Math.max(span.beginMicros(), produced);
      put(parts, span.stage(), Math.min(span.endMicros(), appended) - begin);
    }
    put(parts, Stage.SINK, appended - last.endMicros());
    put(parts, Stage.VISIBLE, row.visibleMicros() - appended);
    return sample(sent, row, parts, own);
  }

  private static void put(Map<Stage, Long> parts, Stage stage, long micros) {
    parts.merge(stage, Math.max(0, micros), Long::sum);
  }

  private static Sample sample(
      SentLog.Sent sent, Collector.Row row, Map<Stage, Long> parts, Long own) {
    return new Sample(
        row.visibleMicros() - sent.dueMicros(), parts, sent.sentMicros() - sent.dueMicros(), own);
  }

  private Long ownClock(Collector.Row row, SentLog.Sent sent) {
    if (variant.processedAt().isEmpty()) {
      return null;
    }
    try {
      JsonNode column = JSON.readTree(row.row().value()).path(variant.processedAt().get());
      java.time.Instant at = Timestamps.parse(column.textValue());
      return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000 - sent.dueMicros();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bands of some samples; null where there are too few for any. */
  static LatencyAnatomy of(List<Sample> samples) {
    List<Sample> sorted = samples.stream().sorted(Comparator.comparingLong(Sample::total)).toList();
    if (sorted.size() < LEAST_FOR_MEDIAN) {
      return null;
    }
    Band p99 = sorted.size() < LEAST_FOR_P99 ? null : band(sorted, 0.985, 0.995);
    return new LatencyAnatomy(band(sorted, 0.45, 0.55), p99);
  }

  private static Band band(List<Sample> sorted, double from, double to) {
    int size = sorted.size();
    List<Sample> band = sorted.subList((int) (from * size), (int) Math.ceil(to * size));
    double total = band.stream().mapToLong(Sample::total).average().orElseThrow() / 1e3;
    List<Part> parts = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      double ms =
          band.stream().mapToLong(s -> s.parts().getOrDefault(stage, 0L)).average().orElseThrow()
              / 1e3;
      if (ms > 0) {
        parts.add(new Part(stage, ms));
      }
    }
    double explained = parts.stream().mapToDouble(Part::ms).sum();
    boolean own = band.stream().allMatch(sample -> sample.own() != null);
    return new Band(
        band.size(),
        total,
        parts,
        total > 0 ? (total - explained) / total * 100 : 0,
        band.stream().mapToLong(Sample::lag).average().orElseThrow() / 1e3,
        own ? band.stream().mapToLong(Sample::own).average().orElseThrow() / 1e3 : null);
  }
}
