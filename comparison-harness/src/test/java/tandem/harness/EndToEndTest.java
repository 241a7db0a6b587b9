package tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.harness.broker.KafkaBroker;
import tandem.harness.broker.Topics;
import tandem.harness.cli.Main;
import tandem.harness.process.Installation;
import tandem.harness.replay.BrokerProof;
import tandem.harness.replay.Recorder;
import tandem.harness.replay.Replayer;
import tandem.harness.replay.SentLog;
import tandem.harness.run.Traces;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceRequest;

/** The whole line for real: a broker, both engines and the floor as processes, one report. */
final class EndToEndTest {
  @TempDir private Path directory;

  @Test
  void aComparisonFromTraceToReport() throws Exception {
    int code =
        Main.execute(
            "run",
            "11.1.2",
            "--quick",
            "--duration",
            "5",
            "--warmup",
            "5",
            "--rate",
            "500",
            "--events",
            "20000",
            "--heap",
            "1g",
            "--out",
            directory.toString());
    // on a machine that is busy otherwise the figures may be void, never the output wrong
    assertThat(code).isIn(ExitCode.OK.code(), ExitCode.INVALID.code());
    JsonNode result = new ObjectMapper().readTree(directory.resolve("result.json").toFile());
    JsonNode exercise = result.path("exercises").get(0);
    for (String engine : List.of("spark", "flink", "floor")) {
      assertThat(exercise.path("parity").path(engine).path("equal").asBoolean())
          .as(engine)
          .isTrue();
      assertThat(exercise.path("parity").path(engine).path("deadLetters").asInt())
          .as(engine)
          .isEqualTo(24);
      JsonNode measures = exercise.path("measures").path(engine);
      assertThat(measures.path("latencyMs").path("endToEnd").path("samples").asInt())
          .as(engine)
          .isGreaterThan(500);
      assertThat(measures.path("drain").path("events").asInt()).as(engine).isEqualTo(20_000);
    }
    assertThat(exercise.path("equalToOtherEngine").asBoolean()).isTrue();
    assertThat(result.path("claimable").asBoolean()).isFalse();
    assertThat(directory.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void whatIsInATableIsReadBack() throws Exception {
    int code =
        Main.execute(
            "run",
            "11.2.5",
            "--variant",
            "delta",
            "--only",
            "parity",
            "--heap",
            "1g",
            "--out",
            directory.toString());
    assertThat(code).isEqualTo(ExitCode.OK.code());
    JsonNode result = new ObjectMapper().readTree(directory.resolve("result.json").toFile());
    JsonNode exercise = result.path("exercises").get(0);
    for (String engine : List.of("spark", "flink")) {
      JsonNode parity = exercise.path("parity").path(engine);
      assertThat(parity.path("equal").asBoolean()).as(engine).isTrue();
      assertThat(parity.path("deadLetters").asInt()).as(engine).isEqualTo(36);
      assertThat(parity.path("observed").asInt()).as(engine).isEqualTo(426);
    }
    assertThat(exercise.path("equalToOtherEngine").asBoolean()).isTrue();
  }

  @Test
  void aKilledEngineLosesNothing() throws Exception {
    int code =
        Main.execute(
            "crash",
            "11.1.2",
            "--gear",
            "flink:exactly-once=1s",
            "--warmup",
            "4",
            "--duration",
            "6",
            "--rate",
            "500",
            "--events",
            "0",
            "--heap",
            "1g",
            "--out",
            directory.toString());
    // on a machine that is busy otherwise the times may be void, never the output wrong
    assertThat(code).isIn(ExitCode.OK.code(), ExitCode.INVALID.code());
    JsonNode recovery =
        new ObjectMapper()
            .readTree(directory.resolve("crash.json").toFile())
            .path("recoveries")
            .get(0);
    JsonNode committed = recovery.path("committed");
    assertThat(committed.path("expected").asInt()).isGreaterThan(1_000);
    assertThat(committed.path("visible")).isEqualTo(committed.path("expected"));
    assertThat(committed.path("lost").asInt()).isZero();
    assertThat(committed.path("duplicated").asInt()).isZero();
    assertThat(recovery.path("kept").asBoolean()).isTrue();
    assertThat(recovery.path("times").path("firstRowSeconds").asDouble())
        .isGreaterThan(recovery.path("times").path("processSeconds").asDouble());
    assertThat(directory.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void killedBeforeTheCheckpointBothEnginesGiveRowsAgain() throws Exception {
    int code =
        Main.execute(
            "run",
            "11.1.3",
            "--variant",
            "killed",
            "--only",
            "parity",
            "--heap",
            "1g",
            "--out",
            directory.toString());
    assertThat(code).isEqualTo(ExitCode.OK.code());
    JsonNode parity =
        new ObjectMapper()
            .readTree(directory.resolve("result.json").toFile())
            .path("exercises")
            .get(0)
            .path("parity");
    for (String engine : List.of("spark", "flink")) {
      assertThat(parity.path(engine).path("missing").asInt()).as(engine).isZero();
      assertThat(parity.path(engine).path("repeated").asInt()).as(engine).isPositive();
    }
  }

  @Test
  void aRecordingHoldsEveryByteOfTheTraffic() throws Exception {
    Exercise exercise = Catalog.exercise("11.1.2");
    Variant variant = exercise.headline();
    Trace sent =
        Traces.generate(
            exercise, variant, TraceRequest.drain(9, 1, 1_000, 400), directory.resolve("sent"));
    try (KafkaBroker broker =
            KafkaBroker.start(
                Installation.locate(),
                directory.resolve("broker"),
                directory.resolve("broker.log"));
        Topics topics = new Topics(broker.bootstrap(), "recorded", false);
        Replayer replayer = new Replayer(broker.bootstrap())) {
      Map<String, String> names = topics.create(variant, 1);
      CompletableFuture<Trace> recording =
          CompletableFuture.supplyAsync(
              () ->
                  Recorder.record(
                      broker.bootstrap(),
                      names.get("eventos"),
                      "eventos",
                      Duration.ofSeconds(6),
                      directory.resolve("recorded")));
      // until the recorder has taken its place, what is sent is lost to it: send until it has heard
      // something
      List<TraceEntry.Message> heard = new ArrayList<>();
      while (!recording.isDone()) {
        replayer.replay(
            sent, names, Replayer.Pace.AT_ONCE, Replayer.logFor(sent), (control, log) -> {});
      }
      recording.get().forEach(entry -> heard.add((TraceEntry.Message) entry));
      List<TraceEntry.Message> original = new ArrayList<>();
      sent.forEach(entry -> original.add((TraceEntry.Message) entry));
      assertThat(heard).hasSizeGreaterThan(original.size());
      int shift = position(heard.get(0), original);
      for (int i = 0; i < heard.size(); i++) {
        TraceEntry.Message expected = original.get((i + shift) % original.size());
        assertThat(heard.get(i).key()).isEqualTo(expected.key());
        assertThat(heard.get(i).value()).isEqualTo(expected.value());
        assertThat(heard.get(i).timestampMillis()).isEqualTo(expected.timestampMillis());
      }
    }
  }

  @Test
  void whatTheBrokerHoldsIsProvenToBeTheTrace() throws Exception {
    Exercise exercise = Catalog.exercise("11.1.2");
    Variant variant = exercise.headline();
    Trace trace =
        Traces.generate(
            exercise, variant, TraceRequest.drain(9, 2, 1_000, 400), directory.resolve("sent"));
    try (KafkaBroker broker =
            KafkaBroker.start(
                Installation.locate(),
                directory.resolve("broker"),
                directory.resolve("broker.log"));
        Topics topics = new Topics(broker.bootstrap(), "proven", false);
        Replayer replayer = new Replayer(broker.bootstrap())) {
      Map<String, String> names = topics.create(variant, 2);
      SentLog sent = Replayer.logFor(trace);
      replayer.replay(trace, names, Replayer.Pace.AT_ONCE, sent, (control, log) -> {});
      BrokerProof.check(broker.bootstrap(), trace, names, sent);
      // once more: every record is right, and yet it is not the trace
      replayer.replay(
          trace, names, Replayer.Pace.AT_ONCE, Replayer.logFor(trace), (control, log) -> {});
      assertThatExceptionOfType(HarnessException.class)
          .isThrownBy(() -> BrokerProof.check(broker.bootstrap(), trace, names, sent))
          .withMessageContaining("does not hold what was replayed")
          .withMessageContaining("records, the trace has");
      // as many records in each partition, but others
      Map<String, String> other = topics.create(variant, 2);
      Trace another =
          Traces.generate(
              exercise, variant, TraceRequest.drain(10, 2, 1_000, 400), directory.resolve("other"));
      replayer.replay(
          another, other, Replayer.Pace.AT_ONCE, Replayer.logFor(another), (control, log) -> {});
      assertThatExceptionOfType(HarnessException.class)
          .isThrownBy(() -> BrokerProof.check(broker.bootstrap(), trace, other, sent));
    }
  }

  private static int position(TraceEntry.Message message, List<TraceEntry.Message> among) {
    for (int i = 0; i < among.size(); i++) {
      if (java.util.Arrays.equals(among.get(i).value(), message.value())) {
        return i;
      }
    }
    throw new AssertionError("heard something that was never sent");
  }
}
