package tandem.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.flink.ch11.sec2.ActivityReaders;
import tandem.flink.ch11.sec6.WindowSoFar;
import tandem.flink.runtime.EventosSchema;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.flink.runtime.InputRecord;
import tandem.flink.runtime.LocalDates;
import tandem.flink.runtime.Position;
import tandem.flink.runtime.Reading;
import tandem.flink.runtime.Wire;
import tandem.flink.runtime.WireReader;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.EndToEndLatency;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.ch11.sec1.FirstStreamingJob.EventoConIva;
import tandem.model.ch11.sec2.IdempotentPostgres;
import tandem.model.ch11.sec2.MultipleTopics;
import tandem.model.ch11.sec2.SinkThatLostData;
import tandem.model.ch11.sec3.ArbitraryState;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.ch11.sec3.StateThatOnlyGrows;
import tandem.model.ch11.sec3.StatelessVersusStateful;
import tandem.model.ch11.sec3.TimeWindows;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec4.ChooseTheWatermark;
import tandem.model.ch11.sec4.DroppedLateRows;
import tandem.model.ch11.sec4.LateData;
import tandem.model.ch11.sec4.SeveralWatermarks;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.model.ch11.sec5.ChooseTheOutputMode;
import tandem.model.ch11.sec5.CompleteIntoDelta;
import tandem.model.ch11.sec5.OutputModes;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline;
import tandem.model.ch11.sec6.ClickPurchaseJoin;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.JoinThatNeverEmits;
import tandem.model.ch11.sec6.LastClickAttribution;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.ch11.sec6.Touch;
import tandem.model.codec.Json;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;
import tandem.model.parity.WireInput;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.RunSpec;
import tandem.model.run.StartFrom;
import tandem.model.run.StateBackend;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Every exercise on its parity trace, from a collection, against the oracle: headline variants, or
 * all with -Pall-variants.
 */
final class InMemoryParityTest {
  private static final int MOST_ROWS = 100_000;
  @TempDir private Path directory;

  /** A row of either output on its way to the test. */
  @SuppressWarnings("ArrayRecordComponent") // on its way only
  public record Out(String output, byte[] value, String reason) {}

  @BeforeAll
  static void dates() {
    LocalDates.register();
  }

  static Stream<Arguments> variants() {
    boolean all = "all".equals(System.getProperty("tandem.variants"));
    return Catalog.all().stream()
        .flatMap(
            exercise ->
                exercise.variants().stream()
                    .map(variant -> Arguments.of(exercise.id(), variant.name())))
        .filter(
            arguments ->
                all
                    || Catalog.exercise((String) arguments.get()[0])
                        .headline()
                        .name()
                        .equals(arguments.get()[1]))
        // what restarts an engine, follows the clock or needs a server takes more than memory:
        // ./tandem run --only parity
        .filter(
            arguments ->
                inMemory(
                    Catalog.exercise((String) arguments.get()[0])
                        .variant((String) arguments.get()[1])));
  }

  /** A table's rows are a job's like others', and only where they go is a matter of processes. */
  private static boolean inMemory(Variant variant) {
    boolean stays = variant.sink().isTable() && variant.failpoint().isEmpty();
    // micro-batches, which are why such a variant is not timed, mean nothing here
    boolean sequence = variant.emission() == Emission.SEQUENCE;
    return (variant.timed() || stays || sequence)
        && !variant.bounded()
        && withoutServers(variant)
        && variant.engines().contains(Engine.FLINK);
  }

