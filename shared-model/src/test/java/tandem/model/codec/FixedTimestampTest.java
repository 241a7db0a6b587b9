package tandem.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digit by digit is what Java reads and writes. */
final class FixedTimestampTest {
  private static final DateTimeFormatter JAVAS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:00:00.000Z",
        "2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.001Z",
        "0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z"
      })
  void readsAndWritesWhatJavaDoes(String text) {
    assertThat(FixedTimestamp.read(text)).isEqualTo(Instant.parse(text));
    assertThat(Timestamps.format(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void everyDayOfFourHundredYearsIsAsJavaHasIt() {
    Random random = new Random(3);
    LocalDate first = LocalDate.of(1800, 1, 1);
    for (LocalDate day = first; day.isBefore(first.plusYears(400)); day = day.plusDays(1)) {
      Instant instant =
          day.atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .plusMillis(random.nextLong(Duration.ofDays(1).toMillis()));
      String text = JAVAS.format(instant);
      assertThat(Timestamps.parse(text)).isEqualTo(instant);
      assertThat(Timestamps.format(instant)).isEqualTo(text);
    }
  }

  @Test
  void fractionsOfAMillisecondAreCutOff() {
    assertThat(Timestamps.format(Instant.parse("2026-03-01T10:00:00.123999999Z")))
        .isEqualTo("2026-03-01T10:00:00.123Z");
    assertThat(Timestamps.format(Instant.parse("1969-12-31T23:59:59.999999Z")))
        .isEqualTo("1969-12-31T23:59:59.999Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-01",
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.000",
        "2026-03-01 10:00:00.000Z",
        "+026-03-01T10:00:00.000Z"
      })
  void leavesOtherFormsToOthers(String text) {
    assertThat(FixedTimestamp.read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T10:00:00.000Z",
        "2026-13-01T10:00:00.000Z",
        "2026-00-01T10:00:00.000Z",
        "2026-03-00T10:00:00.000Z",
        "2026-03-01T24:00:00.000Z",
        "2026-03-01T10:60:00.000Z",
        "2026-12-31T23:59:60.000Z"
      })
  void knowsCalendarAndClock(String text) {
    assertThatThrownBy(() -> FixedTimestamp.read(text)).isInstanceOf(DateTimeException.class);
  }
}
