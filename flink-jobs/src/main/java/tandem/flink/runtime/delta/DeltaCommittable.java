package tandem.flink.runtime.delta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import tandem.flink.runtime.delta.ParquetFiles.Written;
import tandem.model.codec.Json;

/**
 * A file that is written and not yet in the table.
 *
 * @param appId who adds it, as the table's log knows writers
 * @param checkpoint the checkpoint that it belongs to: its transaction's number
 * @param path absolute URI
 * @param size bytes
 * @param modifiedMillis when it was written, milliseconds since the epoch
 * @param partition the columns that the table is partitioned by with the file's values, as text;
 *     null is a value
 */
record DeltaCommittable(
    String appId,
    long checkpoint,
    String path,
    long size,
    long modifiedMillis,
    Map<String, String> partition) {

  /** The checkpoint of a file whose writer can't know it yet. */
  static final long UNKNOWN = 0;

  /** A file that was just written, whose checkpoint nobody knows yet. */
  static DeltaCommittable of(String appId, Written written) {
    return new DeltaCommittable(
        appId,
        UNKNOWN,
        written.file().getPath(),
        written.file().getSize(),
        written.file().getModificationTime(),
        written.part().partition());
  }

  /** The same file, in a checkpoint. */
  DeltaCommittable at(long number) {
    return new DeltaCommittable(appId, number, path, size, modifiedMillis, partition);
  }

  /** Keeps committables in checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<DeltaCommittable> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(DeltaCommittable file) {
      return Json.line(file).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public DeltaCommittable deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION) {
        throw new IOException("a checkpoint with committables of version " + version);
      }
      return Json.parse(new String(bytes, StandardCharsets.UTF_8), DeltaCommittable.class);
    }
  }
}
