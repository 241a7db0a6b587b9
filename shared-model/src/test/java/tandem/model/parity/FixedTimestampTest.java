package tandem.model.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks' own reader of timestamps says what Java's says, or leaves it to others. */
final class FixedTimestampTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:00:00.000Z",
        "2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.001Z",
        "0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z"
      })
  void readsWhatJavaReads(String text) {
    assertThat(FixedTimestamp.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-01",
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.000",
        "2026-03-01T24:00:00.000Z",
        "2026-03-01T10:60:00.000Z",
        "2026-03-01T10:00:60.000Z",
        "2026-03-01 10:00:00.000Z",
        "+026-03-01T10:00:00.000Z"
      })
  void leavesOtherFormsToOthers(String text) {
    assertThat(FixedTimestamp.read(text)).isNull();
  }

  @Test
  void knowsTheCalendar() {
    assertThatThrownBy(() -> FixedTimestamp.read("2026-02-29T10:00:00.000Z"))
        .isInstanceOf(DateTimeException.class);
  }
}
