package tandem.harness.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tandem.model.catalog.Feed;
import tandem.model.catalog.Variant;
import tandem.model.trace.TraceEntry;

/** Makes the feeder of a variant. */
public final class Feeders {
  private Feeders() {}

  /**
   * A feeder for one replay.
   *
   * @param topics the exercise's names to real ones
   * @param folder a fresh folder, asked for where files are wanted
   */
  public static Feeder open(
      Variant variant, Replayer replayer, Map<String, String> topics, Supplier<Path> folder) {
    Feed feed = variant.feed();
    return switch (feed.source()) {
      case KAFKA -> replayer.to(topics);
      case LINE_FILES ->
          feed.whole()
              ? new FolderFeeder(watched(variant, folder), feed, Feeders::lines)
              : new GrowingFileFeeder(watched(variant, folder), feed);
      case PARQUET_FILES ->
          new FolderFeeder(watched(variant, folder), feed, new ParquetContent(feed.columns()));
      case SOCKET -> new SocketFeeder(variant.inputs().get(0));
      case GENERATOR ->
          (message, log) -> {
            throw new IllegalStateException("nobody takes records of " + variant.name());
          };
    };
  }

  private static WatchedFolder watched(Variant variant, Supplier<Path> folder) {
    return WatchedFolder.in(folder.get(), variant.inputs().get(0));
  }

  static void lines(Path file, List<TraceEntry.Message> records) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (TraceEntry.Message record : records) {
      lines.writeBytes(record.value());
      lines.write('\n');
    }
    Files.write(file, lines.toByteArray());
  }
}
