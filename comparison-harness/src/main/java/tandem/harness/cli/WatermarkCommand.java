package tandem.harness.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.catalog.Text;
import tandem.model.lateness.Arrival;
import tandem.model.lateness.Arrivals;
import tandem.model.lateness.Candidate;
import tandem.model.lateness.DelayTable;
import tandem.model.lateness.LatenessProfile;
import tandem.model.lateness.Need;
import tandem.model.lateness.Need.First;
import tandem.model.trace.Trace;

/** Tries delays of a watermark on a lateness profile or a recorded trace, and recommends one. */
@Command(
    name = "watermark",
    description =
        "Show what each delay of a watermark would lose, keep and cost on a lateness profile or a trace.",
    mixinStandardHelpOptions = true)
final class WatermarkCommand implements Callable<Integer> {
  private static final double PERCENT = 100;
  private static final double MILLIS = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private Language language;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--window",
      converter = Time.class,
      description = "Length of the windows, such as 1m or 1h (default: the profile's, or 1m).")
  private Duration window;

  @Option(
      names = "--within",
      converter = Time.class,
      description = "Time after a window's end at which its final row must be there.")
  private Duration within;

  @Option(
      names = "--tolerate",
      description = "Percentage of events that may be lost (default: the profile's, or 0).")
  private Double tolerate;

  @Option(
      names = "--first",
      description =
          "What matters more: ${COMPLETION-CANDIDATES} (default: the profile's, or complete).")
  private First first;

  @Option(
      names = "--delays",
      split = ",",
      converter = Time.class,
      description = "Delays to try, such as 10s,1m,5m (default: nineteen from 1s to 72h).")
  private List<Duration> delays;

  @Option(names = "--seed", defaultValue = "42", description = "Seed of a profile's events.")
  private long seed;

  @Option(names = "--json", description = "As JSON, for machines.")
  private boolean json;

  /** Where the events come from. */
  static final class Source {
    @Option(
        names = "--profile",
        required = true,
        description = "One of: mobile, industrial, bank, web-logs.")
    private String profile;

    @Option(names = "--trace", required = true, description = "A trace, recorded or made.")
    private Path trace;
  }

  /** Reads {@code 90s}, {@code 5m}, {@code 1h30m}, and what ISO 8601 writes. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      try {
        Duration duration = Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
        if (duration.isNegative()) {
          throw new TypeConversionException("'" + text + "' is negative");
        }
        return duration;
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no duration; give for instance 90s, 5m or 1h30m");
      }
    }
  }

  @Override
  public Integer call() {
    DelayTable table;
    Need need;
    try {
      need = need();
      table = DelayTable.of(arrivals(), need, delays == null ? DelayTable.DELAYS : delays);
    } catch (IllegalArgumentException e) {
      throw new HarnessException(ExitCode.USAGE, e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Main.json(out, table);
      return 0;
    }
    print(out, table, need);
    return 0;
  }

  private List<Arrival> arrivals() {
    return source.profile != null
        ? Arrivals.of(LatenessProfile.named(source.profile), seed)
        : Arrivals.of(Trace.open(source.trace));
  }

  /** The profile's, or a trace's own, as far as the options do not say otherwise. */
  private Need need() {
    Need given =
        source.profile != null
            ? LatenessProfile.named(source.profile).need()
            : new Need(Duration.ofMinutes(1), Optional.empty(), 0, First.COMPLETE);
    return new Need(
        window == null ? given.window() : window,
        within == null ? given.within() : Optional.of(within),
        tolerate == null ? given.tolerated() : tolerate / PERCENT,
        first == null ? given.first() : first);
  }

  private void print(PrintWriter out, DelayTable table, Need need) {
    List<Column> columns =
        List.of(
            new Column().header(text("delay", "espera")),
            new Column().header(text("events lost", "eventos perdidos")),
            new Column().header("%"),
            new Column().header(text("state entries", "entradas de estado")),
            new Column().header(text("final row after (s)", "fila definitiva tras (s)")),
            new Column().header(""));
    columns.forEach(column -> column.dataAlign(HorizontalAlign.RIGHT));
    String[][] rows =
        table.candidates().stream()
            .map(candidate -> row(candidate, table.recommended()))
            .toArray(String[][]::new);
    out.println(AsciiTable.getTable(AsciiTable.FANCY_ASCII, columns.toArray(Column[]::new), rows));
    out.println(
        text("windows of ", "ventanas de ")
            + shown(need.window())
            + need.within()
                .map(time -> text(", final within ", ", definitivas en ") + shown(time))
                .orElse("")
            + text(", at most ", ", se pierde como mucho ")
            + number(need.tolerated() * PERCENT)
            + text(" % lost", " %"));
    out.println(
        text("recommended: ", "recomendado: ")
            + shown(table.recommended().delay())
            + ". "
            + why(table.reason()).in(language.code()));
  }

  private String[] row(Candidate candidate, Candidate recommended) {
    return new String[] {
      shown(candidate.delay()),
      Long.toString(candidate.lost()),
      number(candidate.lostShare() * PERCENT),
      Long.toString(candidate.entries()),
      number(candidate.latency().toMillis() / MILLIS),
      candidate.equals(recommended) ? "<" : ""
    };
  }

  private static Text why(DelayTable.Reason reason) {
    return switch (reason) {
      case SHORTEST_THAT_DOES ->
          new Text(
              "The shortest that loses no more than is tolerated and is in time.",
              "La más corta que no pierde más de lo tolerado y llega a tiempo.");
      case ALL_THE_MARGIN ->
          new Text(
              "The longest that is in time: what it leaves over is the margin for worse days.",
              "La más larga que llega a tiempo: lo que sobra es el margen para días peores.");
      case DEADLINE_FIRST ->
          new Text(
              "None does both; the longest that is in time, and more than is tolerated is lost.",
              "Ninguna cumple todo; la más larga que llega a tiempo, y se pierde más de lo tolerado.");
      case LOSS_FIRST ->
          new Text(
              "None does both; the shortest that loses no more than is tolerated, and it is not in time.",
              "Ninguna cumple todo; la más corta que no pierde más de lo tolerado, y llega tarde.");
      case LEAST_LOSS ->
          new Text(
              "None keeps what comes first; the one that loses least.",
              "Ninguna cumple lo primero; la que menos pierde.");
    };
  }

  private String text(String en, String es) {
    return new Text(en, es).in(language.code());
  }

  private static String shown(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
