package tandem.model.ch11.sec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.WireRecord;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireSchema.Field;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.2.3, several topics in one job: a list of them, a pattern that also takes those to
 * come, one topic for all kinds of event, and topics whose records are not alike. What can't be
 * read goes to the dead-letter topic, wherever it came from.
 */
public final class MultipleTopics {
  /** The variants, the headline first. */
  public static final String LIST = "list";

  public static final String PATTERN = "pattern";
  public static final String UNION = "union";
  public static final String SCHEMAS_DIFFER = "schemas-differ";
  public static final String FAST_AND_SLOW = "fast-and-slow";
  public static final String ONE_TOPIC = "topics-1";
  public static final String FIFTY_TOPICS = "topics-50";

  /** The topics of the list; a topic's name tells what its events are. */
  public static final List<String> TOPICS = List.of("clicks", "compras", "devoluciones");

  /** What the topics of {@link #PATTERN} are called. */
  public static final String TOPIC_PATTERN = "eventos-.*";

  /** The topic with all kinds of event. */
  public static final String UNION_TOPIC = "todos-los-eventos";

  /** Reason for refusing a record of the union whose kind nobody knows. */
  public static final String UNKNOWN_TYPE = "unknown_type";

  /** Stands before the reason for refusing a record of the union for its payload. */
  public static final String PAYLOAD_DEFECT = "payload:";

  /** How many events the fast topic of {@link #FAST_AND_SLOW} has for one of the slow one's. */
  static final int FASTER = 100;

  private static final String ANSWERS = "doc:docs/answers/11.2.3.md#q";
  private static final String LATE_TOPIC = "eventos-devoluciones";

  /**
   * A result row of topics that carry events alike.
   *
   * @param tipoEvento the topic that it came from
   */
  public record EventoDeTopic(
      String tipoEvento,
      String eventoId,
      String userId,
      Double monto,
      Instant timestamp,
      String region) {}

  /**
   * A result row of records that are not alike: what they have in common, and what only one kind
   * has, null in the others.
   *
   * @param pagina of a click
   * @param monto of a purchase or a return; may be null
   * @param motivo of a return
   */
  public record Actividad(
      String tipo, String id, Instant timestamp, String pagina, Double monto, String motivo) {}

  /** The kinds of event whose records are not alike. */
  public enum Kind {
    CLICK("click", "clicks", "click_id", "timestamp"),
    COMPRA("compra", "compras", "compra_id", "fecha"),
    DEVOLUCION("devolucion", "devoluciones", "devolucion_id", "timestamp");

    private final String tipo;
    private final String topic;
    private final String idField;
    private final String timeField;

    Kind(String tipo, String topic, String idField, String timeField) {
      this.tipo = tipo;
      this.topic = topic;
      this.idField = idField;
      this.timeField = timeField;
    }

    /** The kind of a {@code tipo}; empty where nobody knows it. */
    public static Optional<Kind> of(String tipo) {
      return Arrays.stream(values()).filter(kind -> kind.tipo.equals(tipo)).findFirst();
    }

    /** The word for it in {@code tipo}. */
    public String tipo() {
      return tipo;
    }

    /** The topic of its own. */
    public String topic() {
      return topic;
    }

    /** Its name for an event's identity, on the topic of its own. */
    public String idField() {
      return idField;
    }

    /** Its name for the event time, on the topic of its own. */
    public String timeField() {
      return timeField;
    }

    /** Fields of its payload in the union: what no other kind is asked for. */
    public WireSchema payload() {
      return PAYLOADS.get(this);
    }

    /** Fields of the records on the topic of its own. */
    public WireSchema ownSchema() {
      return OWN_SCHEMAS.get(this);
    }
  }

  private static final Map<Kind, WireSchema> PAYLOADS =
      Map.of(
          Kind.CLICK, WireSchema.of(WireSchema.text("pagina").needed()),
          Kind.COMPRA, WireSchema.of(WireSchema.number("monto")),
          Kind.DEVOLUCION,
              WireSchema.of(WireSchema.number("monto"), WireSchema.text("motivo").needed()));

  private static final Map<Kind, WireSchema> OWN_SCHEMAS =
      Arrays.stream(Kind.values())
          .collect(Collectors.toMap(kind -> kind, MultipleTopics::withIdAndTime));

