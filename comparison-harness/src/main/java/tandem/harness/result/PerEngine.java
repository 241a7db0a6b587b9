package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.model.run.Engine;

/**
 * One value for each contender that took part, always in the order Spark, Flink, floor.
 *
 * @param spark Spark's, or null where it did not take part
 * @param flink Flink's, or null
 * @param floor the floor's, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerEngine<T>(T spark, T flink, T floor) {

  /** From a map; contenders without an entry did not take part. */
  public static <T> PerEngine<T> of(Map<Engine, ? extends T> values) {
    return new PerEngine<>(
        values.get(Engine.SPARK), values.get(Engine.FLINK), values.get(Engine.FLOOR));
  }

  /** For nobody. */
  public static <T> PerEngine<T> none() {
    return new PerEngine<>(null, null, null);
  }

  /** The value of one contender; null where it did not take part. */
  public T get(Engine engine) {
    return switch (engine) {
      case SPARK -> spark;
      case FLINK -> flink;
      case FLOOR -> floor;
    };
  }

  /** The contenders that took part, in order. */
  public List<Engine> engines() {
    List<Engine> present = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      if (get(engine) != null) {
        present.add(engine);
      }
    }
    return present;
  }
}
