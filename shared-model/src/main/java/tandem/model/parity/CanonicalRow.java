package tandem.model.parity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A row in the form in which rows are compared.
 *
 * @param key the identifying columns
 * @param text all columns, with {@code #} in place of each floating-point number
 * @param numbers the floating-point numbers in column order; compared with a relative tolerance
 */
@SuppressWarnings("ArrayRecordComponent") // never used as a map key; compared by matches()
public record CanonicalRow(String key, String text, double[] numbers) {
  private static final double TOLERANCE = 1e-9;

  static CanonicalRow unreadable(byte[] bytes) {
    String text = "unreadable: " + new String(bytes, StandardCharsets.UTF_8);
    return new CanonicalRow(text, text, new double[0]);
  }

  /** Whether both rows say the same. */
  public boolean matches(CanonicalRow other) {
    if (!text.equals(other.text) || numbers.length != other.numbers.length) {
      return false;
    }
    for (int i = 0; i < numbers.length; i++) {
      double larger = Math.max(Math.abs(numbers[i]), Math.abs(other.numbers[i]));
      if (!(Math.abs(numbers[i] - other.numbers[i]) <= TOLERANCE * larger)) {
        return false;
      }
    }
    return true;
  }

  /** The row for people: its columns with the numbers put back. */
  public String show() {
    StringBuilder shown = new StringBuilder(text);
    int from = 0;
    for (double number : numbers) {
      int place = shown.indexOf("#", from);
      if (place < 0) {
        return text + " " + Arrays.toString(numbers);
      }
      String digits = Double.toString(number);
      shown.replace(place, place + 1, digits);
      from = place + digits.length();
    }
    return shown.toString();
  }
}
