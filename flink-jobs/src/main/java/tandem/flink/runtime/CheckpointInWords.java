package tandem.flink.runtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.model.run.CheckpointPart;
import tandem.model.run.RunSpec;

/**
 * Takes the newest checkpoint of a job apart (11.1.3): its metadata, and what the State Processor
 * API reads of the sources' offsets and of the keyed state.
 */
record CheckpointInWords(FlinkExercise exercise, RunSpec spec) {
  private static final int SHOWN_ENTRIES = 3;
  private static final String READER_STATE = "SourceReaderState";

  /** What it holds, in the order in which a restart reads it. */
  List<CheckpointPart> parts() throws Exception {
    Path folder = CheckpointFolders.newest(spec.checkpoints());
    CheckpointMetadata metadata = metadata(folder);
    SavepointReader reader = StateCounter.reader(folder.toUri().toString(), spec);
    List<CheckpointPart> parts = new ArrayList<>();
    parts.add(
        new CheckpointPart(
            "_metadata",
            "checkpoint %d: where the state of %d operators lies"
                .formatted(metadata.getCheckpointId(), metadata.getOperatorStates().size())));
    parts.add(
        new CheckpointPart(KafkaEnds.SOURCE_UID, "the job has read up to " + offsets(reader)));
    metadata.getOperatorStates().stream()
        .filter(operator -> operator.getStateSize() > 0)
        .sorted(Comparator.comparing(CheckpointInWords::name))
        .forEach(
            operator ->
                parts.add(
                    new CheckpointPart(
                        name(operator),
                        "%d subtasks, %d bytes"
                            .formatted(operator.getParallelism(), operator.getStateSize()))));
    Optional<DataStream<Long>> entries = exercise.liveEntries(reader, spec.variant());
    if (entries.isPresent()) {
      parts.add(
          new CheckpointPart(
              FlinkExercise.STATE_UID, StateCounter.count(entries.get()) + " entries"));
    }
    Optional<DataStream<String>> words = exercise.entriesInWords(reader);
    if (words.isPresent()) {
      StateCounter.take(
          words.get(),
          SHOWN_ENTRIES,
          entry -> parts.add(new CheckpointPart(FlinkExercise.STATE_UID + " entry", entry)));
    }
    parts.add(
        new CheckpointPart(
            spec.checkpoints().getFileName().toString(),
            CheckpointFolders.count(spec.checkpoints())
                + " restorable; a stop with a savepoint ends the others, a cancellation or a crash"
                + " leaves them"));
    return parts;
  }

  private static CheckpointMetadata metadata(Path folder) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(folder.resolve("_metadata")))) {
      return Checkpoints.loadCheckpointMetadata(
          in, CheckpointInWords.class.getClassLoader(), folder.toUri().toString());
    }
  }

  private static String name(OperatorState operator) {
    return operator
        .getOperatorUid()
        .or(operator::getOperatorName)
        .orElse(operator.getOperatorID().toHexString());
  }

  private Map<String, Long> offsets(SavepointReader reader) throws Exception {
    Map<String, Long> offsets = new TreeMap<>();
    DataStream<byte[]> splits =
        reader.readListState(
            OperatorIdentifier.forUid(KafkaEnds.SOURCE_UID),
            READER_STATE,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            BytePrimitiveArraySerializer.INSTANCE);
    StateCounter.take(splits, Long.MAX_VALUE, bytes -> put(split(bytes), offsets));
    return offsets;
  }

  private static KafkaPartitionSplit split(byte[] bytes) {
    try {
      return SimpleVersionedSerialization.readVersionAndDeSerialize(
          new KafkaPartitionSplitSerializer(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The topics of a run have names of their own; people know the exercise's. */
  private void put(KafkaPartitionSplit split, Map<String, Long> offsets) {
    String topic =
        spec.topics().entrySet().stream()
            .filter(entry -> entry.getValue().equals(split.getTopic()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(split.getTopic());
    offsets.put(topic + "-" + split.getPartition(), split.getStartingOffset());
  }
}
