package tandem.harness.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tandem.harness.process.Installation;
import tandem.harness.result.RunInfo;
import tandem.harness.result.SustainResult;
import tandem.harness.result.SustainResult.GearSearch;
import tandem.harness.result.SustainResult.Probe;
import tandem.harness.result.SustainResult.Verdict;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.stats.RateSearch;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** Searches the rate that each of some gears sustains, one gear after the other. */
public final class Sustain {
  /** For making and checking a probe's traffic, beside the time that it is sent. */
  private static final int PROBE_SECONDS = 25;

  /** A record in the trace, in the input topic and, at most, in the output topic. */
  private static final long BYTES_PER_RECORD = 3 * 180;

  private final RunOptions options;
  private final List<Contender> contenders;
  private final RateSearch.Plan plan;
  private final Installation installation;
  private final Watcher say;
  private final Instant time = Instant.now();

  /**
   * A search for each contender.
   *
   * @param options of each probe; they select one variant
   * @param contenders in the order in which they run
   * @param say is told what is being done
   */
  public Sustain(
      RunOptions options,
      List<Contender> contenders,
      RateSearch.Plan plan,
      Installation installation,
      Watcher say) {
    this.options = options;
    this.contenders = contenders;
    this.plan = plan;
    this.installation = installation;
    this.say = say;
  }

  /** What the search takes at most. */
  public Forecast forecast() {
    double probe = options.leadIn().toSeconds() + options.duration().toSeconds() + PROBE_SECONDS;
    return new Forecast(
        contenders.size() * plan.probes() * probe,
        RateProber.mostRecords() * BYTES_PER_RECORD,
        Forecast.of(options).memoryBytes());
  }

  /**
   * Searches.
   *
   * @param command the command line that repeats it
   * @param effective the options for people
   * @param before what an interrupted search with the same options has found: its probes are not
   *     made again
   * @param keep is given the result so far after each probe
   */
  public SustainResult run(
      String command,
      Map<String, String> effective,
      Optional<SustainResult> before,
      Consumer<SustainResult> keep) {
    String id = Run.id(time);
    Map<Engine, String> versions = new HashMap<>();
    before
        .map(SustainResult::run)
        .map(RunInfo::versions)
        .ifPresent(known -> known(known, versions));
    List<Text> warnings = new ArrayList<>();
    before.ifPresent(done -> warnings.addAll(done.warnings()));
    List<GearSearch> ended = new ArrayList<>();
    SustainResult result = null;
    try (RunContext context = new RunContext(options, installation, id, say)) {
      Traces traces = new Traces(context.newDirectory(), Optional.empty());
      for (Contender contender : contenders) {
        Consumer<GearSearch> sofar =
            search -> {
              List<GearSearch> all = new ArrayList<>(ended);
              all.add(search);
              RunInfo info = Run.info(time, command, options.seed(), traces, versions, effective);
              keep.accept(result(info, all, warnings));
            };
        GearSearch known = before.flatMap(done -> of(contender, done)).orElse(nothing(contender));
        if (!known.ended()) {
          try (RateProber prober =
              new RateProber(context, traces, contender, known, versions, say, sofar)) {
            known = prober.search(plan);
            warnings.addAll(prober.warnings());
          }
        }
        ended.add(known);
        RunInfo info = Run.info(time, command, options.seed(), traces, versions, effective);
        result = result(info, ended, warnings);
        keep.accept(result);
      }
    }
    return result;
  }

  private static void known(RunInfo.Versions versions, Map<Engine, String> into) {
    into.put(Engine.SPARK, versions.spark());
    into.put(Engine.FLINK, versions.flink());
  }

  private static Optional<GearSearch> of(Contender contender, SustainResult result) {
    return result.gears().stream()
        .filter(each -> each.engine() == contender.engine())
        .filter(each -> each.gear().equals(contender.gear().name()))
        .findFirst();
  }

  private static GearSearch nothing(Contender contender) {
    return new GearSearch(contender.engine(), contender.gear().name(), null, List.of(), null, null);
  }

  private SustainResult result(RunInfo info, List<GearSearch> gears, List<Text> warnings) {
    Selected selected = options.selection().get(0);
    boolean right = gears.stream().allMatch(each -> each.parity() == null || each.parity().equal());
    List<Probe> probes = gears.stream().flatMap(each -> each.probes().stream()).toList();
    boolean possible =
        probes.stream().allMatch(p -> p.endToEndMs() == null || p.endToEndMs().negative() == 0);
    boolean quiet = probes.stream().noneMatch(Sustain::disturbed);
    boolean ended = gears.size() == contenders.size() && gears.stream().allMatch(GearSearch::ended);
    return new SustainResult(
        SustainResult.SCHEMA_VERSION,
        info,
        selected.exercise().id(),
        selected.variant().name(),
        selected.exercise().title(),
        gears,
        right && possible,
        right && possible && quiet && ended && !options.quick(),
        warnings);
  }

  /** What the driver could not send is no figure of the engine, and needs no quiet machine. */
  private static boolean disturbed(Probe probe) {
    return probe.verdict() != Verdict.OUT_OF_REACH && (probe.noisy() || probe.generatorLate());
  }
}
