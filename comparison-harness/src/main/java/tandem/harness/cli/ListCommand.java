package tandem.harness.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;

/** Lists the exercises. */
@Command(
    name = "list",
    description = "List the exercises and their variants.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Language language;

  @Option(names = "--json", description = "As JSON, for machines.")
  private boolean json;

  @Override
  public Integer call() {
    if (json) {
      Main.json(
          spec.commandLine().getOut(), Catalog.all().stream().map(ListCommand::entry).toList());
      return 0;
    }
    List<Column> columns =
        List.of(
            new Column().header("id"),
            new Column().header("exercise"),
            new Column().header("variants"));
    columns.forEach(column -> column.dataAlign(HorizontalAlign.LEFT).maxWidth(60));
    String[][] rows =
        Catalog.all().stream()
            .map(
                e ->
                    new String[] {
                      e.id(), e.title().in(language.code()), String.join(", ", variants(e))
                    })
            .toArray(String[][]::new);
    spec.commandLine()
        .getOut()
        .println(AsciiTable.getTable(AsciiTable.FANCY_ASCII, columns.toArray(Column[]::new), rows));
    return 0;
  }

  /** An exercise as the outside world sees it. */
  static Map<String, Object> entry(Exercise exercise) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", exercise.id());
    entry.put("name", exercise.name());
    entry.put("chapter", exercise.chapter());
    entry.put("section", exercise.section());
    entry.put("title", exercise.title().en());
    entry.put("variants", variants(exercise));
    entry.put("headline", exercise.headline().name());
    entry.put("spark", exercise.jobClass(Engine.SPARK));
    entry.put("flink", exercise.jobClass(Engine.FLINK));
    entry.put("oracle", exercise.model().getName());
    entry.put("questions", exercise.questions());
    entry.put("claims", exercise.claims().stream().map(Claim::name).toList());
    return entry;
  }

  private static List<String> variants(Exercise exercise) {
    return exercise.variants().stream().map(Variant::name).toList();
  }
}
