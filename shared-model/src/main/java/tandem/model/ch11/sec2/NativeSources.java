package tandem.model.ch11.sec2;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Feed;
import tandem.model.catalog.Question;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.trace.TraceEntry.Action;

/**
 * Exercise 11.2.1, the sources that an engine brings along: Kafka, folders of files, a generator
 * and a socket. Every event is written as it is read; what can't be read goes to the dead-letter
 * topic.
 */
public final class NativeSources {
  /** The variants, the headline first. */
  public static final String KAFKA = "kafka";

  public static final String FILES_JSON = "files-json";
  public static final String FILES_CSV = "files-csv";
  public static final String FILES_PARQUET = "files-parquet";
  public static final String FILES_PRESENT = "files-present";
  public static final String FILES_LIMITED = "files-limited";
  public static final String FILES_PARTIAL = "files-partial";
  public static final String FILES_RESTART = "files-restart";
  public static final String RATE = "rate";
  public static final String SOCKET = "socket";
  public static final String SOCKET_RESTART = "socket-restart";
  public static final String SOCKET_AFRESH = "socket-afresh";
  public static final String TWELVE_PARTITIONS = "partitions-12";
  public static final String MEMORY_SINK = "memory-sink";
  public static final String KAFKA_SASL = "kafka-sasl-ssl";

  /** The name of the input, whatever it is. */
  public static final String INPUT = Evento.TOPIC;

  /** Most files of a micro-batch in {@link #FILES_LIMITED}. */
  public static final int MAX_FILES = 1;

  /** Rows that the generator makes in a second. */
  public static final int ROWS_PER_SECOND = 1_000;

  /** As many of its rows are looked at. */
  public static final long ROWS = 3_000;

  /** Partitions of the topic of {@link #TWELVE_PARTITIONS}. */
  static final int PARTITIONS = 12;

  /** Records of a file. */
  static final int RECORDS_PER_FILE = 20;

  private static final RowSchema EVENTO = RowSchema.of(Evento.class, Set.of("evento_id"), Set.of());

  private static final String ANSWERS = "doc:docs/answers/11.2.1.md#q";

