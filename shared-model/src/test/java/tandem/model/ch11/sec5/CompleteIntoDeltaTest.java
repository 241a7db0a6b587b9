package tandem.model.ch11.sec5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.DeltaWrite;
import tandem.model.catalog.DeltaWrite.Way;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec5.CompleteIntoDelta.Metrica;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows of 11.5.2 worked out by hand, and the table that grows. */
final class CompleteIntoDeltaTest {
  private static final String TIME = "2026-03-01T00:00:00.000Z";

  @TempDir private Path directory;

  @Test
  void aUserHasTheLastRow() {
    assertThat(rows(CompleteIntoDelta.MERGE_CHANGES))
        .containsExactlyInAnyOrder(
            new ExpectedRow(
                DeadLetter.OUTPUT, new DeadLetter("{\"monto\":7}", "missing_field:evento_id"), 4),
            // 2.5 and 4, and one without an amount
            new ExpectedRow(Variant.RESULT, new Metrica("ana", 3, 6.5), 5),
            // the same event twice is two events
            new ExpectedRow(Variant.RESULT, new Metrica("bea", 2, 1.0), 6),
            new ExpectedRow(Variant.RESULT, new Metrica("carla", 1, 0), 3));
  }

  @Test
  void incrementsThatAreAddedTwiceCountTwice() {
    assertThat(rows(CompleteIntoDelta.MERGE_ADDING_TWICE))
        .extracting(ExpectedRow::row)
        .contains(
            new Metrica("ana", 6, 13.0), new Metrica("bea", 4, 2.0), new Metrica("carla", 2, 0));
    assertThat(rows(CompleteIntoDelta.MERGE_TWICE))
        .extracting(ExpectedRow::row)
        .contains(new Metrica("ana", 3, 6.5));
  }

  @Test
  void metricsAddUp() {
    Evento evento = new Evento("e-1", "ana", "click", null, Instant.parse(TIME), null);
    assertThat(Metrica.of(evento)).isEqualTo(new Metrica("ana", 1, 0));
    assertThat(new Metrica("ana", 3, 6.5).plus(new Metrica("ana", 1, 0.25)))
        .isEqualTo(new Metrica("ana", 4, 6.75));
  }

  @Test
  void variantsSayWhatTheyGiveAndHow() {
    assertThat(CompleteIntoDelta.complete(CompleteIntoDelta.OVERWRITE_GROWING)).isTrue();
    assertThat(CompleteIntoDelta.complete(CompleteIntoDelta.MERGE_CHANGES)).isFalse();
    assertThat(CompleteIntoDelta.adds(CompleteIntoDelta.MERGE_ADDING)).isTrue();
    assertThat(CompleteIntoDelta.adds(CompleteIntoDelta.MERGE)).isFalse();
    assertThat(variant(CompleteIntoDelta.MERGE_TWICE).deltaWrite())
        .isEqualTo(new DeltaWrite(Way.MERGE, true));
    // who overwrites must have all rows, or the others are gone
    assertThat(CompleteIntoDelta.EXERCISE.variants())
        .filteredOn(variant -> variant.deltaWrite().way() == Way.OVERWRITE)
        .isNotEmpty()
        .allMatch(variant -> CompleteIntoDelta.complete(variant.name()));
  }

  @Test
  void theTableStaysAtEachSizeForSomeBatches() {
    String name = CompleteIntoDelta.OVERWRITE_GROWING;
    Path file = directory.resolve("growing.trace");
    TraceHeader header =
        TraceHeader.of(CompleteIntoDelta.EXERCISE, variant(name), TraceRequest.parity(3, 2));
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant(name).traffic().write(TraceRequest.parity(3, 2), out);
    }
    Inputs inputs = Inputs.of(Trace.open(file));
    Map<Long, Long> batchesOfSize =
        inputs.controls().stream()
            .filter(control -> control.action() == Action.ATOMIC)
            .collect(
                Collectors.groupingBy(
                    control -> users(inputs.upTo(control.position())), Collectors.counting()));

    assertThat(batchesOfSize).hasSize(4).containsValue(5L);
    assertThat(batchesOfSize.values()).allMatch(batches -> batches == 5);
    // odd users are rows too
    assertThat(batchesOfSize.keySet())
        .allMatch(rows -> rows % 5_000 > 0 && rows % 5_000 < 20)
        .anyMatch(rows -> rows > 40_000);
  }

  private static long users(Inputs inputs) {
    return inputs.accepted().stream().map(Input::evento).map(Evento::userId).distinct().count();
  }

  private static Variant variant(String name) {
    return CompleteIntoDelta.EXERCISE.variant(name);
  }

  private List<ExpectedRow> rows(String variant) {
    return variant(variant).oracle().expected(inputs(variant), Meaning.SPARK);
  }

  private Inputs inputs(String variant) {
    Path file = directory.resolve(variant + ".trace");
    TraceHeader header =
        TraceHeader.of(CompleteIntoDelta.EXERCISE, variant(variant), TraceRequest.parity(1, 1));
    try (TraceWriter out = new TraceWriter(file, header)) {
      event(out, "e-1", "ana", "2.5");
      event(out, "e-2", "bea", "0.5");
      event(out, "e-3", "ana", "null");
      event(out, "e-4", "carla", "null");
      byte[] refused = "{\"monto\":7}".getBytes(StandardCharsets.UTF_8);
      out.recordWithoutEventTime(0, Evento.TOPIC, 0, null, refused, Map.of(), 0);
      event(out, "e-5", "ana", "4");
      event(out, "e-2", "bea", "0.5");
    }
    return Inputs.of(Trace.open(file));
  }

  private static void event(TraceWriter out, String id, String user, String monto) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"monto\":%s,\"timestamp\":\"%s\"}"
            .formatted(id, user, monto, TIME);
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    out.record(0, Evento.TOPIC, 0, null, value, Instant.parse(TIME).toEpochMilli());
  }
}
