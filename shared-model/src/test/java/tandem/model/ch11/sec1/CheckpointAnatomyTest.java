package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.CheckpointAnatomy.TotalUsuario;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows of 11.1.3 worked out by hand. */
final class CheckpointAnatomyTest {
  @TempDir private Path directory;

  @Test
  void totalsByHand() {
    List<ExpectedRow> rows = expected(CheckpointAnatomy.TOTAL);
    assertThat(rows.stream().filter(row -> row.output().equals(Variant.RESULT)))
        .containsExactly(
            row("ana", 1, 1.5, 0),
            row("bea", 1, 0, 1),
            row("ana", 2, 4, 3),
            row("ana", 3, 4, 4),
            row("bea", 2, 8.25, 5));
    assertThat(rows).hasSize(6);
  }

  @Test
  void fromADamagedCheckpointNothingMoreIsExpected() {
    assertThat(expected(CheckpointAnatomy.DAMAGED))
        .filteredOn(row -> row.output().equals(Variant.RESULT))
        .containsExactly(row("ana", 1, 1.5, 0), row("bea", 1, 0, 1), row("ana", 2, 4, 3));
  }

  @Test
  void theStateHasAnEntryForEachUser() {
    Variant total = CheckpointAnatomy.EXERCISE.variant(CheckpointAnatomy.TOTAL);
    assertThat(total.state().orElseThrow().liveEntriesAt(inputs(), 1, Meaning.SPARK)).isEqualTo(1);
    assertThat(total.state().orElseThrow().liveEntriesAt(inputs(), 6, Meaning.SPARK)).isEqualTo(2);
  }

  /** Or else a user's records may change their order, and the totals with them. */
  @Test
  void aUserChangesThePartitionOnlyAfterABarrier() {
    Variant killed = CheckpointAnatomy.EXERCISE.variant(CheckpointAnatomy.KILLED);
    TraceRequest request = TraceRequest.parity(9, 2);
    Path file = directory.resolve("killed.trace");
    TraceHeader header = TraceHeader.of(CheckpointAnatomy.EXERCISE, killed, request);
    try (TraceWriter out = new TraceWriter(file, header)) {
      killed.traffic().write(request, out);
    }
    Map<String, Integer> partitions = new HashMap<>();
    Set<String> changed = new HashSet<>();
    Trace.open(file)
        .forEach(
            entry -> {
              if (entry instanceof TraceEntry.Control control
                  && (control.action() == Action.BARRIER || control.action() == Action.ARM)) {
                partitions.clear();
              } else if (entry instanceof TraceEntry.Message message && message.key() != null) {
                String key = new String(message.key(), StandardCharsets.UTF_8);
                Integer before = partitions.put(key, message.partition());
                if (before != null && before != message.partition()) {
                  changed.add(key);
                }
              }
            });
    assertThat(partitions).isNotEmpty();
    assertThat(changed).isEmpty();
  }

  private List<ExpectedRow> expected(String variant) {
    return CheckpointAnatomy.EXERCISE.variant(variant).oracle().expected(inputs(), Meaning.FLINK);
  }

  private static ExpectedRow row(String user, long events, double total, long cause) {
    return new ExpectedRow(Variant.RESULT, new TotalUsuario(user, events, total), cause);
  }

  private Inputs inputs() {
    Path file = directory.resolve("by-hand-" + System.nanoTime() + ".trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.1.3",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    try (TraceWriter out = new TraceWriter(file, header)) {
      event(out, "e-1", "ana", "1.5");
      event(out, "e-2", "bea", "null");
      record(out, "no json");
      event(out, "e-3", "ana", "2.5");
      out.control(Action.DAMAGE);
      event(out, "e-4", "ana", "null");
      event(out, "e-5", "bea", "8.25");
    }
    return Inputs.of(Trace.open(file));
  }

  private static void event(TraceWriter out, String id, String user, String monto) {
    record(
        out,
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"monto\":%s,\"timestamp\":\"2026-03-01T10:00:00.000Z\"}"
            .formatted(id, user, monto));
  }

  private static void record(TraceWriter out, String value) {
    out.record(0, Evento.TOPIC, 0, null, value.getBytes(StandardCharsets.UTF_8), 0);
  }
}
