package tandem.harness;

/** Exit codes of the command line. */
public enum ExitCode {
  OK(0),
  INTERNAL(1),
  USAGE(2),
  /** An engine's results differ from the oracle's. */
  DIFFERENT(3),
  /** A threshold of {@code --fail-if} does not hold. */
  THRESHOLD(4),
  /** The run is no valid measurement. */
  INVALID(5),
  /** Something that the run needs is not there. */
  ENVIRONMENT(6),
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
