package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Rows as COPY reads them. */
final class PostgresCopyTest {
  @Test
  void whatHasAMeaningIsEscaped() {
    StringBuilder text = new StringBuilder();
    PostgresCopy.line(text, new Object[] {"a\tb", null, "c\\N\nd\r", 2.5, 7L});
    PostgresCopy.line(
        text,
        new Object[] {"", Instant.parse("2026-03-01T00:00:00.250Z"), LocalDate.of(2026, 3, 1)});
    assertThat(text)
        .hasToString("a\\tb\t\\N\tc\\\\N\\nd\\r\t2.5\t7\n\t2026-03-01T00:00:00.250Z\t2026-03-01\n");
  }
}
