package tandem.harness.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tandem.model.catalog.Dimension;
import tandem.model.parity.RowSchema.Column;

/**
 * A Delta table of one file, written by hand: the harness has no engine, and a version of so plain
 * a table is a file of Parquet and a few lines of JSON in its log (Delta's protocol, reader 1 and
 * writer 2).
 */
final class DeltaVersions implements LookupTables.Versions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOG = "_delta_log";

  private final Dimension dimension;
  private final WatchedFolder folder;

  DeltaVersions(Dimension dimension, WatchedFolder folder) {
    this.dimension = dimension;
    this.folder = folder;
  }

  @Override
  public void write(List<? extends Record> rows, int version) throws IOException {
    String name = name(version);
    Path data = folder.unseen().resolve(name);
    new ParquetContent(dimension.schema()).writeRows(data, LookupTables.json(rows));
    long bytes = Files.size(data);
    folder.show(name);
    long now = System.currentTimeMillis();
    List<ObjectNode> actions = new ArrayList<>();
    if (version == Dimension.FIRST) {
      Files.createDirectories(folder.seen().resolve(LOG));
      actions.add(action("protocol", protocol()));
      actions.add(action("metaData", metaData(now)));
    } else {
      actions.add(action("remove", removed(name(version - 1), now)));
    }
    actions.add(action("add", added(name, bytes, now)));
    commit(actions, version - Dimension.FIRST);
  }

  /** The log's file appears with all that is in it: the version is there or it is not. */
  private void commit(List<ObjectNode> actions, int number) throws IOException {
    String name = "%020d.json".formatted(number);
    Path complete = folder.unseen().resolve(name);
    Files.write(complete, actions.stream().map(ObjectNode::toString).toList());
    Files.move(complete, folder.seen().resolve(LOG).resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static ObjectNode action(String name, ObjectNode content) {
    return JSON.createObjectNode().set(name, content);
  }

  private static ObjectNode protocol() {
    return JSON.createObjectNode().put("minReaderVersion", 1).put("minWriterVersion", 2);
  }

  private ObjectNode metaData(long now) {
    ObjectNode metaData = JSON.createObjectNode();
    metaData.put("id", UUID.randomUUID().toString());
    metaData.putObject("format").put("provider", "parquet").putObject("options");
    metaData.put("schemaString", schema().toString());
    metaData.putArray("partitionColumns");
    metaData.putObject("configuration");
    return metaData.put("createdTime", now);
  }

  private ObjectNode schema() {
    ObjectNode schema = JSON.createObjectNode().put("type", "struct");
    ArrayNode fields = schema.putArray("fields");
    for (Column column : dimension.schema().columns()) {
      fields
          .addObject()
          .put("name", column.name())
          .put("type", type(column))
          .put("nullable", true)
          .putObject("metadata");
    }
    return schema;
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case TEXT -> "string";
      case LONG -> "long";
      case DOUBLE -> "double";
      case INSTANT -> "timestamp";
      case DATE -> "date";
    };
  }

  private static ObjectNode added(String name, long bytes, long now) {
    ObjectNode file = JSON.createObjectNode().put("path", name);
    file.putObject("partitionValues");
    return file.put("size", bytes).put("modificationTime", now).put("dataChange", true);
  }

  private static ObjectNode removed(String name, long now) {
    return JSON.createObjectNode()
        .put("path", name)
        .put("deletionTimestamp", now)
        .put("dataChange", true);
  }

  private static String name(int version) {
    return "part-%d.parquet".formatted(version);
  }
}
