package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them, such as {@code 10 minutes} or {@code 1 hour 30 minutes};
 * the JDK's own form, {@code PT10M}, too.
 */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d+)\\s*([a-z]+)\\s*");

  private Durations() {}

  /**
   * The length that a text says.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  public static Duration parse(String text) {
    String words = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    if (words.isEmpty()) {
      throw wrong(text, "it is empty");
    }
    if (words.startsWith("p")) {
      return iso(text);
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(words);
    int end = 0;
    while (end < words.length()) {
      if (!part.find(end) || part.start() != end) {
        throw wrong(text, "expected a whole number and a unit at '" + words.substring(end) + "'");
      }
      sum = plus(sum, part, text);
      end = part.end();
    }
    return sum;
  }

  private static Duration plus(Duration sum, Matcher part, String text) {
    try {
      long amount = Long.parseLong(part.group(1));
      return sum.plus(unit(part.group(2), text).getDuration().multipliedBy(amount));
    } catch (NumberFormatException | ArithmeticException e) {
      throw wrong(text, "it is too long");
    }
  }

  /** Of milliseconds to weeks: what is longer is not always equally long. */
  private static ChronoUnit unit(String name, String text) {
    return switch (name.endsWith("s") ? name.substring(0, name.length() - 1) : name) {
      case "millisecond" -> ChronoUnit.MILLIS;
      case "second" -> ChronoUnit.SECONDS;
      case "minute" -> ChronoUnit.MINUTES;
      case "hour" -> ChronoUnit.HOURS;
      case "day" -> ChronoUnit.DAYS;
      case "week" -> ChronoUnit.WEEKS;
      case "month", "year" ->
          throw wrong(text, "a " + name + " has no fixed length: say it in days");
      default -> throw wrong(text, "there is no unit '" + name + "'");
    };
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw wrong(text, "not ISO 8601, such as PT10M");
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("'" + text + "' is no length of time: " + why);
  }
}
