package tandem.model.ch11.sec6;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.6.1, a stream joined to a static table: each event gets name and segment of its
 * client, and the table of clients changes while both engines run.
 */
public final class StreamStaticJoin {
  /** The variants, the headline first: Parquet that nobody touches. */
  public static final String PARQUET = "parquet";

  /** The folder is overwritten while the job runs, which has read it as it was at the start. */
  public static final String PARQUET_REPLACED = "parquet-replaced";

  /** The job reads the folder again: each batch, or every now and then. */
  public static final String PARQUET_REREAD = "parquet-reread";

  /** The folder is a source, whose new files are told to all tasks; Flink only. */
  public static final String PARQUET_MONITORED = "parquet-monitored";

  public static final String DELTA = "delta";

  /** Spark reads the table; Flink asks it for each user, and remembers the answers for a while. */
  public static final String POSTGRES = "postgres";

  /** Name of the table of clients, and of the source that says where it is. */
  public static final String CLIENTES = "clientes";

  /** Columns of the table; the first joins it to the events. */
  public static final String USER_ID = "user_id";

  public static final String NOMBRE = "nombre";
  public static final String SEGMENTO = "segmento";
  public static final String VERSION = "version";

  /** How often an engine without batches looks whether the table is another. */
  public static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** How long an answer of the table is good for where it is asked for each user. */
  public static final Duration REMEMBERED = Duration.ofSeconds(1);

  private static final String ANSWERS = "doc:docs/answers/11.6.1.md#q";

  /**
   * A result row: the event, and what is known of its user.
   *
   * @param nombre null for a user who is no client, as are the next two
   * @param version of the table that it was taken from
   */
  public record EventoEnriquecido(
      String eventoId,
      String userId,
      String tipo,
      Double monto,
      Instant timestamp,
      String region,
      String nombre,
      String segmento,
      Long version) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.6.1",
          StreamStaticJoin.class,
          new Text("A stream joined to a static table", "Un stream unido a una tabla estática"),
          new Text(
              """
              Each event gets the name and segment of its client from a table that is no stream.
              Spark reads that table again with each micro-batch, but of Parquet only the files that were there at the start.
              Overwrite the folder and the query fails; a Delta table and PostgreSQL give their newest rows to each batch.
              Flink has no batches: it keeps a copy, follows a folder and tells all tasks, or asks and remembers for a while.
              No shuffle is needed as long as the table fits into each task, and somebody says so.""",
              """
              Cada evento recibe nombre y segmento de su cliente desde una tabla que no es un stream.
              Spark vuelve a leer la tabla en cada micro-batch, pero de Parquet solo los ficheros que había al arrancar.
              Si se sobrescribe la carpeta, la consulta falla; Delta y PostgreSQL dan sus filas más nuevas a cada batch.
              Flink no tiene batches: guarda una copia, sigue una carpeta y avisa a todas las tareas, o pregunta y recuerda un rato.
              No hace falta shuffle mientras la tabla quepa en cada tarea, y alguien lo diga."""),
          List.of(
              base(PARQUET, "Parquet that nobody touches", "Parquet que nadie toca")
                  .dimension(clients(Dimension.Kind.PARQUET_REPLACED))
                  .traffic(ClientTraffic::steady)
                  .oracle(ClientOracle.readAtStart())
                  .perRecord(enrichedAtStart())
                  .build(),
              changing(
                      PARQUET_REPLACED,
                      "a Parquet folder that is overwritten",
                      "una carpeta Parquet que se sobrescribe")
                  .dimension(clients(Dimension.Kind.PARQUET_REPLACED))
                  .oracle(ClientOracle.readAtStart())
                  .refusedBy(Engine.SPARK)
                  .build(),
              changing(
                      PARQUET_REREAD,
                      "a Parquet folder that is read again",
                      "una carpeta Parquet que se vuelve a leer")
                  .dimension(clients(Dimension.Kind.PARQUET_IN_PLACE))
                  .build(),
              changing(
                      PARQUET_MONITORED,
                      "a Parquet folder that is followed as a source",
                      "una carpeta Parquet que se sigue como fuente")
                  .dimension(clients(Dimension.Kind.PARQUET_REPLACED))
                  .engines(Engine.FLINK)
                  .build(),
              changing(DELTA, "a Delta table", "una tabla Delta")
                  .dimension(clients(Dimension.Kind.DELTA))
                  .build(),
              changing(POSTGRES, "a table of PostgreSQL", "una tabla de PostgreSQL")
                  .dimension(clients(Dimension.Kind.POSTGRES))
                  .build()),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, ANSWERS + "2"),
              new Question(3, ANSWERS + "3"),
              new Question(4, ANSWERS + "4"),
              new Question(5, "claim:" + StaticJoinClaims.DELTA_FRESH)),
          StaticJoinClaims.all());

  private StreamStaticJoin() {}

  /** An event with what is known of its user, which may be nothing. */
  public static EventoEnriquecido enriched(Evento e, Cliente client) {
    boolean known = client != null;
    return new EventoEnriquecido(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        e.region(),
        known ? client.nombre() : null,
        known ? client.segmento() : null,
        known ? (Long) client.version() : null);
  }

  /** With a copy of the table, as a consumer without an engine would have it. */
  private static Function<Evento, Record> enrichedAtStart() {
    Map<String, Cliente> clients = Cliente.byUser(Dimension.FIRST);
    return e -> enriched(e, clients.get(e.userId()));
  }

  private static Dimension clients(Dimension.Kind kind) {
    RowSchema columns = RowSchema.of(Cliente.class, Set.of(USER_ID), Set.of());
    return new Dimension(CLIENTES, kind, columns, Cliente::all, VERSION);
  }

  private static Variant.Builder changing(String name, String en, String es) {
    return base(name, en, es)
        .traffic(ClientTraffic::changing)
        .oracle(ClientOracle.lookingAgain())
        .parityOnly();
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(EventoEnriquecido.class, Set.of("evento_id"), Set.of()));
  }
}
