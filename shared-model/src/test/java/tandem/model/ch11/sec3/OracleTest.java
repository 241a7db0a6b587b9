package tandem.model.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.FirstStreamingJob.EventoConIva;
import tandem.model.ch11.sec3.ArbitraryState.PorMinuto;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.ch11.sec3.StatelessVersusStateful.Conteo;
import tandem.model.ch11.sec3.StatelessVersusStateful.ConteoPorMinuto;
import tandem.model.ch11.sec3.TimeWindows.RegionAverage;
import tandem.model.ch11.sec3.TimeWindows.RegionTotals;
import tandem.model.ch11.sec3.TimeWindows.UserSession;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** The oracles against rows that were worked out by hand on seven records. */
final class OracleTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  @TempDir private Path directory;

  // by hand: ana 0:10 (2.0, sur), ana 0:50 (null, sur), leo 1:05 (4.0, no region), ana 5:30 (8.0,
  // sur),
  // one that can't be read, then a tick at 60:00 and, after a barrier, a late one of 0:20
  private Inputs inputs(String id, String variant) {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            id,
            variant,
            null,
            List.of("eventos"),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, 10, "a", "ana", "compra", "2.0", "\"sur\"");
      put(out, 50, "b", "ana", "click", "null", "\"sur\"");
      put(out, 65, "c", "leo", "devolucion", "4.0", "null");
      put(out, 330, "d", "ana", "compra", "8.0", "\"sur\"");
      out.recordWithoutEventTime(
          0, "eventos", 0, null, "{".getBytes(StandardCharsets.UTF_8), java.util.Map.of(), 0);
      put(out, 3_600, "e", "reloj", "click", "1.0", "\"reloj\"");
      out.control(Action.BARRIER);
      put(out, 20, "f", "zoe", "compra", "16.0", "\"sur\"");
    }
    return Inputs.of(Trace.open(file));
  }

  @Test
  void firstStreamingJob() {
    List<ExpectedRow> rows = expected("11.1.2", "kafka");
    assertThat(rows).hasSize(5);
    EventoConIva first = (EventoConIva) rows.get(0).row();
    assertThat(first.montoIva()).isEqualTo(2.38);
    assertThat(rows.stream().map(ExpectedRow::cause)).containsExactly(0L, 2L, 3L, 4L, 6L);
    assertThat(rows.get(3).row()).isEqualTo(new DeadLetter("{", "malformed_json"));
  }

  @Test
  void tumblingWindows() {
    assertThat(results("11.3.2", "tumbling"))
        .containsExactlyInAnyOrder(
            new RegionTotals(at(0), at(60), "sur", 2, 2.0),
            new RegionTotals(at(60), at(120), "desconocida", 1, 4.0),
            new RegionTotals(at(300), at(360), "sur", 1, 8.0));
  }

  @Test
  void anEventFallsIntoFiveSlidingWindows() {
    List<Record> rows = results("11.3.2", "sliding");
    assertThat(rows.stream().filter(row -> ((RegionAverage) row).region().equals("desconocida")))
        .hasSize(5);
    // the window from 1:00 to 6:00 holds only the event of 5:30 in sur; the one from 0:00 to 5:00
    // only the amount of 0:10
    assertThat(rows)
        .contains(
            new RegionAverage(at(60), at(360), "sur", 8.0),
            new RegionAverage(at(0), at(300), "sur", 2.0));
  }

  @Test
  void sessionWindows() {
    assertThat(results("11.3.2", "session"))
        .containsExactlyInAnyOrder(
            new UserSession("ana", 3, 10.0, at(10), at(330)),
            new UserSession("leo", 1, 4.0, at(65), at(65)));
  }

  @Test
  void sessionsByHandEqualSessionWindows() {
    assertThat(results("11.3.3", "event-time"))
        .containsExactlyInAnyOrder(
            new Sesion("ana", 3, 10.0, at(10), at(330)), new Sesion("leo", 1, 4.0, at(65), at(65)));
  }

  @Test
  void theCourseCutsASessionAfterItsFirstFiveMinutes() {
    // 5:30 is 5:20 after ana's first event: the course's rule ends the session that session windows
    // continue
    assertThat(results("11.3.3", "course"))
        .contains(
            new Sesion("ana", 2, 2.0, at(10), at(50)), new Sesion("ana", 1, 8.0, at(330), at(330)));
  }

  @Test
  void aRowPerUserAndMinute() {
    assertThat(results("11.3.3", "per-minute"))
        .containsExactlyInAnyOrder(
            new PorMinuto("ana", at(0), 2, 2.0),
            new PorMinuto("leo", at(60), 1, 4.0),
            new PorMinuto("ana", at(300), 1, 8.0));
  }

  @Test
  void aCountGoesUpWithEachEventOfItsUser() {
    assertThat(results("11.3.1", "running-count"))
        .containsExactlyInAnyOrder(
            new Conteo("ana", 1),
            new Conteo("ana", 2),
            new Conteo("leo", 1),
            new Conteo("ana", 3),
            new Conteo("reloj", 1),
            new Conteo("zoe", 1));
    assertThat(live("11.3.1", "running-count", 7)).isEqualTo(4);
  }

  @Test
  void aCountPerUserAndMinute() {
    assertThat(results("11.3.1", "count-per-minute"))
        .containsExactlyInAnyOrder(
            new ConteoPorMinuto("ana", at(0), 2),
            new ConteoPorMinuto("leo", at(60), 1),
            new ConteoPorMinuto("ana", at(300), 1));
  }

  @Test
  void liveEntries() {
    Exercise exercise = Catalog.exercise("11.3.2");
    Variant tumbling = exercise.variant("tumbling");
    // before the tick nothing has been closed: three windows; after it only the tick's own
    assertThat(
            tumbling
                .state()
                .orElseThrow()
                .liveEntriesAt(inputs("11.3.2", "tumbling"), 5, Meaning.SPARK))
        .isEqualTo(3);
    assertThat(
            tumbling
                .state()
                .orElseThrow()
                .liveEntriesAt(inputs("11.3.2", "tumbling"), 7, Meaning.FLINK))
        .isEqualTo(1);
  }

  private long live(String id, String variant, long position) {
    return Catalog.exercise(id)
        .variant(variant)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs(id, variant), position, Meaning.SPARK);
  }

  private List<Record> results(String id, String variant) {
    return expected(id, variant).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(ExpectedRow::row)
        .toList();
  }

  private List<ExpectedRow> expected(String id, String variant) {
    return Catalog.exercise(id)
        .variant(variant)
        .oracle()
        .expected(inputs(id, variant), Meaning.FLINK);
  }

  private static void put(
      TraceWriter out,
      int second,
      String id,
      String user,
      String tipo,
      String monto,
      String region) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"tipo\":\"%s\",\"monto\":%s,\"timestamp\":\"%s\",\"region\":%s}"
            .formatted(id, user, tipo, monto, at(second), region);
    out.record(
        0, "eventos", 0, null, json.getBytes(StandardCharsets.UTF_8), at(second).toEpochMilli());
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }
}
