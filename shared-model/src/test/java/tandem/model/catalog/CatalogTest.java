package tandem.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tandem.model.run.Engine;

/** Every exercise has its three rooms, and every question an answer. */
final class CatalogTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyExerciseHasItsRooms() {
    for (Exercise exercise : Catalog.all()) {
      assertThat(
              ROOT.resolve("spark-jobs/src/main/java")
                  .resolve(file(exercise.jobClass(Engine.SPARK))))
          .exists();
      assertThat(
              ROOT.resolve("flink-jobs/src/main/java")
                  .resolve(file(exercise.jobClass(Engine.FLINK))))
          .exists();
    }
  }

  @Test
  void everyQuestionHasAnAnswer() throws Exception {
    for (Exercise exercise : Catalog.all()) {
      for (Question question : exercise.questions()) {
        String[] answer = question.answeredBy().split("[:#]", -1);
        switch (answer[0]) {
          case "variant" -> assertThat(exercise.variant(answer[1])).isNotNull();
          case "claim" -> assertThat(exercise.claims()).extracting(Claim::name).contains(answer[1]);
          case "doc" ->
              assertThat(Files.readString(ROOT.resolve(answer[1])))
                  .contains("<a id=\"" + answer[2] + "\">");
          default ->
              throw new AssertionError(question + " of " + exercise.id() + " is answered nowhere");
        }
      }
    }
  }

  @Test
  void whatIsUpdatedHasAFairTwin() {
    for (Exercise exercise : Catalog.all()) {
      for (Variant variant : exercise.variants()) {
        if (variant.timed() && variant.emission() == Emission.UPDATE) {
          Variant twin = exercise.variant(variant.normalisedBy().orElseThrow());
          assertThat(twin.emission()).isEqualTo(Emission.APPEND);
          assertThat(twin.timed()).isTrue();
        }
      }
    }
  }

  private static String file(String className) {
    return className.replace('.', '/') + ".java";
  }
}
