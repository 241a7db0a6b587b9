package tandem.harness.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tandem.model.catalog.Dimension;

/** A folder with one file of Parquet, which another takes the place of. */
final class ParquetVersions implements LookupTables.Versions {
  private final Dimension dimension;
  private final WatchedFolder folder;

  ParquetVersions(Dimension dimension, WatchedFolder folder) {
    this.dimension = dimension;
    this.folder = folder;
  }

  @Override
  public void write(List<? extends Record> rows, int version) throws IOException {
    boolean inPlace = dimension.kind() == Dimension.Kind.PARQUET_IN_PLACE;
    String name = inPlace ? "part.parquet" : name(version);
    Path complete = folder.unseen().resolve(name);
    new ParquetContent(dimension.schema()).writeRows(complete, LookupTables.json(rows));
    if (inPlace) {
      // one step: whoever opens the file gets all of the old one or all of the new one
      Files.move(
          complete,
          folder.seen().resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } else {
      // as a job does that overwrites: first what is there goes
      Files.deleteIfExists(folder.seen().resolve(name(version - 1)));
      folder.show(name);
    }
  }

  private static String name(int version) {
    return "part-%d.parquet".formatted(version);
  }
}
