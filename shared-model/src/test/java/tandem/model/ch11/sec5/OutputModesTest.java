package tandem.model.ch11.sec5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec5.OutputModes.Cambio;
import tandem.model.ch11.sec5.OutputModes.Total;
import tandem.model.ch11.sec5.OutputModes.TotalVentana;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceVerifier;
import tandem.model.trace.TraceWriter;

/**
 * The oracle of 11.5.1 on its own trace, which begins with the course's three batches: their rows
 * are those of the course's tables.
 */
final class OutputModesTest {
  /** The course's purchases are the first five records. */
  private static final int OF_THE_COURSE = 5;

  @TempDir private Path directory;

  @Test
  void completeGivesTheWholeTableWithEachBatch() {
    assertThat(ofTheCourse(OutputModes.COMPLETE, Meaning.SPARK))
        .containsExactly(
            new Total("alice", 100.0),
            new Total("bob", 200.0),
            new Total("alice", 250.0),
            new Total("bob", 200.0),
            new Total("carol", 300.0),
            new Total("alice", 250.0),
            new Total("bob", 250.0),
            new Total("carol", 300.0));
  }

  @Test
  void updateGivesWhatABatchHasChanged() {
    assertThat(ofTheCourse(OutputModes.UPDATE, Meaning.SPARK))
        .containsExactly(
            new Total("alice", 100.0),
            new Total("bob", 200.0),
            new Total("alice", 250.0),
            new Total("carol", 300.0),
            new Total("bob", 250.0));
  }

  @Test
  void appendGivesTheFirstWindowWhenTheWatermarkHasPassedIt() {
    assertThat(ofTheCourse(OutputModes.APPEND, Meaning.SPARK)).isEmpty();
    assertThat(results(OutputModes.APPEND, Meaning.SPARK))
        .startsWith(
            window("10:00:00", "10:01:00", "alice", 250.0),
            window("10:00:00", "10:01:00", "bob", 200.0),
            window("10:01:00", "10:02:00", "carol", 300.0),
            window("10:01:00", "10:02:00", "bob", 50.0))
        // bob's 999 came too late
        .doesNotContain(window("10:00:00", "10:01:00", "bob", 1199.0))
        .doesNotContain(window("10:00:00", "10:01:00", "bob", 999.0));
  }

  @Test
  void withoutBatchesTheWholeTableComesWithEachPurchase() {
    assertThat(ofTheCourse(OutputModes.COMPLETE, Meaning.FLINK))
        .startsWith(
            new Total("alice", 100.0),
            new Total("alice", 100.0),
            new Total("bob", 200.0),
            new Total("alice", 250.0),
            new Total("bob", 200.0))
        .hasSize(1 + 2 + 2 + 3 + 3)
        // after the last purchase of each batch it is the course's table
        .endsWith(new Total("alice", 250.0), new Total("bob", 250.0), new Total("carol", 300.0));
  }

  @Test
  void aChangelogTakesBackWhatItReplaces() {
    assertThat(ofTheCourse(OutputModes.CHANGELOG, Meaning.FLINK))
        .containsExactly(
            new Cambio("+I", "alice", 100.0),
            new Cambio("+I", "bob", 200.0),
            new Cambio("-U", "alice", 100.0),
            new Cambio("+U", "alice", 250.0),
            new Cambio("+I", "carol", 300.0),
            new Cambio("-U", "bob", 200.0),
            new Cambio("+U", "bob", 250.0));
  }

  @Test
  void theLastValuesAreTheSameOnBothEngines() {
    List<Record> last = results(OutputModes.LAST_VALUE, Meaning.SPARK);
    assertThat(last)
        .contains(new Total("alice", 250.0), new Total("carol", 300.0))
        // without a watermark the late purchase counts
        .contains(new Total("bob", 1249.0))
        .isEqualTo(results(OutputModes.LAST_VALUE, Meaning.FLINK));
  }

  @Test
  void sumsThatAreNeverFinalCanNotBeAppended() {
    assertThat(results(OutputModes.APPEND_RUNNING, Meaning.SPARK)).isEmpty();
  }

  @Test
  void itsTracesKeepTheRules() {
    for (Variant variant : OutputModes.EXERCISE.variants()) {
      for (long seed = 1; seed <= 5; seed++) {
        assertThat(TraceVerifier.problems(trace(variant, seed), variant)).isEmpty();
      }
    }
  }

  private List<Record> ofTheCourse(String name, Meaning meaning) {
    return expected(name, meaning).stream()
        .filter(row -> row.cause() < OF_THE_COURSE)
        .map(ExpectedRow::row)
        .toList();
  }

  private List<Record> results(String name, Meaning meaning) {
    return expected(name, meaning).stream().map(ExpectedRow::row).toList();
  }

  private List<ExpectedRow> expected(String name, Meaning meaning) {
    Variant variant = OutputModes.EXERCISE.variant(name);
    return variant.oracle().expected(Inputs.of(trace(variant, 1)), meaning).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .toList();
  }

  private Trace trace(Variant variant, long seed) {
    TraceRequest request = TraceRequest.parity(seed, 2);
    Path file = directory.resolve(variant.name() + "-" + seed + ".trace");
    TraceHeader header = TraceHeader.of(OutputModes.EXERCISE, variant, request);
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  private static TotalVentana window(String from, String to, String user, double total) {
    return new TotalVentana(at(from), at(to), user, total);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }
}
