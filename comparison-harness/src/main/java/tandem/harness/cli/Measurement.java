package tandem.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tandem.harness.ExitCode;
import tandem.harness.process.Installation;
import tandem.harness.report.Report;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Result;
import tandem.harness.run.Forecast;
import tandem.harness.run.Run;
import tandem.harness.run.RunOptions;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** Runs exercises side by side, writes the report and tells what came of it. */
final class Measurement {
  private final CommandSpec spec;
  private final Language language;
  private final boolean json;

  /**
   * A measurement.
   *
   * @param spec of the command that asked for it
   * @param language of the report
   * @param json whether the result is printed for a machine
   */
  Measurement(CommandSpec spec, Language language, boolean json) {
    this.spec = spec;
    this.language = language;
    this.json = json;
  }

  /** Runs, and says with which code to exit. */
  ExitCode run(RunOptions options, List<Threshold> checks) {
    Installation installation = Installation.locate();
    Forecast forecast = Forecast.of(options);
    MeasuringOptions.ready(forecast);
    Path folder = MeasuringOptions.writable(options.out());
    Progress progress = new Progress(spec.commandLine().getErr());
    progress.expect("this run", forecast);
    Run run = new Run(options, installation);
    Result result =
        run.run(MeasuringOptions.commandLine(spec), MeasuringOptions.effective(options), progress);
    Report.write(result, run.histograms(), folder, language.code());
    progress.accept("done");
    Outcome.tell(spec, json, result, () -> Report.console(result, language.code()), folder);
    return exitCode(result, checks, options);
  }

  private ExitCode exitCode(Result result, List<Threshold> checks, RunOptions options) {
    PrintWriter err = spec.commandLine().getErr();
    for (ExerciseResult exercise : result.exercises()) {
      for (Engine engine : exercise.parity().engines()) {
        if (!exercise.right(engine)) {
          err.println(
              "tandem: "
                  + engine.label()
                  + " "
                  + exercise.id()
                  + " "
                  + exercise.variant()
                  + " differs from the oracle; see "
                  + options.out());
          return ExitCode.DIFFERENT;
        }
      }
    }
    if (!result.valid()) {
      List<Text> why = new ArrayList<>(result.warnings());
      result.exercises().forEach(exercise -> why.addAll(exercise.warnings()));
      err.println("tandem: the run is invalid: " + Text.inEnglish(why));
      return ExitCode.INVALID;
    }
    for (Threshold check : checks) {
      Optional<String> failed = check.failure(result);
      if (failed.isPresent()) {
        err.println("tandem: " + failed.get());
        return ExitCode.THRESHOLD;
      }
    }
    return ExitCode.OK;
  }
}
