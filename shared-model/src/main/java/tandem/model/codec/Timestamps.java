package tandem.model.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Event times on the wire: written as {@code 2026-03-01T10:00:00.000Z}, read in the ISO-8601 forms
 * that docs/records.md lists.
 */
public final class Timestamps {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int FULL = "2026-03-01T10:00:00.000Z".length();
  private static final int DATE = "2026-03-01".length();

  private Timestamps() {}

  /** Text of an instant, always with three digits of milliseconds, in UTC. */
  public static String format(Instant instant) {
    return MILLIS.format(instant);
  }

  /**
   * Reads an ISO-8601 timestamp; without an offset it is UTC, without a time it is midnight.
   *
   * @throws DateTimeException if the text is none of these
   */
  public static Instant parse(String text) {
    if (text.length() == FULL && text.charAt(FULL - 1) == 'Z') {
      return Instant.parse(text);
    }
    if (text.length() == DATE) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean offset =
        text.endsWith("Z") || text.indexOf('+', DATE) > 0 || text.indexOf('-', DATE) > 0;
    return offset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
