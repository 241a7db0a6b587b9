package tandem.model.catalog;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import tandem.model.codec.WireTopic;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.Oracle;
import tandem.model.parity.RowSchema;
import tandem.model.parity.StateOracle;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;
import tandem.model.run.Gear.Guarantee;
import tandem.model.run.StartFrom;
import tandem.model.trace.Traffic;

/**
 * One form of an exercise: what comes in, what must come out and how both relate. All that the
 * harness knows of an exercise it knows from here.
 */
public final class Variant {
  /** Name of the output that holds the result rows. */
  public static final String RESULT = "result";

  private final Builder made;

  private Variant(Builder made) {
    this.made = made;
  }

  /** Name within the exercise, as on the command line. */
  public String name() {
    return made.name;
  }

  /** What it shows, in a few words. */
  public Text title() {
    return made.title;
  }

  /** Names of the input topics. */
  public List<String> inputs() {
    return made.inputs;
  }

  /** Those of its inputs whose records are not {@code eventos}, and what they hold. */
  public List<WireTopic> wires() {
    return made.wires;
  }

  /** How the records of its traces come to where the job reads them. */
  public Feed feed() {
    return made.feed;
  }

  /** Whether its sources come to Kafka by a listener that wants SASL_SSL. */
  public boolean secured() {
    return made.secured;
  }

  /** Partitions of its input topics; empty for as many as there are task threads. */
  public OptionalInt inputPartitions() {
    return made.inputPartitions;
  }

  /** Inputs that do not exist before the trace says so ({@code TraceEntry.Action.CREATE}). */
  public List<String> createdLater() {
    return made.createdLater;
  }

  /** Names of the output topics. */
  public List<String> outputs() {
    return List.of(RESULT, DeadLetter.OUTPUT);
  }

  /** Columns of the result. */
  public RowSchema schema() {
    return made.schema;
  }

  /** How result rows relate to their keys. */
  public Emission emission() {
    return made.emission;
  }

  /** Where result rows go. */
  public SinkKind sink() {
    return made.sink;
  }

  /** How rows get into its table of PostgreSQL; empty where the sink is another. */
  public Optional<PostgresWrite> postgres() {
    return Optional.ofNullable(made.postgres);
  }

  /** How rows get into its Delta table. */
  public DeltaWrite deltaWrite() {
    return made.deltaWrite;
  }

  /** Columns by whose values a table is laid out in folders; empty for none. */
  public List<String> partitionedBy() {
    return made.partitionedBy;
  }

  /** Where the sources begin to read. */
  public StartFrom startFrom() {
    return made.startFrom;
  }

  /**
   * The watermark's delay behind the event times, in event time; empty where the variant has no
   * watermark.
   */
  public Optional<Duration> watermarkDelay() {
    return Optional.ofNullable(made.watermarkDelay);
  }

  /** What counts of the watermarks of several inputs. */
  public WatermarkPolicy watermarkPolicy() {
    return made.watermarkPolicy;
  }

  /** Event-time seconds that pass in one wall second of a replay. */
  public double replaySpeed() {
    return made.replaySpeed;
  }

  /** Records per wall second of a live trace when none is asked for. */
  public double defaultRate() {
    return made.defaultRate;
  }

  /** Makes the variant's traces. */
  public Traffic traffic() {
    return made.traffic;
  }

  /** Says what must come out. */
  public Oracle oracle() {
    return made.oracle;
  }

  /** Says how many entries of state must be alive; empty where nobody can say, or there is none. */
  public Optional<StateOracle> state() {
    return Optional.ofNullable(made.state);
  }

  /**
   * Whether it keeps keyed state: what {@link #state} counts, or state that the clock drops, of
   * which no trace can say how much is left.
   */
  public boolean keepsState() {
    return made.state != null || made.stateByTheClock;
  }

  /**
   * The rule that makes a result row of one event (null: none), for the floor; empty where a result
   * needs several events.
   */
  public Optional<Function<Evento, Record>> perRecord() {
    return made.perRecord == null ? Optional.empty() : Optional.of(perRecord(inputs().get(0)));
  }

  /** The same rule for the events of one of several inputs. */
  public Function<Evento, Record> perRecord(String input) {
    return evento -> made.perRecord.apply(evento, input);
  }

  /**
   * Whether each input is answered by itself: by a row of its own or a change that shows it.
   * Windows are not, they wait for their end.
   */
  public boolean answersEachInput() {
    return made.perRecord != null || made.emission == Emission.UPDATE;
  }

