package tandem.harness.report;

import java.util.Locale;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.RunInfo;
import tandem.harness.result.RunInfo.Host;
import tandem.harness.result.RunInfo.TraceInfo;
import tandem.harness.result.RunInfo.Versions;

/** Shows where figures come from, and what they can't tell. */
final class OriginBlocks {
  private final RunInfo run;
  private final Messages words;

  OriginBlocks(RunInfo run, Messages words) {
    this.run = run;
    this.words = words;
  }

  /** What the figures of one machine can't tell. */
  Block limits() {
    Block.Builder limits =
        Block.of(words.text("limits.heading"), words.text("limits.intro"))
            .note(words.text("limits.machine"), Tone.PLAIN)
            .note(words.text("limits.samples"), Tone.PLAIN)
            .note(words.text("limits.absolute"), Tone.PLAIN);
    if (Boolean.TRUE.equals(run.host().autogroup())) {
      limits.note(words.text("limits.autogroup"), Tone.CAUTION);
    }
    return limits.build();
  }

  /** The command that repeats the run, its traces, its machine and its options. */
  Block origin() {
    Table.Builder traces =
        Table.of(
            words.text("origin.traces"),
            words.text("column.exercise"),
            words.text("origin.purpose"),
            words.text("origin.records"),
            "SHA-256");
    for (TraceInfo trace : run.traces()) {
      String purpose = trace.purpose().name().toLowerCase(Locale.ROOT);
      traces.row(
          Cell.text(trace.exercise() + " " + trace.variant()),
          Cell.text(words.text("purpose." + purpose)),
          Cell.number(words.figures().number(trace.records())),
          Cell.code(trace.sha256()));
    }
    return Block.of(words.text("origin.heading"), words.text("origin.intro"))
        .code(run.command())
        .table(traces.build())
        .table(machine(run.host(), run.versions()))
        .table(options())
        .build();
  }

  private Table machine(Host host, Versions versions) {
    Table.Builder table =
        Table.of(
            words.text("origin.machine"),
            words.text("settings.name"),
            words.text("settings.value"));
    String cpu = host.cpuModel() == null ? "" : " · " + host.cpuModel();
    table.row(Cell.text(words.text("origin.cpus")), Cell.text(host.cpus() + cpu));
    table.row(
        Cell.text(words.text("origin.memory")),
        Cell.text(words.figures().bytes(host.memoryBytes())));
    table.row(Cell.text(words.text("origin.system")), Cell.text(host.os() + " · " + host.arch()));
    version(table, "Tandem", versions.tandem());
    version(table, "Java", versions.java());
    version(table, "Spark", versions.spark());
    version(table, "Flink", versions.flink());
    version(table, "Kafka", versions.kafka());
    return table.build();
  }

  private static void version(Table.Builder table, String part, String version) {
    if (version != null) {
      table.row(Cell.text(part), Cell.text(version));
    }
  }

  private Table options() {
    Table.Builder table =
        Table.of(
                words.text("origin.options"),
                words.text("settings.name"),
                words.text("settings.value"))
            .folded();
    table.row(Cell.code("seed"), Cell.code(Long.toString(run.seed())));
    run.options()
        .forEach(
            (name, value) -> {
              if (!name.equals("seed")) {
                table.row(Cell.code(name), Cell.code(value));
              }
            });
    return table.build();
  }
}
