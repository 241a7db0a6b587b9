package tandem.model.run;

import java.util.function.Consumer;

/**
 * Where an engine's process waits to be killed. The work does not end there by an exception, which
 * the engine could still tidy up after: it stands still until the process is gone.
 */
public final class Failpoints {
  private static final long FOR_EVER = Long.MAX_VALUE;

  /** At most one point is armed, once in the life of a process. */
  private static volatile Armed armed;

  private record Armed(Failpoint point, Consumer<EngineEvent> events) {}

  private Failpoints() {}

  /** From now on, work that reaches the point stands still there and says so. */
  public static void arm(Failpoint point, Consumer<EngineEvent> events) {
    armed = new Armed(point, events);
  }

  /** Whether the point is armed, for work that must be prepared for it. */
  public static boolean isArmed(Failpoint point) {
    Armed now = armed;
    return now != null && now.point() == point;
  }

  /** Goes on where the point is not armed, and otherwise never. */
  public static void reached(Failpoint point) {
    if (!isArmed(point)) {
      return;
    }
    armed.events().accept(new EngineEvent.Reached(point));
    try {
      Thread.sleep(FOR_EVER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + point + " before the kill", e);
    }
  }
}
