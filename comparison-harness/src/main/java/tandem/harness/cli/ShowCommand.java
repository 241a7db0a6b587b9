package tandem.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;

/** Shows one exercise: its idea, its three places, its variants and how to run it. */
@Command(
    name = "show",
    description = "Show an exercise: idea, code, variants.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Language language;

  @Option(names = "--json", description = "As JSON, for machines.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "The exercise, such as 11.1.2.")
  private String id;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Exercise exercise : Selection.exercises(java.util.List.of(id))) {
      if (json) {
        Main.json(out, ListCommand.entry(exercise));
      } else {
        show(exercise, out);
      }
    }
    return 0;
  }

  private void show(Exercise exercise, PrintWriter out) {
    String lang = language.code();
    out.println(exercise.id() + "  " + exercise.title().in(lang));
    out.println();
    exercise.idea().in(lang).lines().forEach(line -> out.println("  " + line));
    out.println();
    out.println("  model  " + path("shared-model", exercise.model().getName()));
    out.println("  spark  " + path("spark-jobs", exercise.jobClass(Engine.SPARK)));
    out.println("  flink  " + path("flink-jobs", exercise.jobClass(Engine.FLINK)));
    out.println();
    for (Variant variant : exercise.variants()) {
      String mark = variant == exercise.headline() ? "*" : " ";
      out.printf("  %s %-16s %s%n", mark, variant.name(), variant.title().in(lang));
    }
    out.println();
    for (Question question : exercise.questions()) {
      out.println("  ?" + question.number() + "  " + question.answeredBy());
    }
    out.println();
    for (Claim claim : exercise.claims()) {
      out.println("  =" + claim.name() + "  " + claim.statement().in(lang));
      out.println("     " + claim.measurement().in(lang));
    }
    if (!exercise.claims().isEmpty()) {
      out.println();
    }
    out.println("  ./tandem run " + exercise.id() + " --quick");
  }

  private static String path(String module, String className) {
    return module + "/src/main/java/" + className.replace('.', '/') + ".java";
  }
}
