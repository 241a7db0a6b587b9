package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Figure;
import tandem.model.run.EngineEvent.Progress;

/** What reports of an engine come to, of made-up reports. */
final class CountsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void howTheWatermarkWent() {
    assertThat(
            Counts.reported(
                List.of(
                    report(null, 0, Map.of()),
                    report(Duration.ZERO, 0, Map.of()),
                    report(Duration.ofHours(3), 2, Map.of()),
                    report(Duration.ofHours(2), 2, Map.of()),
                    report(Duration.ofHours(2), 7, Map.of()))))
        .containsEntry(Figure.WATERMARK_REPORTS, 4.0)
        .containsEntry(Figure.WATERMARK_STEPS_BACK, 1.0)
        .containsEntry(Figure.WATERMARK_LEAP_HOURS, 3.0)
        .containsEntry(Figure.DROPPED_LATE, 7.0);
  }

  @Test
  void nothingOfAWatermarkWhereThereIsNone() {
    assertThat(Counts.reported(List.of(report(null, 0, Map.of()))))
        .doesNotContainKey(Figure.WATERMARK_REPORTS)
        .doesNotContainKey(Figure.WATERMARK_STEPS_BACK);
    assertThat(Counts.reported(List.of())).isEmpty();
  }

  @Test
  void whatAJobObservesIsWhatItSaidLast() {
    assertThat(
            Counts.reported(
                List.of(
                    report(null, 0, Map.of("total", 5.0)),
                    report(null, 0, Map.of("total", 9.0, "maximo", 1.5)))))
        .containsEntry("observed.total", 9.0)
        .containsEntry("observed.maximo", 1.5);
  }

  private static Progress report(Duration watermark, long dropped, Map<String, Double> observed) {
    return new Progress(
        START,
        Map.of(),
        Map.of(),
        watermark == null ? null : START.plus(watermark),
        0,
        dropped,
        0,
        0,
        0,
        0,
        null,
        null,
        null,
        0,
        observed);
  }
}
