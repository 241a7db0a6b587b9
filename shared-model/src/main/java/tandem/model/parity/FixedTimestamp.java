package tandem.model.parity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Timestamps as the wire has them nearly always, {@code 2026-03-01T10:00:00.000Z}, read digit by
 * digit. Checks read millions, for each of which a formatter makes maps; and it is one parser more
 * that does not share the engines' faults.
 */
final class FixedTimestamp {
  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final int SECONDS_OF_MINUTE = 60;
  private static final int MINUTES_OF_HOUR = 60;
  private static final int HOURS_OF_DAY = 24;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final long NANOS_OF_MILLI = 1_000_000;

  private FixedTimestamp() {}

  /**
   * Reads a timestamp; null where it has another form, or an hour, minute or second that a day has
   * not: whether that means something is for others to say.
   *
   * @throws DateTimeException if there is no such day
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
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour >= HOURS_OF_DAY || minute >= MINUTES_OF_HOUR || second >= SECONDS_OF_MINUTE) {
      return null;
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    long ofDay = ((long) hour * MINUTES_OF_HOUR + minute) * SECONDS_OF_MINUTE + second;
    return Instant.ofEpochSecond(
        day * SECONDS_OF_DAY + ofDay, number(text, 20, 23) * NANOS_OF_MILLI);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
