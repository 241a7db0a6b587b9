package tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/**
 * The harness, which must not know Spark, starts it with the options that Spark itself asks for.
 */
final class JvmOptionsTest {
  @Test
  void areThoseOfSpark() throws Exception {
    List<String> ours =
        Files.readAllLines(Path.of("src/main/jvm/jvm-options.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(String.join(" ", ours)).isEqualTo(JavaModuleOptions.defaultModuleOptions().strip());
  }
}