  /** The last row of a key is what a table of PostgreSQL holds, unless rows are added up there. */
  private static boolean withoutServers(Variant variant) {
    return variant
        .postgres()
        .map(write -> write.conflict() != Conflict.ADD)
        .orElse(variant.services().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void givesWhatTheOracleExpects(String id, String name) throws Exception {
    Exercise exercise = Catalog.exercise(id);
    FlinkExercise job =
        Class.forName(exercise.jobClass(Engine.FLINK))
            .asSubclass(FlinkExercise.class)
            .getConstructor()
            .newInstance();
    assertThat(run(job, exercise, exercise.variant(name)).differences()).isEmpty();
  }

  @Test
  void aWrongParameterIsFoundAndNamed() throws Exception {
    Exercise exercise = Catalog.exercise("11.1.2");
    // a job with another rate of VAT, as if somebody had mistyped it
    FlinkExercise wrong =
        (in, spec) ->
            in.eventos()
                .filter(e -> FirstStreamingJob.apply(e, java.time.Instant.now()) != null)
                .map(
                    e ->
                        new EventoConIva(
                            e.eventoId(),
                            e.userId(),
                            e.tipo(),
                            e.monto(),
                            e.timestamp(),
                            e.region(),
                            e.monto() == null ? null : (Double) (e.monto() * 1.91),
                            java.time.Instant.now()));
    ParityResult result = run(wrong, exercise, exercise.headline());
    assertThat(result.equal()).isFalse();
    assertThat(result.different()).isGreaterThan(0);
    assertThat(result.differences().get(0).expected())
        .contains("monto_iva=")
        .contains("evento_id=");
  }

  @Test
  void typesNeedNoGenericSerializer() {
    for (Class<?> type :
        List.of(
            Evento.class,
            Incoming.class,
            InputRecord.class,
            MultipleTopics.EventoDeTopic.class,
            MultipleTopics.Actividad.class,
            ActivityReaders.Envelope.class,
            Position.class,
            EventoConIva.class,
            EndToEndLatency.EventoConLatencia.class,
            EndToEndLatency.Estadistica.class,
            SinkThatLostData.EventoGuardado.class,
            IdempotentPostgres.MetricaMensual.class,
            Totals.class,
            OpenSession.class,
            TimeWindows.RegionTotals.class,
            TimeWindows.RegionAverage.class,
            TimeWindows.UserSession.class,
            ArbitraryState.Sesion.class,
            ArbitraryState.Acumulado.class,
            StatelessVersusStateful.EventoConIva.class,
            StatelessVersusStateful.Conteo.class,
            StatelessVersusStateful.ConteoPorMinuto.class,
            StateThatOnlyGrows.ConteoDiario.class,
            LateData.EventosPorMinuto.class,
            DroppedLateRows.EventoTardio.class,
            WatermarkAndOutputMode.Conteo.class,
            SeveralWatermarks.Conversion.class,
            ChooseTheWatermark.EventosPorVentana.class,
            OutputModes.Total.class,
            OutputModes.TotalVentana.class,
            OutputModes.Cambio.class,
            ChooseTheOutputMode.VentasDelDia.class,
            ChooseTheOutputMode.Transaccion.class,
            ChooseTheOutputMode.Puesto.class,
            ChooseTheOutputMode.ClienteFrecuente.class,
            ChooseTheOutputMode.Metrica.class,
            Cliente.class,
            StreamStaticJoin.EventoEnriquecido.class,
            CompleteIntoDelta.Metrica.class,
            ClickPurchaseJoin.Click.class,
            ClickPurchaseJoin.Compra.class,
            ClickPurchaseJoin.Conversion.class,
            AnomalyAgainstBaseline.Lectura.class,
            AnomalyAgainstBaseline.Baseline.class,
            AnomalyAgainstBaseline.Alerta.class,
            AnomalyAgainstBaseline.LecturaAnomala.class,
            WindowSoFar.class,
            JoinThatNeverEmits.Lado.class,
            JoinThatNeverEmits.Par.class,
            LastClickAttribution.Click.class,
            LastClickAttribution.Compra.class,
            LastClickAttribution.Atribucion.class,
            Touch.class)) {
      PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
  }

  private ParityResult run(FlinkExercise job, Exercise exercise, Variant variant) throws Exception {
    Trace trace = trace(exercise, variant);
    Inputs all = Inputs.of(trace);
    // the extra record is an evento, and only closes what one stream keeps open
    int last = all.all().size() - (variant.wires().isEmpty() ? 1 : 0);
    // a bounded source ends with the greatest watermark, as the extra record at the end of the
    // trace would
    boolean closes =
        variant.watermarkDelay().isPresent()
            && variant.emission() != Emission.UPDATE
            && !variant.rowsAtOnce();
    List<ExpectedRow> expected =
        variant.oracle().expected(all, Meaning.FLINK).stream()
            .filter(row -> closes || row.cause() < last)
            .toList();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    FlinkInputs inputs = new FlinkInputs(new FromTrace(env, all.all().subList(0, last)));
    RunSpec spec =
        new RunSpec(
                exercise.id(),
                variant.name(),
                "",
                Map.of(),
                StartFrom.EARLIEST,
                1,
                StateBackend.MEMORY,
                Profile.DEFAULT,
                Gear.standard(Engine.FLINK),
                directory.toString(),
                false,
                variant.replaySpeed(),
                0)
            .with(LookupFiles.of(variant, directory));
    DataStream<Out> out =
        job.define(inputs, spec)
            .map(row -> new Out(Variant.RESULT, Json.row(row), null))
            .returns(Out.class);
    if (inputs.deadLetters() != null) {
      out =
          out.union(
              inputs
                  .deadLetters()
                  .map(r -> new Out(DeadLetter.OUTPUT, r.value(), r.defect()))
                  .returns(Out.class));
    }
    List<Observed> observed =
        out.executeAndCollect(MOST_ROWS).stream()
            .map(o -> new Observed(o.output(), o.value(), o.reason()))
            .toList();
    return Parity.compare(variant, expected, observed, Meaning.FLINK);
  }

  /** The records of a trace, where Kafka would be. */
  private record FromTrace(StreamExecutionEnvironment env, List<Inputs.Input> inputs)
      implements FlinkInputs.Source {
    @Override
    public DataStream<Incoming> open(WatermarkStrategy<Incoming> strategy, Reading reading) {
      Incoming[] records =
          inputs.stream().map(input -> incoming(input.message(), reading)).toArray(Incoming[]::new);
      return env.fromData(Incoming.class, records)
          .assignTimestampsAndWatermarks(eachEvent(strategy));
    }

    private static Incoming incoming(TraceEntry.Message message, Reading reading) {
      Incoming decoded = EventosSchema.decode(message.key(), message.value());
      if (reading != Reading.POSITIONED || decoded.defect() != null) {
        return decoded;
      }
      Position position =
          new Position(message.partition(), message.index(), message.timestampMillis());
      return new Incoming(decoded.evento(), null, null, null, position);
    }

    @Override
    public <T> DataStream<Wire<T>> open(WireReader<T> reader, WatermarkStrategy<Wire<T>> strategy) {
      List<Wire<T>> records =
          inputs.stream()
              .map(Inputs.Input::message)
              .filter(message -> message.topic().equals(reader.topic().name()))
              .map(message -> reader.read(message.key(), message.value()))
              .toList();
      WatermarkStrategy<Wire<T>> eachRecord =
          WatermarkStrategy.<Wire<T>>forGenerator(
                  context -> new EachEvent<>(strategy.createWatermarkGenerator(context)))
              .withTimestampAssigner((record, none) -> record.accepted() ? record.millis() : 0);
      return env.fromData(records, reader.produces()).assignTimestampsAndWatermarks(eachRecord);
    }

    @Override
    public DataStream<InputRecord> open(FlinkInputs.Subscription subscription) {
      InputRecord[] records =
          inputs.stream()
              .map(Inputs.Input::message)
              .filter(message -> subscription.takes(message.topic()))
              .map(message -> new InputRecord(message.topic(), message.key(), message.value()))
              .toArray(InputRecord[]::new);
      return env.fromData(InputRecord.class, records);
    }
  }

  /**
   * The job's strategy with a watermark after each event, where a clock would make the test a
   * matter of speed.
   */
  private static WatermarkStrategy<Incoming> eachEvent(WatermarkStrategy<Incoming> strategy) {
    return WatermarkStrategy.<Incoming>forGenerator(
            context -> new EachEvent<>(strategy.createWatermarkGenerator(context)))
        .withTimestampAssigner(
            (record, none) ->
                record.evento() == null ? 0 : record.evento().timestamp().toEpochMilli());
  }

  private record EachEvent<T>(WatermarkGenerator<T> of) implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T record, long millis, WatermarkOutput output) {
      of.onEvent(record, millis, output);
      of.onPeriodicEmit(output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // each event has done it
    }
  }

  private Trace trace(Exercise exercise, Variant variant) throws Exception {
    TraceRequest request = TraceRequest.parity(11, 1);
    Path file = Files.createTempFile(directory, "parity", ".trace");
    TraceHeader header = TraceHeader.of(exercise, variant, request);
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
      if (variant.wires().isEmpty()) {
        String end =
            "{\"evento_id\":\"fin\",\"user_id\":\"fin\","
                + "\"timestamp\":\"2100-01-01T00:00:00.000Z\"}";
        long far = java.time.Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
        out.control(TraceEntry.Action.BARRIER);
        byte[] value = end.getBytes(StandardCharsets.UTF_8);
        out.record(0, variant.inputs().get(0), 0, null, value, far);
      }
    }
    return variant.wires().isEmpty() ? Trace.open(file) : withoutLate(file, variant);
  }

  /**
   * The same trace without its late records: nothing in memory lets two sources stand at one point
   * before they go on, so what is late for both would be a matter of chance.
   */
  private Trace withoutLate(Path file, Variant variant) throws Exception {
    Trace trace = Trace.open(file);
    Inputs inputs = Inputs.of(trace);
    List<WireInput> records = inputs.wired(variant.wires());
    Path kept = Files.createTempFile(directory, "in-time", ".trace");
    try (TraceWriter out = new TraceWriter(kept, trace.header())) {
      long[] watermark = {Long.MIN_VALUE};
      trace.forEach(
          entry -> {
            if (entry instanceof TraceEntry.Control control) {
              out.control(control.action());
              long delay = variant.watermarkDelay().map(Duration::toMillis).orElse(0L);
              long least = control.partitionMinimum();
              watermark[0] = least == Long.MIN_VALUE ? least : least - delay;
            } else if (entry instanceof TraceEntry.Message m) {
              WireInput record = records.get((int) m.index());
              if (!record.accepted()) {
                out.recordWithoutEventTime(
                    m.offsetMicros(),
                    m.topic(),
                    m.partition(),
                    m.key(),
                    m.value(),
                    m.headers(),
                    m.timestampMillis());
              } else if (record.millis() > watermark[0] || variant.watermarkDelay().isEmpty()) {
                out.record(
                    m.offsetMicros(),
                    m.topic(),
                    m.partition(),
                    m.key(),
                    m.value(),
                    m.timestampMillis());
              }
            }
          });
    }
    return Trace.open(kept);
  }
}
