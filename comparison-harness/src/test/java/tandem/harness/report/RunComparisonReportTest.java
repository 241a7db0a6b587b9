package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.ResultJson;
import tandem.harness.result.RunComparison;

/** What is written of two runs side by side, on the runs that the project keeps. */
class RunComparisonReportTest {
  private static final Path KEPT = Path.of("../results");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "2026-11-21-11.1.2-quick, 2026-11-21-11.1.2-quick",
    "2026-11-21-11.1.2-quick, 2026-11-21-11.1.5-quick",
    "2026-11-21-sweep-11.1.1-quick, 2026-11-21-sweep-11.1.1-quick-seed7",
    "2026-11-21-sweep-11.1.1-quick, 2026-11-21-sweep-11.1.1-kafkas-buffers",
  })
  void readsBackWhatItWrote(String a, String b) {
    RunComparison comparison = RunComparisonReport.compare(KEPT.resolve(a), KEPT.resolve(b));

    RunComparisonReport.write(comparison, directory, "es");

    assertThat(RunComparisonReport.read(directory)).isEqualTo(comparison);
  }

  @Test
  void schemaRefusesWhatIsNotAComparison() {
    Path run = KEPT.resolve("2026-11-21-11.1.2-quick");
    ObjectNode good = ResultJson.mapper().valueToTree(RunComparisonReport.compare(run, run));
    PublishedSchema.COMPARE.validate(good);

    ObjectNode unknownField = good.deepCopy().put("surprise", 1);
    ObjectNode oneSide = good.deepCopy();
    oneSide.remove("b");
    ObjectNode otherVerdict = good.deepCopy();
    ((ObjectNode) otherVerdict.at("/rows/0")).put("verdict", "faster");
    ObjectNode otherReason = good.deepCopy();
    ((ObjectNode) otherReason.at("/rows/0")).put("reason", "bad luck");

    for (ObjectNode bad : List.of(unknownField, oneSide, otherVerdict, otherReason)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> PublishedSchema.COMPARE.validate(bad))
          .withMessageContaining("the comparison does not fit its schema");
    }
  }
}
