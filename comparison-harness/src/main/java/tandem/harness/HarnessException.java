package tandem.harness;

/** A failure that a user is told in one line, with the exit code that it ends with. */
public class HarnessException extends RuntimeException {
  private final ExitCode exitCode;

  public HarnessException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public HarnessException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The code that the command ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
