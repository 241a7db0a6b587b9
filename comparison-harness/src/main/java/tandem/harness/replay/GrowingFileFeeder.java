package tandem.harness.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import tandem.harness.Timeline;
import tandem.model.catalog.Feed;
import tandem.model.trace.TraceEntry;

/**
 * Brings records as files that can be seen while they are written: those up to a flush are a file's
 * first part, which ends in the middle of the last one; those up to the next flush are its rest.
 * The first part appears at once, so that it is known how much can be read of it.
 */
final class GrowingFileFeeder implements Feeder {
  private final Feed feed;
  private final WatchedFolder folder;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private byte[] rest;
  private int lastLine;
  private int parts;

  GrowingFileFeeder(WatchedFolder folder, Feed feed) {
    this.folder = folder;
    this.feed = feed;
  }

  @Override
  public Map<String, String> sources() {
    return folder.sources();
  }

  @Override
  public void send(TraceEntry.Message message, SentLog log) {
    lines.writeBytes(message.value());
    lines.write('\n');
    lastLine = message.value().length + 1;
    log.acknowledged(message.index(), -1, Timeline.micros());
  }

  @Override
  public void flush() {
    if (lines.size() == 0) {
      return;
    }
    String name = "%06d%s".formatted(parts / 2, feed.suffix());
    byte[] all = lines.toByteArray();
    lines.reset();
    try {
      if (parts++ % 2 == 0) {
        int cut = all.length - lastLine + Feed.firstPart(lastLine - 1);
        Files.write(folder.unseen().resolve(name), Arrays.copyOf(all, cut));
        folder.show(name);
        rest = Arrays.copyOfRange(all, cut, all.length);
      } else {
        Files.write(folder.seen().resolve(name), rest, StandardOpenOption.APPEND);
        Files.write(folder.seen().resolve(name), all, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
