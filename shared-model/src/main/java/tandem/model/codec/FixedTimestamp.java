package tandem.model.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Timestamps as the wire has them nearly always, {@code 2026-03-01T10:00:00.000Z}, read and written
 * digit by digit. With Java's formatters they were a third of what the floor and Flink did in all,
 * and what is compared is engines.
 */
final class FixedTimestamp {
  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final int TEN = 10;
  private static final int NANOS_OF_MILLI = 1_000_000;

  private FixedTimestamp() {}

  /**
   * Reads a timestamp; null where it has another form.
   *
   * @throws DateTimeException if there is no such day, or no such time on any day
   */
  static Instant read(String text) {
    if (text.length() != FORM.length()) {
      return null;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char form = FORM.charAt(i);
      char c = text.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return null;
      }
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 23) * NANOS_OF_MILLI)
        .toInstant(ZoneOffset.UTC);
  }

  /** Writes a timestamp of a year with four digits, to the millisecond that has begun. */
  static String write(LocalDateTime time) {
    char[] text = FORM.toCharArray();
    put(text, 4, time.getYear());
    put(text, 7, time.getMonthValue());
    put(text, 10, time.getDayOfMonth());
    put(text, 13, time.getHour());
    put(text, 16, time.getMinute());
    put(text, 19, time.getSecond());
    put(text, 23, time.getNano() / NANOS_OF_MILLI);
    return new String(text);
  }

  /** Puts the digits of a number before a place; what they do not fill is zero already. */
  private static void put(char[] text, int end, int number) {
    int at = end;
    for (int left = number; left > 0; left /= TEN) {
      at--;
      text[at] = (char) ('0' + left % TEN);
    }
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = TEN * number + text.charAt(i) - '0';
    }
    return number;
  }
}
