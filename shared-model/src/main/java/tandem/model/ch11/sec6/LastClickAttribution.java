package tandem.model.ch11.sec6;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Question;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.WireRecord;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireTopic;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.6.5, attribution of purchases to the last click: each purchase belongs to the
 * campaign of its user's last click in the half hour before it. Who clicked twice in one
 * millisecond clicked last on the campaign with the greater name; a purchase that comes twice, same
 * user, instant and amount, is one, as nothing on the wire could tell two apart.
 */
public final class LastClickAttribution {
  /** The variants, the headline first. */
  public static final String LAST_CLICK = "last-click";

  public static final String EVERY_CLICK = "every-click";
  public static final String OPERATORS = "operators";
  public static final String DELTA = "delta";

  /** How long before a purchase a click counts; its first instant is within. */
  public static final Duration WINDOW = Duration.ofMinutes(30);

  /** How far both watermarks stay behind. */
  public static final Duration DELAY = Duration.ofMinutes(35);

  /** The stream of clicks. */
  public static final WireTopic CLICKS =
      new WireTopic(
          "clicks",
          WireSchema.of(
              WireSchema.text("user_id").needed(),
              WireSchema.text("campaign_id").needed(),
              WireSchema.timestamp("timestamp").needed()));

  /** The stream of purchases. */
  public static final WireTopic COMPRAS =
      new WireTopic(
          "compras",
          WireSchema.of(
              WireSchema.text("user_id").needed(),
              WireSchema.number("monto"),
              WireSchema.timestamp("timestamp").needed()));

  static final String ONCE = "the-join-alone-counts-a-purchase-for-every-click";

  private static final String ANSWERS = "doc:docs/answers/11.6.5.md#q";

  /** A click on a campaign. */
  public record Click(String userId, String campaignId, Instant timestamp) {

    /** Of a record that has been read. */
    public static Click of(WireRecord read) {
      return new Click(read.text("user_id"), read.text("campaign_id"), read.timestamp("timestamp"));
    }
  }

  /** A purchase; the amount may be null. */
  public record Compra(String userId, Double monto, Instant timestamp) {

    /** Of a record that has been read. */
    public static Compra of(WireRecord read) {
      return new Compra(read.text("user_id"), read.number("monto"), read.timestamp("timestamp"));
    }
  }

  /** Result row: a purchase and the campaign that it is attributed to. */
  public record Atribucion(
      String userId, String campaignId, Double monto, Instant tiempoConversion) {

    /** Of a click and a purchase. */
    public static Atribucion of(Click click, Compra compra) {
      return new Atribucion(click.userId(), click.campaignId(), compra.monto(), compra.timestamp());
    }

    /** Of what was kept of both. */
    public static Atribucion of(String user, Touch click, Touch purchase) {
      return new Atribucion(
          user,
          click.getCampaignId(),
          purchase.getMonto(),
          Instant.ofEpochMilli(purchase.getMillis()));
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.6.5",
          LastClickAttribution.class,
          new Text(
              "Attribution of purchases to the last click",
              "Atribución de compras al último click"),
          new Text(
              """
              A join on time finds every click of the half hour before a purchase, not the last one.
              Which one was last is certain when the watermark has passed the purchase: until then one may arrive.
              So the row waits for the watermark, where the join's pairs came at once.
              Spark can group the pairs by purchase and take the latest, or keep both kinds in a state of its own;
              Flink keeps them in a function of two inputs, whose timers settle each purchase.""",
              """
              Un join temporal encuentra todos los clicks de la media hora anterior a una compra, no el último.
              Cuál fue el último es seguro cuando el watermark ha pasado la compra: hasta entonces puede llegar otro.
              Por eso la fila espera al watermark, mientras que las parejas del join salían enseguida.
              Spark puede agrupar las parejas por compra y tomar la última, o guardar ambos tipos en un estado propio;
              Flink los guarda en una función de dos entradas, cuyos temporizadores resuelven cada compra."""),
          variants(),
          List.of(
              new Question(1, "variant:" + EVERY_CLICK),
              new Question(2, "claim:" + ONCE),
              new Question(3, ANSWERS + "3")),
          List.of(
              new Claim(
                  ONCE,
                  new Text(
                      "A purchase after three clicks comes three times out of the join; attributed to the last click it comes"
                          + " once.",
                      "Una compra tras tres clicks sale tres veces del join; atribuida al último click sale una vez."),
                  new Text(
                      "Rows of one user, instant and amount beyond the first, of the small trace. Upheld if both engines give"
                          + " some from the join alone and none with the last click.",
                      "Filas de un mismo usuario, instante e importe además de la primera, en la traza pequeña. Se sostiene si"
                          + " los dos motores dan alguna con solo el join y ninguna con el último click."),
                  LastClickAttribution::onlyOnce)));

  private LastClickAttribution() {}

  private static boolean onlyOnce(Evidence evidence) {
    boolean upheld = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      upheld &= evidence.of(EVERY_CLICK, engine, Figure.SAME_KEYS) > 0;
      upheld &= evidence.of(LAST_CLICK, engine, Figure.SAME_KEYS) == 0;
    }
    return upheld;
  }

  private static List<Variant> variants() {
    AttributionOracle last = new AttributionOracle(Duration.ZERO);
    EveryClickOracle every = new EveryClickOracle();
    return List.of(
        variant(LAST_CLICK, "each purchase to its last click", "cada compra a su último click")
            .oracle(last)
            .state(last)
            .build(),
        variant(EVERY_CLICK, "the join on time alone", "solo el join temporal")
            .oracle(every)
            .state(every)
            .rowsAtOnce()
            .parityOnly()
            .build(),
        variant(
                OPERATORS,
                "the last click by a join and an aggregation",
                "el último click con join y agregación")
            .oracle(new AttributionOracle(WINDOW))
            .engines(Engine.SPARK)
            .parityOnly()
            .build(),
        variant(DELTA, "the last click, into a Delta table", "el último click, a una tabla Delta")
            .oracle(last)
            .state(last)
            .parityOnly()
            .sink(SinkKind.DELTA)
            .build());
  }

  private static Variant.Builder variant(String name, String en, String es) {
    return Variant.named(name, en, es)
        .wires(CLICKS, COMPRAS)
        .schema(
            RowSchema.of(
                Atribucion.class, Set.of("user_id", "monto", "tiempo_conversion"), Set.of()))
        .watermarkDelay(DELAY)
        .replaySpeed(AttributionTraffic.SLOT.toSeconds() * 5.0)
        .traffic(new AttributionTraffic());
  }
}
