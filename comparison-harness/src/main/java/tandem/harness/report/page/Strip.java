package tandem.harness.report.page;

import java.util.Locale;

/**
 * A ratio and its interval as places on a line from 1/100 to 100, logarithmic, 1 in the middle; in
 * percent of the line's width.
 *
 * @param dot place of the ratio
 * @param left left end of the interval
 * @param width width of the interval
 */
public record Strip(String dot, String left, String width) {
  private static final double DECADES = 2;

  /** Places a ratio; ends of the interval may be null. */
  public static Strip of(double ratio, Double low, Double high) {
    double from = place(low == null ? ratio : low);
    double to = place(high == null ? ratio : high);
    return new Strip(percent(place(ratio)), percent(from), percent(to - from));
  }

  private static double place(double ratio) {
    double decades = Math.max(-DECADES, Math.min(DECADES, Math.log10(ratio)));
    return 50 + 50 * decades / DECADES;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
