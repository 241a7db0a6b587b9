package tandem.harness.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.model.catalog.Service;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.StateBackend;

/**
 * The options of a run, all decided.
 *
 * @param selection exercises and variants, in order
 * @param engines contenders
 * @param quick one JVM per engine, short, not claimable
 * @param parityOnly leave the clock out
 * @param rate records per second of live traces; empty takes each variant's own
 * @param duration measured part of live traces; zero for no live traffic
 * @param leadIn part before it
 * @param events records of drain traces; 0 for no drain
 * @param repeat repetitions, each in a fresh JVM
 * @param seed of all traces
 * @param trace a recorded trace to replay instead of a generated one
 * @param parallelism partitions, slots and shuffle partitions
 * @param heap of each engine
 * @param gears of the contenders that have another than their standard one
 * @param order of the engines in the repetitions
 * @param bootstrap a Kafka that exists; empty starts one
 * @param services servers beside Kafka that exist, by what they are; others are started if needed
 * @param keep leave topics and folders behind
 * @param out folder of the results
 */
public record RunOptions(
    List<Selected> selection,
    List<Engine> engines,
    boolean quick,
    boolean parityOnly,
    Optional<Double> rate,
    Duration duration,
    Duration leadIn,
    long events,
    int repeat,
    long seed,
    Optional<Path> trace,
    int parallelism,
    String heap,
    Profile profile,
    StateBackend state,
    Map<Engine, Gear> gears,
    Order order,
    Optional<String> bootstrap,
    Map<Service, String> services,
    boolean keep,
    Path out) {

  /** One variant to run. */
  public record Selected(
      tandem.model.catalog.Exercise exercise,
      tandem.model.catalog.Variant variant,
      boolean timed) {}

  /** Order of the engines over the repetitions. */
  public enum Order {
    /** Forward, then backward, and so on: a drift of the machine falls on both. */
    ABBA,
    AB,
    RANDOM
  }

  /** The servers beside Kafka that a selected variant works with and that do not exist yet. */
  public Set<Service> startedServices() {
    Set<Service> started = EnumSet.noneOf(Service.class);
    selection.forEach(selected -> started.addAll(selected.variant().services()));
    started.removeAll(services.keySet());
    return started;
  }

  /** The gear of an engine. */
  public Gear gear(Engine engine) {
    return gears.getOrDefault(engine, Gear.standard(engine));
  }
}