  /**
   * The result's column with the job's own processing time: its view of how late a row is, beside
   * what is measured from outside; empty where it has none.
   */
  public Optional<String> processedAt() {
    return Optional.ofNullable(made.processedAt);
  }

  /**
   * Whether it can be timed: a parity-only variant restarts its engine, prints to the console or
   * follows the wall clock.
   */
  public boolean timed() {
    return made.timed;
  }

  /** Whether a run that times the headline times it too, because claims compare them. */
  public boolean timedWithHeadline() {
    return made.timedWithHeadline;
  }

  /** The contenders that it means something to. */
  public Set<Engine> engines() {
    return made.engines;
  }

  /**
   * Whether an engine is known to fail here: then its words are the result, and no fault. One that
   * does not fail is held to the oracle as any other.
   */
  public boolean refusedBy(Engine engine) {
    return made.refusedBy.contains(engine);
  }

  /** Settings of an engine that make the variant: names and values as the engine writes them. */
  public Map<String, String> settings(Engine engine) {
    return made.settings.getOrDefault(engine, Map.of());
  }

  /**
   * Limit of a micro-batch, as the normal traffic of some time; empty for none. Engines without
   * batches ignore it.
   */
  public Optional<Duration> batchLimit() {
    return Optional.ofNullable(made.batchLimit);
  }

  /**
   * How far its live traffic exceeds what can be done; empty where it keeps a steady rate. Needs
   * {@link #perRecord}: the rule's own capacity sets the rates.
   */
  public Optional<Overload> overload() {
    return Optional.ofNullable(made.overload);
  }

  /**
   * Whether each row comes with the input that gives it although there is a watermark, which then
   * only says what may be forgotten. Without this, rows of a variant with a watermark are taken to
   * wait for it, as those of windows do.
   */
  public boolean rowsAtOnce() {
    return made.rowsAtOnce;
  }

  /**
   * Whether its traces hold records of which the usual rule does not say whether they are late,
   * because lateness is what they show: each comes where every engine's watermark is known.
   */
  public boolean exactLateness() {
    return made.exactLateness;
  }

  /**
   * Whether what the engines document their watermarks to mean gives different rows here: each is
   * held to its own meaning, and the difference is the result.
   */
  public boolean meaningsDiffer() {
    return made.meaningsDiffer;
  }

  /**
   * Whether it differs from others of its exercise in nothing but the watermark's delay, so that
   * one chart shows what the delay does to the latency of their rows.
   */
  public boolean comparesDelays() {
    return made.comparesDelays;
  }

  /** Servers beside Kafka that it works with; each use of it gets a space of its own in them. */
  public Set<Service> services() {
    return made.services;
  }

  /** The table beside the streams that it looks rows up in; empty for none. */
  public Optional<Dimension> dimension() {
    return Optional.ofNullable(made.dimension);
  }

  /**
   * The variant of the exercise that does the same with one row per key and interval on both
   * engines, so that there is a fair ratio; empty where this one has it.
   */
  public Optional<String> normalisedBy() {
    return Optional.ofNullable(made.normalisedBy);
  }

  /**
   * Where its process is killed and continued by another, at the traffic's {@code ARM} and {@code
   * KILL}; empty where none is.
   */
  public Optional<Failpoint> failpoint() {
    return made.failpoints.stream().findFirst();
  }

  /** Whether it is killed there, first or later. */
  public boolean isKilledAt(Failpoint point) {
    return made.failpoints.contains(point);
  }

  /** Where each process that continues is killed in turn, before one is let be. */
  public List<Failpoint> laterFailpoints() {
    return made.failpoints.stream().skip(1).toList();
  }

  /**
   * What an engine promises in this variant where its process is killed. An at-least-once sink may
   * give a row again; an at-most-once job may leave one out.
   */
  public Guarantee guarantee(Engine engine) {
    return made.guarantees.getOrDefault(engine, Guarantee.AT_LEAST_ONCE);
  }

  /**
   * Whether its input has an end, so that an engine can take it as a batch job; all of it is there
   * before the start.
   */
  public boolean bounded() {
    return made.bounded;
  }

  /** Whether its last checkpoint is taken apart for the report. */
  public boolean describesCheckpoint() {
    return made.describesCheckpoint;
  }

  /** The gear that an engine needs for this variant, whatever a run asks for; empty for any. */
  public Optional<Gear> gear(Engine engine) {
    return Optional.ofNullable(made.gears.get(engine));
  }