  /** Fields of every record of the union, whatever its kind. */
  public static final WireSchema UNION_SCHEMA =
      WireSchema.of(
          WireSchema.text("tipo").needed(),
          WireSchema.text("id").needed(),
          WireSchema.timestamp("timestamp").needed(),
          WireSchema.text("payload").needed());

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.2.3",
          MultipleTopics.class,
          new Text("Several topics in one job", "Varios topics en un job"),
          new Text(
              """
              A job can read a list of topics, or all whose names fit a pattern, also later ones.
              Spark looks for new topics at each micro-batch; Flink only if it is told how often.
              One topic for all kinds needs a schema that all share, and a payload read by kind.
              Where schemas differ, each topic is read with its own and then brought into one form.
              A busy topic fills the batches that a quiet one shares; record by record it does not.""",
              """
              Un job puede leer una lista de topics, o todos los de un patrón, también los futuros.
              Spark busca topics nuevos en cada micro-batch; Flink solo si se le dice cada cuánto.
              Un topic para todo pide un esquema común y un payload que se lee según el tipo.
              Si los esquemas difieren, cada topic se lee con el suyo y se lleva a una forma común.
              Un topic rápido llena los batches que comparte uno lento; registro a registro, no."""),
          variants(),
          List.of(
              new Question(1, "variant:" + UNION),
              new Question(2, "variant:" + SCHEMAS_DIFFER),
              new Question(3, ANSWERS + "3"),
              new Question(4, ANSWERS + "4")));

  private MultipleTopics() {}

  /** The topics that a variant reads, where they are listed and carry events alike. */
  public static List<String> topics(String variant) {
    return switch (variant) {
      case LIST -> TOPICS;
      case FAST_AND_SLOW -> TOPICS.subList(0, 2);
      case ONE_TOPIC -> numbered(1);
      case FIFTY_TOPICS -> numbered(50);
      default -> throw new IllegalArgumentException(variant + " reads no list of topics");
    };
  }

  /** The rule for an event of a topic. */
  public static EventoDeTopic apply(Evento e, String topic) {
    return new EventoDeTopic(topic, e.eventoId(), e.userId(), e.monto(), e.timestamp(), e.region());
  }

  /**
   * The rule for a record that has been read.
   *
   * @param own the fields that its kind has for itself
   */
  public static Actividad apply(Kind kind, String id, Instant timestamp, WireRecord own) {
    return new Actividad(
        kind.tipo(), id, timestamp, own.text("pagina"), own.number("monto"), own.text("motivo"));
  }

  private static WireSchema withIdAndTime(Kind kind) {
    List<Field> fields = new ArrayList<>();
    fields.add(WireSchema.text(kind.idField()).needed());
    fields.addAll(kind.payload().fields());
    fields.add(WireSchema.timestamp(kind.timeField()).needed());
    return new WireSchema(fields);
  }

  private static List<String> numbered(int topics) {
    return IntStream.rangeClosed(1, topics).mapToObj("topic-%02d"::formatted).toList();
  }

  private static List<Variant> variants() {
    return List.of(
        listed(LIST, "a list of topics", "una lista de topics").build(),
        ofEvents(
                PATTERN,
                "all topics of a pattern, one of them created later",
                "todos los topics de un patrón, uno creado más tarde")
            .inputs("eventos-clicks", "eventos-compras", LATE_TOPIC)
            .createdLater(LATE_TOPIC)
            .traffic(TopicTraffic.withLateTopic(LATE_TOPIC))
            .parityOnly()
            .build(),
        ofActivities(
                UNION,
                "one topic with all kinds, split by tipo",
                "un topic con todos los tipos, separado por tipo")
            .inputs(UNION_TOPIC)
            .traffic(ActivityTraffic::union)
            .oracle(ActivityOracle::union)
            .build(),
        ofActivities(SCHEMAS_DIFFER, "topics whose schemas differ", "topics con esquemas distintos")
            .inputs(TOPICS.toArray(String[]::new))
            .traffic(ActivityTraffic::topics)
            .oracle(ActivityOracle::topics)
            .build(),
        listed(
                FAST_AND_SLOW,
                "one topic with 100 times the rate of the other",
                "un topic con 100 veces la tasa del otro")
            .build(),
        listed(ONE_TOPIC, "all events in one topic", "todos los eventos en un topic").build(),
        listed(
                FIFTY_TOPICS,
                "as many events, in fifty topics",
                "los mismos eventos, en cincuenta topics")
            .build());
  }

  private static Variant.Builder listed(String name, String en, String es) {
    return ofEvents(name, en, es)
        .inputs(topics(name).toArray(String[]::new))
        .traffic(TopicTraffic.of(name))
        .perRecordAndInput(MultipleTopics::apply);
  }

  private static Variant.Builder ofEvents(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(EventoDeTopic.class, Set.of("evento_id"), Set.of()))
        .oracle(ActivityOracle::events);
  }

  private static Variant.Builder ofActivities(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(Actividad.class, Set.of("tipo", "id"), Set.of()))
        .parityOnly();
  }
}
