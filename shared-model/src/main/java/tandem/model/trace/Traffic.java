package tandem.model.trace;

/** Makes the records of a variant's traces from a seed. */
@FunctionalInterface
public interface Traffic {

  /**
   * Writes the records and controls that the request asks for; equal requests write equal bytes.
   */
  void write(TraceRequest request, TraceWriter out);
}
