package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The options that the harness starts Spark's process with are those that Spark asks for. */
class JvmOptionsTest {

  @Test
  void areThoseOfTheEngine() throws Exception {
    List<String> written =
        Files.readAllLines(Path.of("src/main/jvm/jvm-options.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();

    assertThat(written).containsExactly(JavaModuleOptions.defaultModuleOptionArray());
  }
}
