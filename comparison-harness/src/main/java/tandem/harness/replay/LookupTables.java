package tandem.harness.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.codec.Json;

/** Makes the table that a variant looks rows up in. */
public final class LookupTables {
  private static final LookupTable NONE =
      new LookupTable() {
        @Override
        public Map<String, String> sources() {
          return Map.of();
        }

        @Override
        public OptionalLong reads() {
          return OptionalLong.empty();
        }

        @Override
        public void change() {
          throw new IllegalStateException("there is no table to change");
        }
      };

  private LookupTables() {}

  /** The versions of a table. */
  interface Versions {
    /** Writes one, in place of the one before. */
    void write(List<? extends Record> rows, int version) throws IOException, SQLException;

    /** How often the table has been read; files do not tell. */
    default OptionalLong reads() throws SQLException {
      return OptionalLong.empty();
    }
  }

  /**
   * The table of a variant with its first version; nothing where it has none.
   *
   * @param services addresses of the run's spaces in servers, by {@link Service#label}
   * @param folder a fresh folder, asked for where files are wanted
   */
  public static LookupTable make(
      Variant variant, Map<String, String> services, Supplier<Path> folder) {
    return variant.dimension().map(d -> make(d, services, folder)).orElse(NONE);
  }

  private static LookupTable make(
      Dimension dimension, Map<String, String> services, Supplier<Path> folder) {
    if (!dimension.isFolder()) {
      String url = services.get(Service.POSTGRES.label());
      return new Written(dimension, new PostgresVersions(dimension, url), Map.of());
    }
    WatchedFolder place = WatchedFolder.in(folder.get(), dimension.name());
    Versions versions =
        dimension.kind() == Dimension.Kind.DELTA
            ? new DeltaVersions(dimension, place)
            : new ParquetVersions(dimension, place);
    return new Written(dimension, versions, place.sources());
  }

  /** The rows as JSON, as they would be on a topic. */
  static List<byte[]> json(List<? extends Record> rows) {
    return rows.stream().map(row -> Json.row(row)).toList();
  }

  /** A table of a dimension. */
  private static final class Written implements LookupTable {
    private final Dimension dimension;
    private final Versions versions;
    private final Map<String, String> sources;

    Written(Dimension dimension, Versions versions, Map<String, String> sources) {
      this.dimension = dimension;
      this.versions = versions;
      this.sources = sources;
      write(Dimension.FIRST);
    }

    @Override
    public Map<String, String> sources() {
      return sources;
    }

    @Override
    public void change() {
      write(Dimension.SECOND);
    }

    @Override
    public OptionalLong reads() {
      try {
        return versions.reads();
      } catch (SQLException e) {
        throw failed("does not say how often %s was read".formatted(dimension.name()), e);
      }
    }

    private void write(int version) {
      try {
        versions.write(dimension.rows().apply(version), version);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw failed("does not take version %d of %s".formatted(version, dimension.name()), e);
      }
    }

    private static HarnessException failed(String what, SQLException cause) {
      String reason = "PostgreSQL " + what + ": " + cause.getMessage();
      return new HarnessException(ExitCode.ENVIRONMENT, reason, cause);
    }
  }
}
