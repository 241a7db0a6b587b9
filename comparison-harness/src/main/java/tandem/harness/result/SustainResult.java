package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * The rates that gears sustain, each with every probe of its search; the contents of {@code
 * sustain.json}.
 *
 * @param schemaVersion of this record's form
 * @param run the whole
 * @param exercise id
 * @param variant name
 * @param title of the exercise
 * @param gears in the order in which they were asked for
 * @param valid false if an output was wrong, or a latency below zero
 * @param claimable false for quick searches, which show shapes, and where a probe was disturbed
 * @param warnings for people
 */
public record SustainResult(
    int schemaVersion,
    RunInfo run,
    String exercise,
    String variant,
    Text title,
    List<GearSearch> gears,
    boolean valid,
    boolean claimable,
    List<Text> warnings) {
  /** The form that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  public SustainResult {
    gears = List.copyOf(gears);
    warnings = List.copyOf(warnings);
  }

  /**
   * The search for one gear's rate.
   *
   * @param gear its name, such as {@code every=1s}
   * @param parity of all that it put out in time; null where it could not run
   * @param probes in the order in which they ran
   * @param found what the probes have shown; null while the search goes on, and where it could not
   *     run
   * @param unavailable why it could not run, in the engine's own words; else null
   */
  public record GearSearch(
      Engine engine,
      String gear,
      ParityFinding parity,
      List<Probe> probes,
      Found found,
      String unavailable) {

    public GearSearch {
      probes = List.copyOf(probes);
    }

    /** Whether its output was what the oracle expects, as far as it was checked. */
    public boolean right() {
      return parity == null || parity.equal();
    }

    /** Whether there is nothing left to do for it. */
    public boolean ended() {
      return found != null || unavailable != null;
    }
  }

  /**
   * What a search has found.
   *
   * @param sustainedPerSecond the greatest rate that was sustained, or null
   * @param failedPerSecond the least rate above it that was not, or null
   */
  public record Found(Ending ending, Double sustainedPerSecond, Double failedPerSecond) {}

  /** How a search has ended. */
  public enum Ending {
    /** The rate was sustained twice, and a tenth more is too much. */
    CONFIRMED,
    /** It was sustained; that more is too much was not shown within the probes there are. */
    AT_LEAST,
    /** It was sustained; what is above could not be sent. */
    DRIVER_LIMIT,
    /** No probe was sustained. */
    NOT_FOUND;

    /** The words in {@code sustain.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** What a probe is for. */
  public enum Purpose {
    SEARCH,
    /** The rate that was found once more, in a process of its own. */
    CONFIRM,
    /** A tenth more, which must fail. */
    EXCEED;

    /** The word in {@code sustain.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a probe has shown. */
  public enum Verdict {
    SUSTAINED,
    TOO_MUCH,
    /** The driver could not send so much: the driver's limit, not the engine's. */
    OUT_OF_REACH;

    /** The words in {@code sustain.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** What must hold of a probe. */
  public enum Criterion {
    /** Share of the offered rate that was sent; at least the limit. */
    SENT,
    /** Growth of the lag as a share of the offered rate; at most the limit. */
    LAG_SLOPE,
    /** p99 latency of the last third over that of the middle third; at most the limit. */
    TAIL,
    /** Seconds from the schedule's end until the last row was visible; at most the limit. */
    BACKLOG,
    /** Rows that are not as the oracle expects; at most the limit. */
    OUTPUT;

    /** The words in {@code sustain.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A criterion's value.
   *
   * @param value null where it could not be judged, which does not hold
   */
  public record Finding(Criterion criterion, Double value, double limit, boolean held) {}

  /**
   * One offered rate, tried.
   *
   * @param offeredPerSecond events per second by the schedule
   * @param seconds of the measured part
   * @param findings a criterion each; none where the rate was not even tried, as it is more than
   *     the driver has memory for
   * @param endToEndMs latency until a {@code read_committed} reader has the row, or null
   * @param generatorLagMs how late the traffic was sent, or null
   * @param generatorLate whether that is too late for the latency to be believed
   * @param cpuSecondsPerMillion processor seconds of the contender for a million events
   * @param noisy whether the machine was busy otherwise
   * @param traceSha256 identity of the traffic, or null
   */
  public record Probe(
      Purpose purpose,
      double offeredPerSecond,
      double seconds,
      Verdict verdict,
      List<Finding> findings,
      LatencyMeasures.Latency endToEndMs,
      Measures.Lag generatorLagMs,
      boolean generatorLate,
      double cpuSecondsPerMillion,
      boolean noisy,
      String traceSha256) {

    public Probe {
      findings = List.copyOf(findings);
    }

    /** What did not hold. */
    public List<Criterion> failed() {
      return findings.stream().filter(each -> !each.held()).map(Finding::criterion).toList();
    }
  }
}
