package tandem.model.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tandem.model.event.Evento;

/**
 * Reads events from lines of CSV (RFC 4180 without line breaks in fields): what Flink uses, which
 * has no reader that tells why it refuses a line. Spark reads the same lines with {@code from_csv}.
 * The columns are those of {@link Evento} in their order; nothing between two commas is null,
 * {@code ""} is an empty text. Thread-safe.
 */
public final class EventoCsv {
  /** Names of the columns. */
  public static final List<String> COLUMNS =
      List.of("evento_id", "user_id", "tipo", "monto", "timestamp", "region");

  /** What is a number, as a regular expression; Java and Spark would also take others. */
  public static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";

  private static final Pattern IS_NUMBER = Pattern.compile(NUMBER);

  private EventoCsv() {}

  /**
   * Decodes one line.
   *
   * @return the event, or the first {@link Defect}; never throws for bad input
   */
  public static Decoded decode(String line) {
    List<String> fields = split(line);
    if (fields == null || fields.size() != COLUMNS.size()) {
      return Decoded.refused(Defect.MALFORMED_CSV);
    }
    String monto = fields.get(3);
    if (monto != null && !IS_NUMBER.matcher(monto).matches()) {
      return Decoded.refused(Defect.WRONG_TYPE + COLUMNS.get(3));
    }
    Instant timestamp = null;
    try {
      timestamp = fields.get(4) == null ? null : Timestamps.parse(fields.get(4));
    } catch (DateTimeException notATimestamp) {
      return Decoded.refused(Defect.WRONG_TYPE + COLUMNS.get(4));
    }
    for (int required : new int[] {0, 1, 4}) {
      if (fields.get(required) == null) {
        return Decoded.refused(Defect.MISSING_FIELD + COLUMNS.get(required));
      }
    }
    Double amount = monto == null ? null : Double.valueOf(monto);
    return new Decoded(
        new Evento(fields.get(0), fields.get(1), fields.get(2), amount, timestamp, fields.get(5)),
        null);
  }

  /** The fields of a line; null where a quote is not closed or stands amid a field. */
  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      boolean quoted = at < line.length() && line.charAt(at) == '"';
      int end = quoted ? closingQuote(line, at) : line.indexOf(',', at);
      if (quoted && end < 0) {
        return null;
      }
      end = quoted ? end + 1 : end < 0 ? line.length() : end;
      if (end < line.length() && line.charAt(end) != ',') {
        return null;
      }
      String text = line.substring(at, end);
      if (quoted) {
        fields.add(text.substring(1, text.length() - 1).replace("\"\"", "\""));
      } else {
        fields.add(text.isEmpty() ? null : text);
      }
      at = end + 1;
    }
    return fields;
  }

  /** Where the quote is that closes the one at the start; -1 where there is none. */
  private static int closingQuote(String line, int start) {
    int quote = line.indexOf('"', start + 1);
    while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
      quote = line.indexOf('"', quote + 2);
    }
    return quote;
  }
}
