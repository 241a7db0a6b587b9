package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.catalog.WatermarkPolicy;
import tandem.model.ch11.sec4.TwoStreamsTraffic.Shape;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.4.4, several watermarks: clicks are joined with the purchases that follow them, and
 * each of the two topics has a watermark of its own. A pair comes out at once; a click without a
 * purchase when the watermark says that none can come any more, so one that stands still is seen.
 */
public final class SeveralWatermarks {
  /** The variants, the headline first. */
  public static final String MINIMUM = "minimum";

  public static final String MAXIMUM = "maximum";
  public static final String SILENT = "silent";
  public static final String HEARTBEATS = "heartbeats";
  public static final String IDLENESS = "idleness";
  public static final String ALIGNMENT = "alignment";
  public static final String INNER = "inner";

  /** The two topics; both carry events, and the topic says what they are. */
  public static final String CLICKS = "clicks";

  public static final String COMPRAS = "compras";

  /** How far each watermark stays behind its topic. */
  public static final Duration DELAY = Duration.ofMinutes(10);

  /** How long after a click a purchase of the same user counts as its own, inclusive. */
  public static final Duration REACH = Duration.ofMinutes(10);

  /** Processing time after which {@link #IDLENESS} leaves a silent partition out. */
  public static final Duration IDLE_AFTER = Duration.ofSeconds(2);

  /** How far one topic may be read ahead of the other in {@link #ALIGNMENT}, in event time. */
  public static final Duration AHEAD = Duration.ofMinutes(5);

  /**
   * How often the topics' progress is compared for that: in so much time of the clock no topic gets
   * further than {@link #AHEAD}.
   */
  public static final Duration ALIGNED_EVERY = Duration.ofMillis(200);

  /** Spark's setting of what counts of several watermarks. */
  public static final String SPARK_POLICY = "spark.sql.streaming.multipleWatermarkPolicy";

  private static final String ANSWERS = "doc:docs/answers/11.4.4.md#q";

  /**
   * A result row: a click with a purchase that followed, or a click that none followed.
   *
   * @param compraId the purchase's event id; null where none followed
   * @param monto the purchase's amount; may be null
   */
  public record Conversion(
      String clickId, String userId, Instant clickEn, String compraId, Double monto) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.4.4",
          SeveralWatermarks.class,
          new Text(
              "Several watermarks: the least counts", "Múltiples watermarks: el mínimo global"),
          new Text(
              """
              Each stream of a join has a watermark, and the least of them counts: nobody is late because others are ahead.
              A stream that is behind holds back what waits for the watermark; pairs that are complete wait for nothing.
              A stream that falls silent holds it back for ever, and the other's state grows meanwhile.
              Spark can be told to take the greatest, and then drops the records of whoever is behind.
              Flink knows no such policy; it can leave silent partitions out, and keep fast ones from running ahead.""",
              """
              Cada stream de un join tiene su watermark y cuenta el menor: nadie llega tarde porque otros vayan por delante.
              Un stream atrasado retiene lo que espera al watermark; las parejas completas no esperan a nada.
              Un stream que calla lo retiene para siempre, y mientras tanto crece el estado del otro.
              A Spark se le puede pedir el mayor, y entonces descarta los registros del que va atrasado.
              Flink no tiene esa política; puede dejar fuera particiones calladas y frenar a las rápidas."""),
          variants(),
          List.of(
              new Question(1, "claim:" + SeveralWatermarksClaims.LEAST_COUNTS),
              new Question(2, "claim:" + SeveralWatermarksClaims.SILENCE_BLOCKS),
              new Question(3, ANSWERS + "3"),
              new Question(4, ANSWERS + "4")),
          SeveralWatermarksClaims.all());

  private SeveralWatermarks() {}

  /** Whether a click without a purchase gives a row too. */
  public static boolean withUnpaired(String variant) {
    return !variant.equals(INNER);
  }

  /** The rule for a pair; the purchase is null where none followed. */
  public static Conversion apply(Evento click, Evento compra) {
    return new Conversion(
        click.eventoId(),
        click.userId(),
        click.timestamp(),
        compra == null ? null : compra.eventoId(),
        compra == null ? null : compra.monto());
  }

  private static List<Variant> variants() {
    return List.of(
        variant(
                MINIMUM,
                "clicks fall half an hour behind; the least watermark counts",
                "los clicks se atrasan media hora; cuenta el menor watermark",
                Shape.CLICKS_BEHIND,
                WatermarkPolicy.MIN)
            .build(),
        variant(
                MAXIMUM,
                "the same clicks where the greatest watermark counts",
                "los mismos clicks cuando cuenta el mayor watermark",
                Shape.CLICKS_BEHIND,
                WatermarkPolicy.MAX)
            .setting(Engine.SPARK, SPARK_POLICY, "max")
            .engines(Engine.SPARK)
            .build(),
        variant(
                SILENT,
                "clicks fall silent and purchases go on",
                "los clicks callan y las compras siguen",
                Shape.CLICKS_SILENT,
                WatermarkPolicy.MIN)
            .build(),
        variant(
                HEARTBEATS,
                "the same silence with a heartbeat every ten minutes",
                "el mismo silencio con un latido cada diez minutos",
                Shape.HEARTBEATS,
                WatermarkPolicy.MIN)
            .build(),
        variant(
                IDLENESS,
                "the same silence; silent partitions are left out",
                "el mismo silencio; las particiones calladas no cuentan",
                Shape.CLICKS_SILENT,
                // with two topics, the least of those that are not silent is the greater one
                WatermarkPolicy.MAX)
            .engines(Engine.FLINK)
            .build(),
        variant(
                ALIGNMENT,
                "an hour of purchases is there before the first click; they are read at one pace",
                "una hora de compras llega antes que el primer click; se leen a la par",
                Shape.CLICKS_AFTER,
                WatermarkPolicy.MIN)
            .engines(Engine.FLINK)
            .build(),
        variant(
                INNER,
                "pairs only, with silent clicks",
                "solo parejas, con clicks callados",
                Shape.CLICKS_SILENT,
                WatermarkPolicy.MIN)
            .rowsAtOnce()
            .build());
  }

  private static Variant.Builder variant(
      String name, String en, String es, Shape shape, WatermarkPolicy policy) {
    return Variant.named(name, en, es)
        .inputs(CLICKS, COMPRAS)
        .schema(RowSchema.of(Conversion.class, Set.of("click_id", "compra_id"), Set.of()))
        .watermarkDelay(DELAY)
        .watermarkPolicy(policy)
        .traffic(new TwoStreamsTraffic(shape))
        .oracle(new ConversionOracle(withUnpaired(name), policy))
        // what the watermark does to rows is counted; latency of joins is measured in 11.6
        .parityOnly();
  }
}
