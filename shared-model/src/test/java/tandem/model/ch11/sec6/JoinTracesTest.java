package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.trace.TraceVerifier;

/** What is late in the traces of joins of two streams is clearly late, of every variant. */
final class JoinTracesTest {
  @TempDir private Path directory;

  static Stream<Arguments> variants() {
    return Catalog.select("11.6").stream()
        .flatMap(
            exercise ->
                exercise.variants().stream()
                    .filter(variant -> !variant.wires().isEmpty())
                    .map(variant -> Arguments.of(exercise.id(), variant.name())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("variants")
  void latenessIsDecidable(String id, String name) {
    Exercise exercise = Catalog.exercise(id);
    Variant variant = exercise.variant(name);
    assertThat(
            TraceVerifier.problems(HandTrace.generated(directory, exercise, variant, 7), variant))
        .isEmpty();
  }
}
