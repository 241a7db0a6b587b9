package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A killed run can't clear its folder away; the next one does, and leaves those of living runs. */
final class ScratchTest {

  @Test
  void theNextRunClearsAwayWhatAKilledOneLeft() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Path killed = folderOf(ended.pid());
    Path living = folderOf(ProcessHandle.current().pid());
    Path mine = Scratch.create("test");
    try {
      assertThat(killed).doesNotExist();
      assertThat(living).exists();
      assertThat(mine).isDirectory();
    } finally {
      Scratch.delete(living);
      Scratch.delete(mine);
    }
    assertThat(mine).doesNotExist();
  }

  @Test
  void theNextRunEndsWhatAKilledOneLeftRunning() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Path killed = folderOf(ended.pid());
    Path program = Files.copy(Path.of("/bin/sleep"), killed.resolve("server"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Process left = new ProcessBuilder(program.toString(), "600").start();
    Process other = new ProcessBuilder("sleep", "600").start();
    Path mine = Scratch.create("test");
    try {
      assertThat(left.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
      assertThat(other.isAlive()).isTrue();
      assertThat(killed).doesNotExist();
    } finally {
      other.destroyForcibly();
      Scratch.delete(mine);
    }
  }

  private static Path folderOf(long pid) throws Exception {
    Path folder = Scratch.create("test");
    Files.writeString(folder.resolve("owner.pid"), Long.toString(pid));
    Files.writeString(Files.createDirectory(folder.resolve("d1")).resolve("file"), "left");
    return folder;
  }
}
