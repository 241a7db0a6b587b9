package tandem.model.lateness;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tandem.model.catalog.Text;
import tandem.model.lateness.Need.First;

/**
 * How late the events of a kind of system arrive, and what is wanted of it: the four systems of
 * exercise 11.4.5. The greatest lateness and the deadlines are the course's; how many events are
 * late, and what it leaves open, is assumed here and said in docs/answers/11.4.5.md.
 */
// records of immutable things, and a list that nobody can change
@SuppressWarnings("ImmutableEnumChecker")
public enum LatenessProfile {
  /** Phones that are offline for up to 48 hours; dashboards show open windows. */
  MOBILE(
      "mobile",
      new Text("mobile application", "aplicación móvil"),
      new Need(Duration.ofHours(1), Optional.empty(), 0, First.COMPLETE),
      share(0.9, Duration.ZERO, Duration.ofMinutes(1)),
      share(0.07, Duration.ofMinutes(1), Duration.ofHours(1)),
      share(0.025, Duration.ofHours(1), Duration.ofHours(24)),
      share(0.005, Duration.ofHours(24), Duration.ofHours(48))),
  /** Sensors on a local network that can be cut off for 15 minutes; results within 5. */
  INDUSTRIAL(
      "industrial",
      new Text("industrial sensors", "sensores industriales"),
      new Need(Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(5)), 0, First.IN_TIME),
      share(0.99, Duration.ZERO, Duration.ofMillis(100)),
      share(0.01, Duration.ofMillis(100), Duration.ofMinutes(15))),
  /** Payments, all there within 2 seconds on a normal day; nothing may be lost. */
  BANK(
      "bank",
      new Text("bank payments", "pagos bancarios"),
      new Need(Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(1)), 0, First.COMPLETE),
      share(1, Duration.ZERO, Duration.ofSeconds(2))),
  /** Logs sent every 10 seconds, up to 5 minutes late under load; an error rate each minute. */
  WEB_LOGS(
      "web-logs",
      new Text("web server logs", "logs de servidor web"),
      new Need(Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(10)), 0.001, First.IN_TIME),
      share(0.95, Duration.ZERO, Duration.ofSeconds(10)),
      share(0.05, Duration.ofSeconds(10), Duration.ofMinutes(5)));

  private final String label;
  private final Text title;
  private final Need need;
  private final List<Share> shares;

  LatenessProfile(String label, Text title, Need need, Share... shares) {
    this.label = label;
    this.title = title;
    this.need = need;
    this.shares = List.of(shares);
  }

  /**
   * A part of the events and how late they are: evenly between two bounds.
   *
   * @param of the part, from 0 to 1; those of a profile make 1
   * @param atLeast the least lateness
   * @param below what none reaches
   */
  public record Share(double of, Duration atLeast, Duration below) {}

  /**
   * The profile of a name.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static LatenessProfile named(String label) {
    return Arrays.stream(values())
        .filter(profile -> profile.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no lateness profile '"
                        + label
                        + "'; there are "
                        + String.join(
                            ", ", Arrays.stream(values()).map(LatenessProfile::label).toList())));
  }

  /** The name on the command line. */
  public String label() {
    return label;
  }

  /** What kind of system it is. */
  public Text title() {
    return title;
  }

  /** What is wanted of it. */
  public Need need() {
    return need;
  }

  /** The parts, the most punctual first. */
  public List<Share> shares() {
    return shares;
  }

  /** What no event's lateness reaches. */
  public Duration greatest() {
    return shares.get(shares.size() - 1).below();
  }

  /** The part that a number from 0 to 1 falls into. */
  Share share(double at) {
    double left = at;
    for (Share share : shares) {
      left -= share.of();
      if (left < 0) {
        return share;
      }
    }
    return shares.get(shares.size() - 1);
  }

  private static Share share(double of, Duration atLeast, Duration below) {
    return new Share(of, atLeast, below);
  }
}
