package tandem.model.parity;

import java.util.List;
import tandem.model.catalog.Meaning;

/**
 * Says what must come out: plain Java, brute force over the whole trace, written from the
 * exercise's text and from neither implementation.
 */
@FunctionalInterface
public interface Oracle {

  /**
   * The rows that the inputs must give, updates of one key in their order.
   *
   * @param inputs all records of the trace
   * @param meaning what the engine documents its words to mean
   */
  List<ExpectedRow> expected(Inputs inputs, Meaning meaning);
}
