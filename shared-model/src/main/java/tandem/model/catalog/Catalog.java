package tandem.model.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tandem.model.ch11.sec0.BatchIsStreaming;
import tandem.model.ch11.sec1.CheckpointAnatomy;
import tandem.model.ch11.sec1.EndToEndLatency;
import tandem.model.ch11.sec1.FallingBehind;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.ch11.sec1.MicroBatchVersusContinuous;
import tandem.model.ch11.sec2.IdempotentPostgres;
import tandem.model.ch11.sec2.MultipleTopics;
import tandem.model.ch11.sec2.NativeSources;
import tandem.model.ch11.sec2.SinkThatLostData;
import tandem.model.ch11.sec2.Sinks;
import tandem.model.ch11.sec3.ArbitraryState;
import tandem.model.ch11.sec3.Deduplication;
import tandem.model.ch11.sec3.StateThatOnlyGrows;
import tandem.model.ch11.sec3.StatelessVersusStateful;
import tandem.model.ch11.sec3.TimeWindows;
import tandem.model.ch11.sec4.ChooseTheWatermark;
import tandem.model.ch11.sec4.DroppedLateRows;
import tandem.model.ch11.sec4.LateData;
import tandem.model.ch11.sec4.SeveralWatermarks;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.model.ch11.sec5.ChooseTheOutputMode;
import tandem.model.ch11.sec5.CompleteIntoDelta;
import tandem.model.ch11.sec5.OutputModes;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline;
import tandem.model.ch11.sec6.ClickPurchaseJoin;
import tandem.model.ch11.sec6.JoinThatNeverEmits;
import tandem.model.ch11.sec6.LastClickAttribution;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.run.Engine;

/** All exercises, in the order of the course. */
public final class Catalog {
  private static final List<Exercise> ALL =
      List.of(
          BatchIsStreaming.EXERCISE,
          MicroBatchVersusContinuous.EXERCISE,
          FirstStreamingJob.EXERCISE,
          CheckpointAnatomy.EXERCISE,
          EndToEndLatency.EXERCISE,
          FallingBehind.EXERCISE,
          NativeSources.EXERCISE,
          Sinks.EXERCISE,
          MultipleTopics.EXERCISE,
          IdempotentPostgres.EXERCISE,
          SinkThatLostData.EXERCISE,
          StatelessVersusStateful.EXERCISE,
          TimeWindows.EXERCISE,
          ArbitraryState.EXERCISE,
          Deduplication.EXERCISE,
          StateThatOnlyGrows.EXERCISE,
          LateData.EXERCISE,
          DroppedLateRows.EXERCISE,
          WatermarkAndOutputMode.EXERCISE,
          SeveralWatermarks.EXERCISE,
          ChooseTheWatermark.EXERCISE,
          OutputModes.EXERCISE,
          CompleteIntoDelta.EXERCISE,
          ChooseTheOutputMode.EXERCISE,
          StreamStaticJoin.EXERCISE,
          ClickPurchaseJoin.EXERCISE,
          AnomalyAgainstBaseline.EXERCISE,
          JoinThatNeverEmits.EXERCISE,
          LastClickAttribution.EXERCISE);

  private Catalog() {}

  /** All exercises. */
  public static List<Exercise> all() {
    return ALL;
  }

  /**
   * The exercise of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Exercise exercise(String id) {
    return ALL.stream()
        .filter(exercise -> exercise.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no exercise '" + id + "'"));
  }

  /** Names of the engine settings that some variant asks for. */
  public static Set<String> ownSettings(Engine engine) {
    return ALL.stream()
        .flatMap(exercise -> exercise.variants().stream())
        .flatMap(variant -> variant.settings(engine).keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The exercises that a selector names: an id, a section or a chapter; empty where it names none.
   */
  public static List<Exercise> select(String selector) {
    return ALL.stream()
        .filter(
            exercise -> exercise.id().equals(selector) || exercise.id().startsWith(selector + "."))
        .toList();
  }
}
