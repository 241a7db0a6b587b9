package tandem.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of records that are worked on one by one. */
final class PassageLogTest {
  private final List<EngineEvent> told = new ArrayList<>();

  @Test
  void tellsOfEachNthRecordThatGaveARow() {
    PassageLog log = new PassageLog(2);
    for (long offset = 0; offset < 4; offset++) {
      log.taken("in", 1, offset);
      log.handed();
      log.done();
    }
    log.tell(told::add);
    log.tell(told::add);

    assertThat(told).hasSize(1);
    List<Passage> passages = ((EngineEvent.Work) told.get(0)).passages();
    assertThat(passages).extracting(Passage::partition).containsOnly("in-1");
    assertThat(passages).extracting(Passage::from).containsExactly(0L, 2L);
    assertThat(passages).extracting(Passage::to).containsExactly(1L, 3L);
    assertThat(passages.get(0).spans())
        .extracting(Passage.Span::stage)
        .containsExactly(Stage.PROCESSING);
    Passage.Span span = passages.get(0).spans().get(0);
    assertThat(span.endMicros()).isGreaterThanOrEqualTo(span.beginMicros());
  }

  @Test
  void aRecordWithoutARowIsNotTakenForTheNext() {
    PassageLog log = new PassageLog(2);
    log.taken("in", 0, 0);
    log.done();
    log.taken("in", 0, 1);
    log.handed();
    log.done();
    log.tell(told::add);

    assertThat(told).isEmpty();
  }

  @Test
  void zeroIsNone() {
    PassageLog log = new PassageLog(0);
    log.taken("in", 0, 0);
    log.handed();
    log.done();
    log.tell(told::add);

    assertThat(told).isEmpty();
  }
}