  /**
   * A row of the generator.
   *
   * @param timestamp when it was made
   * @param value its number, from 0
   */
  public record Tick(Instant timestamp, long value) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.2.1",
          NativeSources.class,
          new Text("Native sources", "Fuentes nativas"),
          new Text(
              """
              The same pass-through job behind each kind of source that an engine brings along.
              Kafka and files can be read again, so a restart continues where the checkpoint says.
              A file counts as read once its path has been seen: it must be complete by then.
              A socket can't be read again, and a generator makes rows that nobody sent.
              How many tasks read is the source's matter: partitions in Spark, parallelism in Flink.""",
              """
              El mismo job de paso tras cada tipo de fuente que trae el motor.
              Kafka y los archivos se pueden releer: un reinicio sigue donde dice el checkpoint.
              Un archivo cuenta como leído en cuanto se ve su ruta: debe estar completo entonces.
              Un socket no se puede releer, y un generador produce filas que nadie envió.
              Cuántas tareas leen depende de la fuente: particiones en Spark, paralelismo en Flink."""),
          variants(),
          List.of(
              new Question(1, "claim:" + SourceClaims.SOCKET_LOSES),
              new Question(2, "claim:" + SourceClaims.PATHS_REMEMBERED),
              new Question(3, "claim:" + SourceClaims.LIMIT_BOUNDS),
              new Question(4, "claim:" + SourceClaims.TASK_PER_PARTITION),
              new Question(5, ANSWERS + "5")),
          SourceClaims.all());

  private NativeSources() {}

  private static List<Variant> variants() {
    Feed json = Feed.lines(".json", RECORDS_PER_FILE);
    return List.of(
        events(KAFKA, "a Kafka topic", "un topic de Kafka")
            .traffic(TopicTraffic.to(INPUT))
            .perRecord(evento -> evento)
            .build(),
        events(FILES_JSON, "files of JSON lines", "archivos de líneas JSON")
            .feed(json)
            .traffic(SourceTraffic.json(Action.BARRIER))
            .build(),
        events(FILES_CSV, "files of CSV", "archivos CSV")
            .feed(Feed.lines(".csv", RECORDS_PER_FILE))
            .traffic(SourceTraffic.csv(Action.BARRIER))
            .oracle(SourceOracle::csv)
            .build(),
        events(FILES_PARQUET, "Parquet files", "archivos Parquet")
            .feed(Feed.parquet(RECORDS_PER_FILE, EVENTO))
            .traffic(SourceTraffic.columns(Action.BARRIER))
            .build(),
        events(
                FILES_PRESENT,
                "files that are there before the start",
                "archivos que ya están antes de arrancar")
            .feed(json)
            .traffic(SourceTraffic.json(Action.START))
            .build(),
        events(
                FILES_LIMITED,
                "the same, one file a micro-batch",
                "igual, un archivo por micro-batch")
            .feed(json)
            .traffic(SourceTraffic.json(Action.START))
            .engines(Engine.SPARK)
            .build(),
        events(
                FILES_PARTIAL,
                "files that are read while they are written",
                "archivos que se leen mientras se escriben")
            .feed(Feed.growingLines(".json"))
            .traffic(SourceTraffic.json(Action.BARRIER, Action.BARRIER))
            .oracle(SourceOracle::partial)
            .build(),
        events(
                FILES_RESTART,
                "files; stopped and continued from its checkpoint",
                "archivos; parado y continuado desde su checkpoint")
            .feed(json)
            .traffic(SourceTraffic.json(Action.STOP, Action.RESTART))
            .build(),
        Variant.named(RATE, "a generator of rows", "un generador de filas")
            .inputs()
            .feed(Feed.GENERATOR)
            .schema(RowSchema.of(Tick.class, Set.of("value"), Set.of("timestamp")))
            .traffic((request, out) -> {})
            .oracle(SourceOracle::ticks)
            .build(),
        events(SOCKET, "a socket", "un socket")
            .feed(Feed.SOCKET)
            .traffic(SourceTraffic.json(Action.BARRIER))
            .build(),
        events(
                SOCKET_RESTART,
                "a socket; stopped and continued from its checkpoint",
                "un socket; parado y continuado desde su checkpoint")
            .feed(Feed.SOCKET)
            .traffic(SourceTraffic.json(Action.STOP, Action.RESTART))
            .oracle(SourceOracle::whileConnected)
            // its offsets begin again at nothing, and its checkpoint says otherwise
            .refusedBy(Engine.SPARK)
            .build(),
        events(
                SOCKET_AFRESH,
                "a socket; stopped and started without its checkpoint",
                "un socket; parado y arrancado sin su checkpoint")
            .feed(Feed.SOCKET)
            .traffic(SourceTraffic.json(Action.STOP, Action.RESTART_AFRESH))
            .oracle(SourceOracle::whileConnected)
            .build(),
        events(TWELVE_PARTITIONS, "a topic of twelve partitions", "un topic de doce particiones")
            .inputPartitions(PARTITIONS)
            .traffic(SourceTraffic.json(Action.START))
            .parityOnly()
            .build(),
        events(KAFKA_SASL, "a Kafka topic by SASL_SSL", "un topic de Kafka por SASL_SSL")
            .traffic(TopicTraffic.to(INPUT))
            .secured()
            .parityOnly()
            .build(),
        events(
                MEMORY_SINK,
                "a Kafka topic, into a table in memory",
                "un topic de Kafka, a una tabla en memoria")
            .traffic(TopicTraffic.to(INPUT))
            .sink(SinkKind.MEMORY)
            .engines(Engine.SPARK)
            .parityOnly()
            .build());
  }

  private static Variant.Builder events(String name, String en, String es) {
    return Variant.named(name, en, es).schema(EVENTO).oracle(SourceOracle::all);
  }
}
