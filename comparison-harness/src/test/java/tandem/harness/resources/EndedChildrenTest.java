package tandem.harness.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class EndedChildrenTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void aChildsTimeIsItsParents() throws IOException, InterruptedException {
    int self = Math.toIntExact(ProcessHandle.current().pid());
    long before = EndedChildren.cpuMillis(self);
    // far more work than a tick of the clock that counts it
    String work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    assertThat(new ProcessBuilder("sh", "-c", work).start().waitFor()).isZero();
    assertThat(EndedChildren.cpuMillis(self)).isGreaterThan(before);
  }

  @Test
  void whoIsNotThereHasNone() {
    assertThat(EndedChildren.cpuMillis(Integer.MAX_VALUE)).isZero();
  }
}
