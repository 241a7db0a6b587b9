package tandem.harness.run;

import java.time.Duration;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;

/** The servers of a variant, stopped in the middle of a run and started again. */
final class ServerOutage {
  private static final Duration QUICK = Duration.ofSeconds(5);
  private static final Duration FULL = Duration.ofSeconds(20);

  private final RunContext context;
  private final Variant variant;
  private final EngineWaits waits;
  private long downSince;
  private boolean down;

  ServerOutage(RunContext context, Variant variant, EngineWaits waits) {
    this.context = context;
    this.variant = variant;
    this.waits = waits;
  }

  /** Stops them; their data stay. */
  void interrupt() {
    down = true;
    downSince = System.nanoTime();
    for (Service service : variant.services()) {
      context.services().stop(service);
    }
  }

  /** Starts them again when they have been away for as long as the run says. */
  void resume() {
    long nanos = (context.options().quick() ? QUICK : FULL).toNanos();
    waits.await("the end of the outage", () -> System.nanoTime() - downSince >= nanos);
    end();
  }

  /** Leaves none stopped, however the run has ended: the next one needs them. */
  void end() {
    if (down) {
      down = false;
      for (Service service : variant.services()) {
        context.services().restart(service);
      }
    }
  }
}