  /** Starts a variant. */
  public static Builder named(String name, String en, String es) {
    return new Builder(name, new Text(en, es));
  }

  /** Collects the parts of a variant. */
  public static final class Builder {
    private final String name;
    private final Text title;
    private List<String> inputs = List.of(Evento.TOPIC);
    private List<WireTopic> wires = List.of();
    private List<String> createdLater = List.of();
    private Feed feed = Feed.KAFKA;
    private OptionalInt inputPartitions = OptionalInt.empty();
    private boolean secured;
    private RowSchema schema;
    private Emission emission = Emission.APPEND;
    private SinkKind sink = SinkKind.KAFKA;
    private PostgresWrite postgres;
    private DeltaWrite deltaWrite = DeltaWrite.APPENDING;
    private List<String> partitionedBy = List.of();
    private StartFrom startFrom = StartFrom.EARLIEST;
    private Duration watermarkDelay;
    private WatermarkPolicy watermarkPolicy = WatermarkPolicy.MIN;
    private double replaySpeed = 1;
    private double defaultRate = 5_000;
    private Traffic traffic;
    private Oracle oracle;
    private StateOracle state;
    private boolean stateByTheClock;
    private BiFunction<Evento, String, Record> perRecord;
    private String processedAt;
    private boolean timed = true;
    private String normalisedBy;
    private boolean timedWithHeadline;
    private Set<Engine> engines = EnumSet.allOf(Engine.class);
    private final Set<Engine> refusedBy = EnumSet.noneOf(Engine.class);
    private final Map<Engine, Map<String, String>> settings = new EnumMap<>(Engine.class);
    private Duration batchLimit;
    private Overload overload;
    private List<Failpoint> failpoints = List.of();
    private boolean describesCheckpoint;
    private boolean bounded;
    private final Map<Engine, Guarantee> guarantees = new EnumMap<>(Engine.class);
    private final Map<Engine, Gear> gears = new EnumMap<>(Engine.class);
    private boolean rowsAtOnce;
    private boolean exactLateness;
    private boolean meaningsDiffer;
    private boolean comparesDelays;
    private Set<Service> services = Set.of();
    private Dimension dimension;

    private Builder(String name, Text title) {
      this.name = name;
      this.title = title;
    }

    public Builder inputs(String... topics) {
      this.inputs = List.of(topics);
      return this;
    }

    /** Its inputs, where their records have schemas of their own. */
    public Builder wires(WireTopic... topics) {
      this.wires = List.of(topics);
      this.inputs = wires.stream().map(WireTopic::name).toList();
      return this;
    }

    public Builder createdLater(String... topics) {
      this.createdLater = List.of(topics);
      return this;
    }

    /** Other than by Kafka; such a variant can't be timed. */
    public Builder feed(Feed value) {
      this.feed = value;
      return parityOnly();
    }

    public Builder secured() {
      this.secured = true;
      return this;
    }

    public Builder inputPartitions(int value) {
      this.inputPartitions = OptionalInt.of(value);
      return this;
    }

    public Builder schema(RowSchema value) {
      this.schema = value;
      return this;
    }

    public Builder emission(Emission value) {
      this.emission = value;
      return this;
    }

    public Builder sink(SinkKind value) {
      this.sink = value;
      return this;
    }

    /** Its sink is a table of PostgreSQL; it can't be timed. */
    public Builder postgres(PostgresWrite value) {
      this.postgres = value;
      return sink(SinkKind.POSTGRES).services(Service.POSTGRES).parityOnly();
    }

    /** Its sink is a Delta table; it can't be timed. */
    public Builder delta(DeltaWrite value) {
      this.deltaWrite = value;
      return sink(SinkKind.DELTA).parityOnly();
    }

    public Builder partitionedBy(String... columns) {
      this.partitionedBy = List.of(columns);
      return this;
    }

    public Builder startFrom(StartFrom value) {
      this.startFrom = value;
      return this;
    }

    public Builder watermarkDelay(Duration value) {
      this.watermarkDelay = value;
      return this;
    }

    /** What counts of the watermarks of several inputs, if not the least. */
    public Builder watermarkPolicy(WatermarkPolicy value) {
      this.watermarkPolicy = value;
      return this;
    }

    public Builder replaySpeed(double value) {
      this.replaySpeed = value;
      return this;
    }

    public Builder defaultRate(double value) {
      this.defaultRate = value;
      return this;
    }

