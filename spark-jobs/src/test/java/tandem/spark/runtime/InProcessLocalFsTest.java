package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.util.NativeCodeLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of Spark's logs costs. */
class InProcessLocalFsTest {
  @TempDir private Path directory;

  @Test
  void writesAsHadoopsOwnDoesAndStartsNoProcess() throws Exception {
    long processes = processesToWrite(files(Optional.of(InProcessLocalFs.class)), "ours");
    long before = processesToWrite(files(Optional.empty()), "hadoops");

    assertThat(processes).isZero();
    // what it is good for; where Hadoop finds its native library there is nothing to be gained
    assertThat(before > 0).isNotEqualTo(NativeCodeLoader.isNativeCodeLoaded());
    assertThat(Files.readString(directory.resolve("ours"))).isEqualTo("v1");
    assertThat(directory.resolve(".ours.crc")).exists();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ours"))))
        .isEqualTo(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("hadoops"))));
  }

  private static FileContext files(Optional<Class<?>> implementation) throws Exception {
    Configuration hadoop = new Configuration();
    implementation.ifPresent(type -> hadoop.set("fs.AbstractFileSystem.file.impl", type.getName()));
    return FileContext.getFileContext(hadoop);
  }

  /** Writes to a temporary name and renames, as Spark does; how many processes that started. */
  private long processesToWrite(FileContext files, String name) throws Exception {
    Path events = directory.resolve(name + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart").withoutThreshold();
      recording.start();
      org.apache.hadoop.fs.Path temporary =
          new org.apache.hadoop.fs.Path(directory.resolve(name + ".tmp").toUri());
      try (FSDataOutputStream out =
          files.create(temporary, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE))) {
        out.write("v1".getBytes(StandardCharsets.UTF_8));
      }
      files.rename(
          temporary,
          new org.apache.hadoop.fs.Path(directory.resolve(name).toUri()),
          Options.Rename.NONE);
      recording.stop();
      recording.dump(events);
    }
    // once for a JVM Hadoop also looks whether there is a setsid
    return RecordingFile.readAllEvents(events).stream()
        .filter(event -> event.getString("command").contains("chmod"))
        .count();
  }
}
