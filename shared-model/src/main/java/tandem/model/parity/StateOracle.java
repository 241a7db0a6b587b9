package tandem.model.parity;

import tandem.model.catalog.Meaning;

/** Says how many entries of keyed state must be alive at a point of a trace. */
@FunctionalInterface
public interface StateOracle {

  /**
   * Live entries after the first records of a trace.
   *
   * @param inputs all records of the trace
   * @param position number of records that have been worked off
   * @param meaning what the engine documents its words to mean
   */
  long liveEntriesAt(Inputs inputs, long position, Meaning meaning);
}
