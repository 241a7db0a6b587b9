package tandem.model.run;

/**
 * Where a source begins to read when there is no checkpoint (the course's {@code startingOffsets}).
 */
public enum StartFrom {
  EARLIEST,
  LATEST
}
