package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.4.5, a watermark for each of four systems: events counted per device in tumbling
 * windows, with the delay that {@link tandem.model.lateness.DelayTable} recommends for the system's
 * lateness. Devices that come back after longer than that are lost, and their rows are missing.
 */
public final class ChooseTheWatermark {
  /** The variants, the headline first. */
  public static final String WEB_LOGS = "web-logs";

  public static final String MOBILE = "mobile";
  public static final String INDUSTRIAL = "industrial";
  public static final String INDUSTRIAL_WHOLE = "industrial-whole";
  public static final String BANK = "bank";

  /**
   * The windows of a system.
   *
   * @param size length of a window, event time
   * @param delay how far the watermark stays behind
   * @param updates whether rows come while the window is open
   */
  public record Windows(Duration size, Duration delay, boolean updates) {}

  private static final Map<String, Windows> WINDOWS =
      Map.of(
          WEB_LOGS, new Windows(Duration.ofMinutes(1), Duration.ofMinutes(5), false),
          MOBILE, new Windows(Duration.ofHours(1), Duration.ofHours(48), true),
          INDUSTRIAL, new Windows(Duration.ofMinutes(1), Duration.ofMinutes(4), false),
          INDUSTRIAL_WHOLE, new Windows(Duration.ofMinutes(1), Duration.ofMinutes(15), false),
          BANK, new Windows(Duration.ofMinutes(1), Duration.ofSeconds(30), false));

  private static final String ANSWERS = "doc:docs/answers/11.4.5.md#q";

  /** Result row: the events of a device, or user, in a window. */
  public record EventosPorVentana(Instant inicio, Instant fin, String userId, long eventos) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.4.5",
          ChooseTheWatermark.class,
          new Text("A watermark for the real case", "Un watermark para el caso real"),
          new Text(
              """
              A longer delay loses fewer events, keeps more state, and gives final rows later.
              How late events come, and what is wanted of the rows, decides: tandem watermark tries delays on a profile or a trace.
              Where rows come while a window is open nobody waits for the delay, and it can be as long as phones are offline.
              Where an outage is longer than the deadline, both can't be had, and the table says what is lost.
              What must not be lost is not a watermark's matter alone: late events go to a place of their own.""",
              """
              Una espera mayor pierde menos eventos, guarda más estado y da más tarde las filas definitivas.
              Decide lo tarde que llegan y lo que se pide de las filas: tandem watermark prueba esperas sobre un perfil o una traza.
              Si las filas salen con la ventana abierta nadie aguarda la espera, y puede durar lo que un móvil sin conexión.
              Si un corte dura más que el plazo no se puede tener todo, y la tabla dice qué se pierde.
              Lo que no se puede perder no depende solo del watermark: lo tardío va a un sitio propio."""),
          variants(),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, "claim:" + ChooseTheWatermarkClaims.DEADLINE_COSTS),
              new Question(3, ANSWERS + "3"),
              new Question(4, ANSWERS + "4")),
          ChooseTheWatermarkClaims.all());

  private ChooseTheWatermark() {}

  /** The windows of a variant. */
  public static Windows windows(String variant) {
    return WINDOWS.get(variant);
  }

  private static List<Variant> variants() {
    DevicesTraffic sensors =
        new DevicesTraffic(windows(INDUSTRIAL), Duration.ofSeconds(90), Duration.ofMinutes(7));
    return List.of(
        variant(WEB_LOGS, "logs, an error rate each minute", "logs, un error rate por minuto")
            .traffic(
                new DevicesTraffic(
                    windows(WEB_LOGS), Duration.ofMinutes(2), Duration.ofMinutes(15)))
            .build(),
        variant(
                MOBILE,
                "phones that were offline for hours; rows while windows are open",
                "móviles sin conexión durante horas; filas con la ventana abierta")
            .emission(Emission.UPDATE)
            .traffic(
                new DevicesTraffic(windows(MOBILE), Duration.ofHours(20), Duration.ofHours(60)))
            .build(),
        variant(
                INDUSTRIAL,
                "sensors cut off for seven minutes; rows within five",
                "sensores siete minutos sin red; filas en cinco")
            .traffic(sensors)
            .build(),
        variant(
                INDUSTRIAL_WHOLE,
                "the same sensors, with a delay as long as their outages",
                "los mismos sensores, con una espera tan larga como sus cortes")
            .traffic(sensors)
            .build(),
        variant(BANK, "payments, with all the margin there is", "pagos, con todo el margen posible")
            .traffic(
                new DevicesTraffic(windows(BANK), Duration.ofSeconds(10), Duration.ofMinutes(5)))
            .build());
  }

  private static Variant.Builder variant(String name, String en, String es) {
    DeviceOracle oracle = new DeviceOracle(windows(name));
    return Variant.named(name, en, es)
        .schema(RowSchema.of(EventosPorVentana.class, Set.of("inicio", "user_id"), Set.of()))
        .watermarkDelay(windows(name).delay())
        .oracle(oracle)
        .state(oracle::liveEntriesAt)
        // what is lost is counted, and what a delay costs is reckoned by the tool
        .parityOnly();
  }
}
