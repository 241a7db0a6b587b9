package tandem.model.ch11.sec6;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.WireRecord;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireTopic;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.6.2, a join of two streams: a click and a purchase of the same user in the half hour
 * after it; inner and left outer, with watermarks and without.
 */
public final class ClickPurchaseJoin {
  /** The variants, the headline first. */
  public static final String INNER = "inner";

  public static final String LEFT_OUTER = "left-outer";
  public static final String NO_WATERMARK = "no-watermark";
  public static final String OUTER_NO_WATERMARK = "left-outer-no-watermark";
  public static final String TWO_HOURS_LATER = "two-hours-later";
  public static final String SILENT = "silent-purchases";

  /** How long after a click a purchase counts as its doing; the last instant is within. */
  public static final Duration WINDOW = Duration.ofMinutes(30);

  /** How far both watermarks stay behind. */
  public static final Duration DELAY = Duration.ofHours(1);

  /** The stream of clicks. */
  public static final WireTopic CLICKS =
      new WireTopic(
          "clicks",
          WireSchema.of(
              WireSchema.text("click_id").needed(),
              WireSchema.text("user_id").needed(),
              WireSchema.timestamp("timestamp_click").needed()));

  /** The stream of purchases. */
  public static final WireTopic COMPRAS =
      new WireTopic(
          "compras",
          WireSchema.of(
              WireSchema.text("compra_id").needed(),
              WireSchema.text("user_id").needed(),
              WireSchema.number("monto"),
              WireSchema.timestamp("timestamp_compra").needed()));

  /** Event-time seconds for a wall second of live traffic: ten seconds of it are five hours. */
  private static final double SPEED = 1_800;

  private static final String ANSWERS = "doc:docs/answers/11.6.2.md#q";

  /** A click. */
  public record Click(String clickId, String userId, Instant timestampClick) {

    /** Of a record that has been read. */
    public static Click of(WireRecord read) {
      return new Click(
          read.text("click_id"), read.text("user_id"), read.timestamp("timestamp_click"));
    }
  }

  /** A purchase; the amount may be null. */
  public record Compra(String compraId, String userId, Double monto, Instant timestampCompra) {

    /** Of a record that has been read. */
    public static Compra of(WireRecord read) {
      return new Compra(
          read.text("compra_id"),
          read.text("user_id"),
          read.number("monto"),
          read.timestamp("timestamp_compra"));
    }
  }

  /** Result row: a click and a purchase; the purchase's columns are null where there was none. */
  public record Conversion(
      String userId,
      String clickId,
      Instant timestampClick,
      String compraId,
      Double monto,
      Instant timestampCompra) {

    /** Of a click and a purchase, or null. */
    public static Conversion of(Click click, Compra compra) {
      return new Conversion(
          click.userId(),
          click.clickId(),
          click.timestampClick(),
          compra == null ? null : compra.compraId(),
          compra == null ? null : compra.monto(),
          compra == null ? null : compra.timestampCompra());
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.6.2",
          ClickPurchaseJoin.class,
          new Text("A join of two streams", "Join de dos streams"),
          new Text(
              """
              Each row waits in the state of its side for those of the other that may still come.
              The condition on time says how long that can be; the watermarks say when it is over.
              A pair comes out at once, with the later of its two records, whatever the watermark.
              A click without a purchase comes out of an outer join only when no purchase can come any more.
              The watermark of the join is that of the slower stream: one that falls silent stops it.""",
              """
              Cada fila espera en el estado de su lado a las del otro que aún puedan llegar.
              La condición temporal dice cuánto puede durar; los watermarks dicen cuándo ha terminado.
              Una pareja sale enseguida, con el segundo de sus registros, sea cual sea el watermark.
              Un click sin compra sale de un outer join solo cuando ya no puede llegar ninguna compra.
              El watermark del join es el del stream más lento: uno que calla lo detiene."""),
          variants(),
          List.of(
              new Question(1, "claim:" + ClickPurchaseClaims.BOTH_REQUIRED),
              new Question(2, ANSWERS + "2"),
              new Question(3, ANSWERS + "3"),
              new Question(4, "variant:" + LEFT_OUTER),
              new Question(5, "claim:" + ClickPurchaseClaims.TWO_HOURS)),
          ClickPurchaseClaims.all());

  private ClickPurchaseJoin() {}

  /** Whether a variant also gives clicks without a purchase. */
  public static boolean outer(String variant) {
    return Set.of(LEFT_OUTER, OUTER_NO_WATERMARK, SILENT).contains(variant);
  }

  /** Whether the streams of a variant have watermarks. */
  public static boolean watermarked(String variant) {
    return !Set.of(NO_WATERMARK, OUTER_NO_WATERMARK).contains(variant);
  }

  private static List<Variant> variants() {
    return List.of(
        variant(INNER, "pairs of a click and a purchase", "parejas de click y compra").build(),
        variant(LEFT_OUTER, "clicks without a purchase, too", "también clicks sin compra")
            .parityOnly()
            .build(),
        variant(NO_WATERMARK, "pairs, without watermarks", "parejas, sin watermarks")
            .timedWithHeadline()
            .build(),
        variant(OUTER_NO_WATERMARK, "left outer without watermarks", "left outer sin watermarks")
            // no watermark can rule out that a purchase comes: there is no row without one
            .refusedBy(Engine.SPARK)
            .parityOnly()
            .build(),
        variant(
                TWO_HOURS_LATER,
                "purchases two hours after the click",
                "compras dos horas después del click")
            .traffic(ConversionTraffic::twoHoursLater)
            .parityOnly()
            .build(),
        variant(
                SILENT,
                "left outer; the purchases fall silent",
                "left outer; las compras dejan de llegar")
            .traffic(ConversionTraffic::silentPurchases)
            .parityOnly()
            .build());
  }

  private static Variant.Builder variant(String name, String en, String es) {
    ConversionOracle oracle =
        new ConversionOracle(
            outer(name) ? ConversionOracle.Clicks.ALL : ConversionOracle.Clicks.WITH_PURCHASE,
            watermarked(name) ? Map.of(CLICKS, DELAY, COMPRAS, DELAY) : Map.of());
    return Variant.named(name, en, es)
        .wires(CLICKS, COMPRAS)
        .schema(
            RowSchema.of(Conversion.class, Set.of("user_id", "click_id", "compra_id"), Set.of()))
        .watermarkDelay(watermarked(name) ? DELAY : null)
        .rowsAtOnce()
        .replaySpeed(SPEED)
        .traffic(ConversionTraffic::ordinary)
        .oracle(oracle)
        .state(oracle);
  }
}
