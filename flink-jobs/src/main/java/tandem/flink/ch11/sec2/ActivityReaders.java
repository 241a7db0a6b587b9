package tandem.flink.ch11.sec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.InputRecord;
import tandem.model.ch11.sec2.MultipleTopics;
import tandem.model.ch11.sec2.MultipleTopics.Actividad;
import tandem.model.ch11.sec2.MultipleTopics.Kind;
import tandem.model.codec.WireCodec;
import tandem.model.codec.WireRecord;

/** Reads the records of exercise 11.2.3 that are not alike, each kind by its own schema. */
public final class ActivityReaders {
  private ActivityReaders() {}

  /** A record of the union whose payload is still to be read. */
  public record Envelope(InputRecord record, String id, Instant timestamp, String payload) {}

  /** The output of {@link ByKind} for a kind. */
  static OutputTag<Envelope> envelopes(Kind kind) {
    return new OutputTag<>(kind.tipo(), TypeInformation.of(Envelope.class));
  }

  /** Records on the topic of their kind. */
  static final class OwnTopic extends ProcessFunction<InputRecord, Actividad> {
    private final Kind kind;

    OwnTopic(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void processElement(InputRecord record, Context context, Collector<Actividad> out) {
      WireRecord read = WireCodec.decode(record.value(), kind.ownSchema());
      if (read.defect() != null) {
        context.output(FlinkInputs.REFUSED, record.refused(read.defect()));
      } else {
        String id = read.text(kind.idField());
        out.collect(MultipleTopics.apply(kind, id, read.timestamp(kind.timeField()), read));
      }
    }
  }

  /** Splits the union: an output for each kind. */
  static final class ByKind extends ProcessFunction<InputRecord, Envelope> {
    @Override
    public void processElement(InputRecord record, Context context, Collector<Envelope> out) {
      WireRecord read = WireCodec.decode(record.value(), MultipleTopics.UNION_SCHEMA);
      Optional<Kind> kind = read.defect() == null ? Kind.of(read.text("tipo")) : Optional.empty();
      if (kind.isEmpty()) {
        String defect = read.defect() == null ? MultipleTopics.UNKNOWN_TYPE : read.defect();
        context.output(FlinkInputs.REFUSED, record.refused(defect));
      } else {
        Envelope envelope =
            new Envelope(
                record, read.text("id"), read.timestamp("timestamp"), read.text("payload"));
        context.output(envelopes(kind.get()), envelope);
      }
    }
  }

  /** Payloads of one kind. */
  static final class Payload extends ProcessFunction<Envelope, Actividad> {
    private final Kind kind;

    Payload(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void processElement(Envelope envelope, Context context, Collector<Actividad> out) {
      byte[] payload = envelope.payload().getBytes(StandardCharsets.UTF_8);
      WireRecord read = WireCodec.decode(payload, kind.payload());
      if (read.defect() != null) {
        String defect = MultipleTopics.PAYLOAD_DEFECT + read.defect();
        context.output(FlinkInputs.REFUSED, envelope.record().refused(defect));
      } else {
        out.collect(MultipleTopics.apply(kind, envelope.id(), envelope.timestamp(), read));
      }
    }
  }
}
