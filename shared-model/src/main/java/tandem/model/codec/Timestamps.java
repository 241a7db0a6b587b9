package tandem.model.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Event times on the wire: written as {@code 2026-03-01T10:00:00.000Z}, read in the ISO-8601 forms
 * that docs/records.md lists.
 */
public final class Timestamps {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The forms of ISO 8601 that are read: a date, and what may follow it. */
  public static final String FORMS =
      "^\\d{4}-\\d{2}-\\d{2}"
          + "(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?)?\\z";

  private static final Pattern READ = Pattern.compile(FORMS);
  private static final int DATE = "2026-03-01".length();

  /** Seconds since the epoch at which the years of four digits begin. */
  public static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

  /** Seconds since the epoch at which they end. */
  public static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Timestamps() {}

  /**
   * Reads whole seconds since the epoch, as Spark reads a number in a timestamp column.
   *
   * @throws DateTimeException if the year has not four digits: milliseconds, most likely
   */
  public static Instant ofSeconds(long seconds) {
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      throw new DateTimeException("no four-digit year: " + seconds);
    }
    return Instant.ofEpochSecond(seconds);
  }

  /** Text of an instant, always with three digits of milliseconds, in UTC. */
  public static String format(Instant instant) {
    boolean fourDigits =
        instant.getEpochSecond() >= FIRST_SECOND && instant.getEpochSecond() <= LAST_SECOND;
    return fourDigits
        ? FixedTimestamp.write(LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
        : MILLIS.format(instant);
  }

  /**
   * Reads an ISO-8601 timestamp; without an offset it is UTC, without a time it is midnight.
   *
   * @throws DateTimeException if the text is none of these
   */
  public static Instant parse(String text) {
    Instant usual = FixedTimestamp.read(text);
    if (usual != null) {
      return usual;
    }
    if (!READ.matcher(text).matches()) {
      throw new DateTimeException("no timestamp: " + text);
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
