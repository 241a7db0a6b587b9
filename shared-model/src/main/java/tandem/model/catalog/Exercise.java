package tandem.model.catalog;

import java.util.List;
import java.util.Locale;

/**
 * One exercise of the course: what it means, once, for both engines. Its name stands in three
 * rooms: {@code tandem.model.TAIL.NAME}, {@code tandem.spark.TAIL.NAMEJob} and {@code
 * tandem.flink.TAIL.NAMEJob}.
 *
 * @param id the course's number, such as {@code 11.3.2}
 * @param model the model class, which names the exercise and its package
 * @param title what it is about
 * @param idea the lesson, in about five lines
 * @param variants its forms; the first is the headline, which is timed by default
 * @param questions the course's numbered questions and where they are answered
 * @param claims the course's statements that a run can test
 */
public record Exercise(
    String id,
    Class<?> model,
    Text title,
    Text idea,
    List<Variant> variants,
    List<Question> questions,
    List<Claim> claims) {
  private static final String MODEL_PACKAGE = "tandem.model.";

  /** An exercise without claims. */
  public Exercise(
      String id,
      Class<?> model,
      Text title,
      Text idea,
      List<Variant> variants,
      List<Question> questions) {
    this(id, model, title, idea, variants, questions, List.of());
  }

  /** The name that the exercise has in each room. */
  public String name() {
    return model.getSimpleName();
  }

  /** First part of the id, such as {@code 11}. */
  public String chapter() {
    return id.substring(0, id.indexOf('.'));
  }

  /** First two parts of the id, such as {@code 11.3}; the chapter where there are only two. */
  public String section() {
    int last = id.lastIndexOf('.');
    return last == id.indexOf('.') ? chapter() : id.substring(0, last);
  }

  /** The variant that is timed by default. */
  public Variant headline() {
    return variants.get(0);
  }

  /** Class name of the exercise in an engine's room, {@code spark} or {@code flink}. */
  public String jobClass(tandem.model.run.Engine engine) {
    String room = "tandem." + engine.name().toLowerCase(Locale.ROOT) + ".";
    return room + model.getName().substring(MODEL_PACKAGE.length()) + "Job";
  }

  /**
   * The variant of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Variant variant(String name) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no variant '" + name + "'"));
  }
}
