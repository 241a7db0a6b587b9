package tandem.harness.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes figures for people: three significant digits and a unit, in the reader's notation. What
 * was not measured is a dash.
 */
public final class Figures {
  /** Stands for "not measured". */
  public static final String NONE = "–";

  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

  private final Locale locale;

  Figures(Locale locale) {
    this.locale = locale;
  }

  /** Three significant digits; all digits before the point are kept. */
  public String number(Number value) {
    if (value == null) {
      return NONE;
    }
    BigDecimal exact = BigDecimal.valueOf(value.doubleValue());
    BigDecimal shown =
        exact.abs().doubleValue() >= 100
            ? exact.setScale(0, RoundingMode.HALF_UP)
            : exact.round(THREE_DIGITS);
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(Math.max(0, shown.scale()));
    return format.format(shown);
  }

  /** A number with its unit. */
  public String with(Number value, String unit) {
    return value == null ? NONE : number(value) + "\u00a0" + unit;
  }

  /** Milliseconds. */
  public String ms(Double value) {
    return with(value, "ms");
  }

  /** Bytes in the decimal unit that fits. */
  public String bytes(Number value) {
    if (value == null) {
      return NONE;
    }
    double left = value.doubleValue();
    int unit = 0;
    while (left >= 1000 && unit < BYTE_UNITS.length - 1) {
      left /= 1000;
      unit++;
    }
    return with(left, BYTE_UNITS[unit]);
  }

  /** How many times, without a sign. */
  public String times(double factor) {
    return number(factor);
  }

  /** A ratio as a factor. */
  public String ratio(Double value) {
    return value == null ? NONE : number(value) + "\u00a0×";
  }

  /** A share of one as percent. */
  public String percent(Double share) {
    return share == null ? NONE : with(share * 100, "%");
  }

  /** A length of time in the unit that fits. */
  public String duration(double seconds) {
    if (seconds >= 2 * DAY) {
      return with(seconds / DAY, "d");
    } else if (seconds >= 2 * HOUR) {
      return with(seconds / HOUR, "h");
    }
    return seconds >= 2 * MINUTE ? with(seconds / MINUTE, "min") : with(seconds, "s");
  }

  /** A moment, to the minute. */
  public String time(Instant at) {
    return TIME.format(at.atOffset(ZoneOffset.UTC));
  }
}
