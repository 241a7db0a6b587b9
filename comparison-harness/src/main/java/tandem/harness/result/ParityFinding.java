package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import tandem.model.parity.ParityResult.Kind;

/**
 * How a contender's output compares with what the oracle expects.
 *
 * @param equal whether it is what was expected, in every replay that was checked
 * @param expected rows expected
 * @param observed rows that came
 * @param missing expected rows that did not come
 * @param extra rows that came and were not expected
 * @param different rows that came with an expected identity and other values
 * @param repeated rows that came once more, as an at-least-once sink may after its process was
 *     killed
 * @param sameKeys result rows whose key an earlier row had, where each row is final: repetitions
 *     that were let through, if a key is what happens once
 * @param deadLetters dead letters that came
 * @param differences the first few differences, for people
 * @param looks what readers found in a table while its engine was killed and continued; empty where
 *     none looked
 * @param writes of micro-batches or checkpoints to a table, in order; empty where the engine tells
 *     of none
 * @param ofWhat the replays that were checked: {@code parity}, {@code live}, {@code drain}
 */
public record ParityFinding(
    boolean equal,
    long expected,
    long observed,
    long missing,
    long extra,
    long different,
    long repeated,
    long sameKeys,
    long deadLetters,
    List<Difference> differences,
    List<TableLook> looks,
    List<TableWrite> writes,
    List<String> ofWhat) {

  /** Fewer make no median. */
  private static final int ENOUGH_WRITES = 3;

  public ParityFinding {
    differences = List.copyOf(differences);
    looks = looks == null ? List.of() : List.copyOf(looks);
    writes = writes == null ? List.of() : List.copyOf(writes);
    ofWhat = List.copyOf(ofWhat);
  }

  /** The same for a contender that did not get to the end: what is missing is no fault then. */
  public ParityFinding asFarAsItCame() {
    return new ParityFinding(
        extra == 0 && different == 0,
        expected - missing,
        observed,
        0,
        extra,
        different,
        repeated,
        sameKeys,
        deadLetters,
        differences.stream().filter(difference -> difference.kind() != Kind.MISSING).toList(),
        looks,
        writes,
        ofWhat);
  }

  /** Whether rows never came that a crash may cost there: as promised, and not as expected. */
  public boolean losesAsPromised() {
    return equal && missing > 0;
  }

  /** Rows that readers had found in the table and then did not, at any look. */
  public long rowsGone() {
    return looks.stream().mapToLong(TableLook::gone).sum();
  }

  /**
   * What a reader finds in a table.
   *
   * @param rows in it
   * @param gone of those that were there at the look before
   */
  public record TableLook(long rows, long gone) {}

  /**
   * Rows that were written to a table together.
   *
   * @param rows how many
   * @param seconds how long it took
   * @param tableRows rows of the table after it, null where unknown
   * @param bytes of the files that were written for it, null where there are none
   */
  public record TableWrite(
      long rows,
      double seconds,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long tableRows,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long bytes) {}

  /**
   * What a write to a table of some size costs.
   *
   * @param tableRows rows of the table
   * @param writes how many there were; all after the first left the table at this size
   * @param seconds that the median one took
   * @param bytes of the files that the median one made
   */
  public record WriteCost(long tableRows, int writes, double seconds, double bytes) {}

  /** What writes cost at the sizes at which the table stayed for a while, the smallest first. */
  public List<WriteCost> writeCosts() {
    return writes.stream()
        .filter(write -> write.tableRows() != null && write.bytes() != null)
        .collect(Collectors.groupingBy(TableWrite::tableRows, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(size -> size.getValue().size() >= ENOUGH_WRITES)
        .map(size -> cost(size.getKey(), size.getValue()))
        .toList();
  }

  private static WriteCost cost(long tableRows, List<TableWrite> writes) {
    return new WriteCost(
        tableRows,
        writes.size(),
        median(writes.stream().mapToDouble(TableWrite::seconds)),
        median(writes.stream().mapToDouble(TableWrite::bytes)));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /**
   * How many rows a second are written, of the median among large writes: those with at least half
   * as many rows as the largest. Null where there are none.
   */
  public Double writtenRowsPerSecond() {
    long largest = writes.stream().mapToLong(TableWrite::rows).max().orElse(0);
    double[] rates =
        writes.stream()
            .filter(write -> write.rows() > 0 && write.rows() * 2 >= largest)
            .mapToDouble(write -> write.rows() / write.seconds())
            .sorted()
            .toArray();
    return rates.length == 0 ? null : (Double) rates[rates.length / 2];
  }

  /**
   * One difference.
   *
   * @param output name of the output, such as {@code result}
   * @param expected the expected row, null for an extra one
   * @param observed the observed row, null for a missing one
   * @param cause index of the trace record that makes the expected row ready, or -1
   * @param input that record as text, or null
   */
  public record Difference(
      Kind kind, String output, String expected, String observed, long cause, String input) {}
}
