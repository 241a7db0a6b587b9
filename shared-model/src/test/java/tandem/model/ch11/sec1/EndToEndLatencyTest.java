package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.EndToEndLatency.Estadistica;
import tandem.model.ch11.sec1.EndToEndLatency.EventoConLatencia;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** Rows of 11.1.4 worked out by hand, and what counts as a right share. */
final class EndToEndLatencyTest {
  private static final Variant PER_RECORD =
      EndToEndLatency.EXERCISE.variant(EndToEndLatency.PER_RECORD);
  private static final Variant STATISTICS =
      EndToEndLatency.EXERCISE.variant(EndToEndLatency.STATISTICS);

  @TempDir private Path directory;

  @Test
  void theLatencyIsInSecondsSinceTheOrigin() {
    Instant origin = Instant.parse("2026-03-01T10:00:00.250Z");
    Evento evento = new Evento("e-1", "ana", "compra", 2.5, origin, "norte");
    EventoConLatencia row =
        EndToEndLatency.apply(evento, Instant.parse("2026-03-01T10:00:03.000500Z"));
    assertThat(row.latenciaSegundos()).isEqualTo(2.7505);
    assertThat(row.timestampOrigen()).isEqualTo(origin);
  }

  @Test
  void statisticsByHand() {
    List<Double> seconds = new ArrayList<>();
    for (int i = 200; i >= 1; i--) {
      seconds.add((double) i);
    }
    // 99 % of 200 is the 198th
    assertThat(Estadistica.of(seconds)).isEqualTo(new Estadistica(200, 1, 100.5, 198, 200));
    assertThat(Estadistica.of(List.of(0.5))).isEqualTo(new Estadistica(1, 0.5, 0.5, 0.5, 0.5));
  }

  @Test
  void eachAcceptedEventIsARow() {
    Inputs inputs = inputs();
    List<ExpectedRow> rows = PER_RECORD.oracle().expected(inputs, Meaning.SPARK);
    assertThat(rows)
        .extracting(ExpectedRow::output)
        .containsExactly("result", "dead-letter", "result");
    assertThat(((EventoConLatencia) rows.get(2).row()).eventoId()).isEqualTo("e-3");
    assertThat(rows.get(1).row())
        .isEqualTo(new DeadLetter("{\"evento_id\":\"e-2\"}", "missing_field:user_id"));
  }

  @Test
  void countsMustAddUp() {
    assertThat(shares(2).equal()).isTrue();
    assertThat(shares(1, 1).equal()).isTrue();
    assertThat(shares(1).missing()).isEqualTo(1);
    assertThat(shares(1, 2).extra()).isEqualTo(1);
    assertThat(shares(2, 0).extra()).isEqualTo(1);
    assertThat(shares().missing()).isEqualTo(2);
  }

  @Test
  void aClockColumnIsCheckedForItsType() {
    assertThat(
            compare(
                    "{'num_eventos':2,'latencia_min':1,'latencia_avg':1,'latencia_p99':1,'latencia_max':1}")
                .equal())
        .isTrue();
    assertThat(
            compare(
                    "{'num_eventos':2,'latencia_min':1,'latencia_avg':'1','latencia_p99':1,'latencia_max':1}")
                .equal())
        .isFalse();
    assertThat(
            compare("{'num_eventos':2,'latencia_min':1,'latencia_avg':1,'latencia_p99':1}").equal())
        .isFalse();
    assertThat(
            compare(
                    "{'num_eventos':2.5,'latencia_min':1,'latencia_avg':1,'latencia_p99':1,'latencia_max':1}")
                .equal())
        .isFalse();
  }

  private ParityResult shares(int... counts) {
    List<Observed> observed = new ArrayList<>();
    observed.add(letter());
    for (int count : counts) {
      observed.add(
          observed(
              "{'num_eventos':"
                  + count
                  + ",'latencia_min':0.5,'latencia_avg':1.5,'latencia_p99':2,'latencia_max':2}"));
    }
    return Parity.compare(
        STATISTICS, STATISTICS.oracle().expected(inputs(), Meaning.FLINK), observed, Meaning.FLINK);
  }

  private ParityResult compare(String row) {
    return Parity.compare(
        STATISTICS,
        STATISTICS.oracle().expected(inputs(), Meaning.SPARK),
        List.of(observed(row), letter()),
        Meaning.SPARK);
  }

  private static Observed observed(String row) {
    return new Observed(
        Variant.RESULT, row.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null);
  }

  private static Observed letter() {
    return new Observed(
        DeadLetter.OUTPUT,
        "{\"evento_id\":\"e-2\"}".getBytes(StandardCharsets.UTF_8),
        "missing_field:user_id");
  }

  private Inputs inputs() {
    Path file = directory.resolve("by-hand-" + System.nanoTime() + ".trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.1.4",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    try (TraceWriter out = new TraceWriter(file, header)) {
      record(
          out,
          "{\"evento_id\":\"e-1\",\"user_id\":\"ana\",\"monto\":1.5,\"timestamp\":\"2026-03-01T10:00:00.000Z\"}");
      record(out, "{\"evento_id\":\"e-2\"}");
      record(
          out,
          "{\"evento_id\":\"e-3\",\"user_id\":\"bea\",\"timestamp\":\"2026-03-01T10:00:01.000Z\"}");
    }
    return Inputs.of(Trace.open(file));
  }

  private static void record(TraceWriter out, String value) {
    out.record(0, Evento.TOPIC, 0, null, value.getBytes(StandardCharsets.UTF_8), 0);
  }
}
