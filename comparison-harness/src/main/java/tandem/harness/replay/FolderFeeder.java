package tandem.harness.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.harness.Timeline;
import tandem.model.catalog.Feed;
import tandem.model.trace.TraceEntry;

/**
 * Brings records as files to a folder: each is written under another name in another folder, and
 * renamed when it is complete, so that whoever looks sees all of it or nothing.
 */
final class FolderFeeder implements Feeder {
  private final Feed feed;
  private final WatchedFolder folder;
  private final Content content;
  private final List<TraceEntry.Message> waiting = new ArrayList<>();
  private SentLog log;
  private int files;

  /** What a file of records looks like. */
  interface Content {
    void write(Path file, List<TraceEntry.Message> records) throws IOException;
  }

  FolderFeeder(WatchedFolder folder, Feed feed, Content content) {
    this.folder = folder;
    this.feed = feed;
    this.content = content;
  }

  @Override
  public Map<String, String> sources() {
    return folder.sources();
  }

  @Override
  public void send(TraceEntry.Message message, SentLog newLog) {
    log = newLog;
    waiting.add(message);
    if (waiting.size() >= feed.recordsPerFile()) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    String name = "%06d%s".formatted(files++, feed.suffix());
    try {
      content.write(folder.unseen().resolve(name), waiting);
      folder.show(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long now = Timeline.micros();
    waiting.forEach(record -> log.acknowledged(record.index(), -1, now));
    waiting.clear();
  }
}
