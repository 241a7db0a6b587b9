package tandem.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.harness.engine.RunFailed;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.SustainResult.Finding;
import tandem.harness.result.SustainResult.Found;
import tandem.harness.result.SustainResult.GearSearch;
import tandem.harness.result.SustainResult.Probe;
import tandem.harness.result.SustainResult.Purpose;
import tandem.harness.result.SustainResult.Verdict;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.stats.RateSearch;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/**
 * Tries rates on one gear: a process for the search, and another one for what was found. Probes
 * that are known from before are not run again.
 */
final class RateProber implements RateSearch.Prober, AutoCloseable {
  private static final double RATE_OF_WARM_UP = 5_000;

  /**
   * What the harness keeps of one record and its row while a probe is judged, with room to work.
   */
  private static final long BYTES_PER_RECORD = 1_200;

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final int LEAST_TRIGGERS = 10;
  private static final int LEAST_TRIGGERS_QUICK = 3;

  private final RunContext context;
  private final Traces traces;
  private final Contender contender;
  private final Selected selected;
  private final Map<Engine, String> versions;
  private final Consumer<String> say;
  private final Consumer<GearSearch> keep;
  private final List<Probe> known;
  private final List<Probe> probes = new ArrayList<>();
  private final Cell whole;
  private int processes;
  private CellRunner runner;

  /**
   * A prober.
   *
   * @param before what is known of the gear
   * @param keep is given the gear's search so far after each probe
   */
  RateProber(
      RunContext context,
      Traces traces,
      Contender contender,
      GearSearch before,
      Map<Engine, String> versions,
      Consumer<String> say,
      Consumer<GearSearch> keep) {
    this.context = context;
    this.traces = traces;
    this.contender = contender;
    this.selected = context.options().selection().get(0);
    this.versions = versions;
    this.say = say;
    this.keep = keep;
    this.known = before.probes();
    this.whole = new Cell(contender.engine());
    whole.parity = before.parity();
  }

  /** More records than this in one probe are too many for the harness's memory. */
  static long mostRecords() {
    return Runtime.getRuntime().maxMemory() / BYTES_PER_RECORD;
  }

  /** Searches the gear's rate. */
  GearSearch search(RateSearch.Plan plan) {
    try {
      return so(RateSearch.search(plan, this), null);
    } catch (CellRunner.Refused | RunFailed e) {
      // what was probed before stays; the other gears have their turn
      return so(null, e.getMessage());
    }
  }

  @Override
  public Verdict at(double rate, Purpose purpose) {
    boolean done = probes.size() < known.size();
    Probe probe = done ? known.get(probes.size()) : probe(rate, purpose);
    probes.add(probe);
    if (!done) {
      keep.accept(so(null, null));
      say.accept(
          "%s: %.0f events/s %s".formatted(name(), rate, probe.verdict().label())
              + (probe.failed().isEmpty() ? "" : " " + probe.failed()));
    }
    return probe.verdict();
  }

  @Override
  public void close() {
    if (runner != null) {
      runner.close();
      runner = null;
    }
  }

  /** What people must know of it. */
  List<Text> warnings() {
    return whole.warnings;
  }

  private GearSearch so(Found found, String unavailable) {
    return new GearSearch(
        contender.engine(), contender.gear().name(), whole.parity, probes, found, unavailable);
  }

  private Probe probe(double rate, Purpose purpose) {
    Duration measured = measured(rate);
    if (measured.isZero()) {
      return new Probe(
          purpose, rate, 0, Verdict.OUT_OF_REACH, List.of(), null, null, false, 0, false, null);
    }
    if (purpose == Purpose.CONFIRM) {
      close();
    }
    CellRunner running = running();
    say.accept("%s: trying %.0f events/s, to %s".formatted(name(), rate, purpose.label()));
    Cell cell = new Cell(contender.engine());
    Phase phase = running.live(cell, selected, rate, measured);
    traces.drop(phase.trace());
    Flow flow = Flow.of(phase, contender.gear());
    whole.parity = Findings.with(whole.parity, cell.parity, phase);
    whole.warnings.addAll(cell.warnings);
    List<Finding> findings = Criteria.judge(flow, leastTriggers());
    Latency latency = cell.histograms.get(Clock.END_TO_END).summary();
    Double p50 = latency.at("p50");
    return new Probe(
        purpose,
        rate,
        measured.toMillis() / 1e3,
        Criteria.verdict(findings),
        findings,
        latency,
        cell.lag,
        Validity.late(cell.lag, p50),
        cell.cpuSeconds / (rate * measured.toMillis() / 1e9),
        cell.noisy(),
        phase.trace().sha256());
  }

  /** The process, started and warm; the first one has shown that its output is right. */
  private CellRunner running() {
    if (runner == null) {
      say.accept("starting " + name());
      String log = name().replaceAll("[^a-z0-9-]", "_") + "-" + ++processes;
      runner = new CellRunner(context, traces, contender.engine(), contender.gear(), log, say);
      versions.put(contender.engine(), runner.version());
      runner.orRefused(this::prepare);
    }
    return runner;
  }

  private boolean prepare() {
    if (whole.parity == null) {
      runner.parity(whole, selected);
    }
    runner.warmUp(selected, RATE_OF_WARM_UP);
    return true;
  }

  /**
   * How long to measure: as asked, or until there are triggers enough; shorter where the harness
   * could not hold so many records; zero where it could not hold enough.
   */
  private Duration measured(double rate) {
    Duration triggers = interval().multipliedBy(leastTriggers() + 2L);
    Duration wanted = longer(context.options().duration(), triggers);
    Duration held =
        Duration.ofSeconds((long) (mostRecords() / rate)).minus(context.options().leadIn());
    Duration shortest = longer(SHORTEST, triggers);
    if (held.compareTo(wanted) >= 0) {
      return wanted;
    }
    return held.compareTo(shortest) >= 0 ? held : Duration.ZERO;
  }

  private Duration interval() {
    Gear gear = contender.gear();
    if (gear.guarantee() == Gear.Guarantee.EXACTLY_ONCE) {
      return gear.checkpoint();
    }
    return gear.trigger() == Gear.Trigger.EVERY ? gear.interval() : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private int leastTriggers() {
    return context.options().quick() ? LEAST_TRIGGERS_QUICK : LEAST_TRIGGERS;
  }

  private String name() {
    return contender.engine().label() + " " + contender.gear().name();
  }
}
