package tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.DeltaWrite.Way;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.CheckpointAnatomy;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.ch11.sec2.NativeSources;
import tandem.model.ch11.sec3.Deduplication;
import tandem.model.ch11.sec5.ChooseTheOutputMode;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.run.Engine;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;

/**
 * Every exercise of the catalogue gives what its oracle expects, and keeps the state it expects:
 * the headline variants, and all others with {@code -Dtandem.variants=all}.
 */
class ParityTest {
  /**
   * They are about Kafka's offsets, which a memory stream does not have, or about what happens to a
   * checkpoint while its engine is down.
   */
  private static final Set<String> OF_KAFKA =
      Set.of(
          FirstStreamingJob.LATEST,
          FirstStreamingJob.RESTART_AFRESH,
          NativeSources.TWELVE_PARTITIONS,
          CheckpointAnatomy.MOVED,
          CheckpointAnatomy.DAMAGED,
          // it is about the schedule
          Deduplication.TTL,
          // its places are numbered on the way to its table
          ChooseTheOutputMode.TOP_10,
          // Delta's own sink takes no dead letters
          ChooseTheOutputMode.LIVE_TOTAL_DELTA);

  private static final long SEED = 11;

  static Stream<Arguments> variants() {
    boolean all = "all".equals(System.getProperty("tandem.variants"));
    List<Arguments> variants = new ArrayList<>();
    for (Exercise exercise : Catalog.all()) {
      for (Variant variant : all ? exercise.variants() : List.of(exercise.headline())) {
        if ((variant.sink() == SinkKind.KAFKA || variant.sink().isTable())
            && variant.engines().contains(Engine.SPARK)
            && variant.feed().ofKafka()
            && variant.failpoint().isEmpty()
            && !variant.refusedBy(Engine.SPARK)
            && !variant.bounded()
            && withoutServers(variant)
            && withoutDelta(variant)
            && replaces(variant)
            && !OF_KAFKA.contains(variant.name())) {
          variants.add(Arguments.of(exercise.id(), variant.name()));
        }
      }
    }
    return variants.stream();
  }

  /** The last row of a key is what a table of PostgreSQL holds, unless rows are added up there. */
  private static boolean withoutServers(Variant variant) {
    return variant
        .postgres()
        .map(write -> write.conflict() != Conflict.ADD)
        .orElse(variant.services().isEmpty());
  }

  /** A job that adds up within each batch gives rows that no sink of Kafka takes. */
  private static boolean replaces(Variant variant) {
    return variant.deltaWrite().way() != Way.MERGE_ADDING;
  }

  /** The session of this JVM knows nothing of Delta. */
  private static boolean withoutDelta(Variant variant) {
    return variant.dimension().map(table -> table.kind() != Dimension.Kind.DELTA).orElse(true);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("variants")
  void equalsItsOracle(String id, String name, @TempDir Path directory) throws Exception {
    Exercise exercise = Catalog.exercise(id);
    Variant variant = exercise.variant(name);
    Trace trace = MemoryRun.trace(exercise, variant, SEED, directory);
    Inputs inputs = Inputs.of(trace);
    try (MemoryRun run = new MemoryRun(MemoryRun.spec(id, name, directory))) {
      List<Observed> observed = run.play(trace, variant);

      var result =
          Parity.compare(
              variant, variant.oracle().expected(inputs, Meaning.SPARK), observed, Meaning.SPARK);
      assertThat(result.differences()).isEmpty();
      assertThat(result.equal()).isTrue();
      assertThat(result.expected()).isGreaterThan(20);
      if (variant.state().isPresent()) {
        long position = inputs.position(Action.MEASURE);
        long live = variant.state().get().liveEntriesAt(inputs, position, Meaning.SPARK);
        assertThat(run.measured().keys()).isEqualTo(live).isPositive();
        assertThat(run.measured().durableBytes()).isPositive();
        assertThat(run.measured().engineBytes()).isPositive();
      }
    }
  }
}
