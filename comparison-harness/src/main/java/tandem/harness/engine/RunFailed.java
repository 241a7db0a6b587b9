package tandem.harness.engine;

import java.nio.file.Path;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.run.Engine;

/** A run has failed in an engine whose process lives on. */
public final class RunFailed extends HarnessException {
  private static final long serialVersionUID = 1L;
  private final String reason;

  RunFailed(Engine engine, String reason, Path log) {
    super(ExitCode.INVALID, engine.label() + " failed: " + reason + "; log: " + log);
    this.reason = reason;
  }

  /** The root cause in one line, in the engine's own words. */
  public String reason() {
    return reason;
  }
}
