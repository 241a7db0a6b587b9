package tandem.model.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tandem.model.run.Engine;

/** The figures that a claim is judged by; it remembers which ones were looked at. */
public final class Evidence {
  private final Map<String, Double> measured;
  private final Map<String, Double> used = new LinkedHashMap<>();

  Evidence(Map<String, Double> measured) {
    this.measured = measured;
  }

  /** The figures can't tell. */
  public static final class NotShown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Text why;

    NotShown(Text why) {
      super(why.en());
      this.why = why;
    }

    Text why() {
      return why;
    }
  }

  /**
   * A figure.
   *
   * @throws NotShown if it was not measured
   */
  public double of(Figure figure) {
    Double value = measured.get(figure.name());
    if (value == null) {
      throw notShown("not measured: " + figure.name(), "no medido: " + figure.name());
    }
    used.put(figure.name(), value);
    return value;
  }

  /**
   * The same of a variant and an engine at its standard gear.
   *
   * @throws NotShown if it was not measured
   */
  public double of(String variant, Engine engine, String what) {
    return of(Figure.of(variant, engine, what));
  }

  /** Whether a figure was measured. */
  public boolean has(Figure figure) {
    return measured.containsKey(figure.name());
  }

  /** The end of a judgement that the figures do not carry. */
  public NotShown notShown(String en, String es) {
    return new NotShown(new Text(en, es));
  }

  Map<String, Double> used() {
    return Collections.unmodifiableMap(used);
  }
}
