package tandem.model.trace;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.model.codec.Json;

/**
 * A recording of traffic: the exact records that every contender is given, with their schedule. Its
 * SHA-256 is its identity and stands in every result.
 */
public final class Trace {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MAX_HEADER_BYTES = 1 << 16;
  private static final int MAX_FIELD_BYTES = 64 << 20;

  private final Path file;
  private final TraceHeader header;
  private final String sha256;
  private final long records;

  private Trace(Path file, TraceHeader header, String sha256, long records) {
    this.file = file;
    this.header = header;
    this.sha256 = sha256;
    this.records = records;
  }

  /**
   * Opens a trace and reads it through once, for its identity and to see that it is whole.
   *
   * @throws TraceException if it is no trace, of another version, or damaged
   */
  public static Trace open(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      DataInputStream in = new DataInputStream(new DigestInputStream(raw, digest));
      TraceHeader header = readHeader(file, in);
      long records = new Reader(file, header, in).readAll(entry -> {});
      return new Trace(file, header, HexFormat.of().formatHex(digest.digest()), records);
    } catch (IOException e) {
      throw new TraceException("can't read trace '" + file + "': " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads all entries in order. */
  public void forEach(Consumer<TraceEntry> consumer) {
    try (InputStream raw = Files.newInputStream(file)) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES));
      readHeader(file, in);
      new Reader(file, header, in).readAll(consumer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The controls among the entries, in order. */
  public List<TraceEntry.Control> controls() {
    List<TraceEntry.Control> controls = new ArrayList<>();
    forEach(
        entry -> {
          if (entry instanceof TraceEntry.Control control) {
            controls.add(control);
          }
        });
    return controls;
  }

  public Path file() {
    return file;
  }

  public TraceHeader header() {
    return header;
  }

  /** Identity: SHA-256 of the file, in hex. */
  public String sha256() {
    return sha256;
  }

  /** Number of records. */
  public long records() {
    return records;
  }

  private static TraceHeader readHeader(Path file, InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\n' && next >= 0 && line.size() < MAX_HEADER_BYTES) {
      line.write(next);
      next = in.read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    if (!text.startsWith("{\"format\":\"")) {
      throw new TraceException("'" + file + "' is not a trace; make one with: tandem trace gen");
    }
    if (!text.startsWith("{\"format\":\"" + TraceHeader.FORMAT + "\"")) {
      throw new TraceException(
          "'"
              + file
              + "' is not of format "
              + TraceHeader.FORMAT
              + "; make it anew with: tandem trace gen");
    }
    try {
      return Json.parse(text, TraceHeader.class);
    } catch (UncheckedIOException e) {
      throw damaged(file, "its header", e);
    }
  }

  private static TraceException damaged(Path file, String where, Exception cause) {
    return new TraceException(
        "trace '" + file + "' is damaged at " + where + "; copy or make it anew", cause);
  }

  /** Reads the body of a trace file. */
  private static final class Reader {
    private final Path file;
    private final TraceHeader header;
    private final DataInputStream in;
    private long index;
    private long offsetMicros;

    Reader(Path file, TraceHeader header, DataInputStream in) {
      this.file = file;
      this.header = header;
      this.in = in;
    }

    long readAll(Consumer<TraceEntry> consumer) throws IOException {
      while (true) {
        TraceEntry entry;
        try {
          int kind = in.readUnsignedByte();
          if (kind == TraceWriter.END) {
            return readEnd();
          }
          entry = kind == TraceWriter.RECORD ? readRecord() : readControl(kind);
        } catch (EOFException | IndexOutOfBoundsException | IllegalArgumentException e) {
          throw damaged(file, "record " + index, e);
        }
        consumer.accept(entry);
      }
    }

    private long readEnd() throws IOException {
      if (in.readLong() != index || in.read() >= 0) {
        throw damaged(file, "its end", null);
      }
      return index;
    }

    private TraceEntry readRecord() throws IOException {
      offsetMicros += readVarLong();
      String topic = header.topics().get(in.readUnsignedByte());
      int partition = in.readUnsignedShort();
      if (partition >= header.partitions()) {
        throw new IndexOutOfBoundsException(partition);
      }
      long timestampMillis = in.readLong();
      byte[] key = readBytes();
      byte[] value = readBytes();
      Map<String, byte[]> headers = readHeaders();
      return new TraceEntry.Message(
          index++, offsetMicros, topic, partition, key, value, headers, timestampMillis);
    }

    private Map<String, byte[]> readHeaders() throws IOException {
      long count = readVarLong();
      if (count == 0) {
        return Map.of();
      }
      Map<String, byte[]> headers = new HashMap<>();
      for (long i = 0; i < count; i++) {
        headers.put(new String(readBytes(), StandardCharsets.UTF_8), readBytes());
      }
      return headers;
    }

    private TraceEntry readControl(int kind) throws IOException {
      if (kind != TraceWriter.CONTROL) {
        throw new IndexOutOfBoundsException(kind);
      }
      TraceEntry.Action action = TraceEntry.Action.valueOf(in.readUTF());
      offsetMicros = 0;
      return new TraceEntry.Control(action, index, in.readLong(), in.readLong());
    }

    private byte[] readBytes() throws IOException {
      long length = readVarLong();
      if (length == 0) {
        return null;
      }
      if (length < 0 || length > MAX_FIELD_BYTES) {
        throw new IndexOutOfBoundsException(length);
      }
      byte[] bytes = new byte[(int) (length - 1)];
      in.readFully(bytes);
      return bytes;
    }

    private long readVarLong() throws IOException {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        int next = in.readUnsignedByte();
        value |= (long) (next & 0x7F) << shift;
        if (next < 0x80) {
          return value;
        }
      }
      throw new IndexOutOfBoundsException("varint");
    }
  }
}