    public Builder traffic(Traffic value) {
      this.traffic = value;
      return this;
    }

    public Builder oracle(Oracle value) {
      this.oracle = value;
      return this;
    }

    public Builder state(StateOracle value) {
      this.state = value;
      return this;
    }

    /** It keeps state that the clock drops: it is measured, and has no expected size. */
    public Builder stateByTheClock() {
      this.stateByTheClock = true;
      return this;
    }

    public Builder perRecord(Function<Evento, Record> value) {
      return perRecordAndInput((evento, input) -> value.apply(evento));
    }

    /** A rule that also wants to know the name of the input. */
    public Builder perRecordAndInput(BiFunction<Evento, String, Record> value) {
      this.perRecord = value;
      return this;
    }

    public Builder processedAt(String column) {
      this.processedAt = column;
      return this;
    }

    public Builder normalisedBy(String variant) {
      this.normalisedBy = variant;
      return this;
    }

    public Builder parityOnly() {
      this.timed = false;
      return this;
    }

    public Builder timedWithHeadline() {
      this.timedWithHeadline = true;
      return this;
    }

    public Builder engines(Engine first, Engine... more) {
      this.engines = EnumSet.of(first, more);
      return this;
    }

    public Builder refusedBy(Engine engine) {
      refusedBy.add(engine);
      return this;
    }

    public Builder setting(Engine engine, String setting, String value) {
      settings.computeIfAbsent(engine, e -> new TreeMap<>()).put(setting, value);
      return this;
    }

    public Builder batchLimit(Duration ofNormalTraffic) {
      this.batchLimit = ofNormalTraffic;
      return this;
    }

    public Builder overload(Overload value) {
      this.overload = value;
      return this;
    }

    /** It is killed there; it can't be timed, and no watermark may start batches of its own. */
    public Builder killedAt(Failpoint... points) {
      this.failpoints = List.of(points);
      return parityOnly();
    }

    public Builder bounded() {
      this.bounded = true;
      return this;
    }

    public Builder describesCheckpoint() {
      this.describesCheckpoint = true;
      return this;
    }

    public Builder exactlyOnce(Engine... engines) {
      List.of(engines).forEach(engine -> guarantees.put(engine, Guarantee.EXACTLY_ONCE));
      return this;
    }

    /** A fault to show: a row that was on its way in a crash may never come. */
    public Builder atMostOnce(Engine... engines) {
      List.of(engines).forEach(engine -> guarantees.put(engine, Guarantee.AT_MOST_ONCE));
      return this;
    }

    public Builder gear(Engine engine, Gear gear) {
      gears.put(engine, gear);
      return this;
    }

    public Builder rowsAtOnce() {
      this.rowsAtOnce = true;
      return this;
    }

    public Builder exactLateness() {
      this.exactLateness = true;
      return this;
    }

    /** Such a variant is about lateness, too. */
    public Builder meaningsDiffer() {
      this.meaningsDiffer = true;
      return exactLateness();
    }

    public Builder comparesDelays() {
      this.comparesDelays = true;
      return this;
    }

    public Builder services(Service... needed) {
      this.services = Set.of(needed);
      return this;
    }

    /** It looks rows up in a table beside the streams. */
    public Builder dimension(Dimension value) {
      this.dimension = value;
      return value.kind() == Dimension.Kind.POSTGRES ? services(Service.POSTGRES) : this;
    }

    /** The finished variant. */
    public Variant build() {
      Objects.requireNonNull(schema, () -> name + " has no schema");
      if (sink.isTable() && timed) {
        throw new IllegalStateException(name + " writes to a table and can't be timed");
      }
      if ((sink == SinkKind.POSTGRES) != (postgres != null)) {
        throw new IllegalStateException(name + " must say how it writes to PostgreSQL");
      }
      List<String> columns = schema.columns().stream().map(RowSchema.Column::name).toList();
      if (!columns.containsAll(partitionedBy)) {
        throw new IllegalStateException(name + " has no columns " + partitionedBy);
      }
      if (dimension != null && !columns.contains(dimension.versionColumn())) {
        throw new IllegalStateException(name + " has no column " + dimension.versionColumn());
      }
      Objects.requireNonNull(traffic, () -> name + " has no traffic");
      Objects.requireNonNull(oracle, () -> name + " has no oracle");
      if (overload != null) {
        Objects.requireNonNull(perRecord, () -> name + " has an overload and no rule per record");
      }
      return new Variant(this);
    }
  }
}
