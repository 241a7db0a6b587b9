package tandem.flink.ch11.sec3;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import tandem.flink.runtime.Incoming;
import tandem.model.event.Evento;
import tandem.model.store.SeenIds;
import tandem.model.store.SeenIdsStore;
import tandem.model.store.Sighting;

/**
 * Lets the first record of each id through: a store outside is asked for many at a time, namely for
 * all that have come while it was answering. Records that are read again after a crash are again
 * the first of their ids, so their rows come again and none is lost.
 */
final class FirstSightings extends RichAsyncFunction<Incoming, Evento> {
  private static final int AT_A_TIME = 1_000;

  private final SeenIdsStore store;
  private transient SeenIds ids;
  private transient BlockingQueue<Asked> waiting;
  private transient Thread asker;

  private record Asked(Incoming record, ResultFuture<Evento> answer) {
    Sighting sighting() {
      return new Sighting(
          record.evento().eventoId(), record.position().partition(), record.position().offset());
    }
  }

  FirstSightings(SeenIdsStore store) {
    this.store = store;
  }

  @Override
  public void open(OpenContext context) {
    ids = store.open();
    waiting = new LinkedBlockingQueue<>();
    asker = new Thread(this::ask, "first-sightings");
    asker.setDaemon(true);
    asker.start();
  }

  @Override
  public void asyncInvoke(Incoming record, ResultFuture<Evento> answer) {
    waiting.add(new Asked(record, answer));
  }

  @Override
  public void close() throws InterruptedException {
    if (asker != null) {
      asker.interrupt();
      asker.join();
      ids.close();
    }
  }

  private void ask() {
    List<Asked> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch, AT_A_TIME - 1);
        answer(batch);
        batch.clear();
      }
    } catch (InterruptedException closed) {
      // nobody waits for an answer any more
    }
  }

  private void answer(List<Asked> batch) {
    try {
      BitSet firsts = ids.firsts(batch.stream().map(Asked::sighting).toList());
      for (int i = 0; i < batch.size(); i++) {
        Asked asked = batch.get(i);
        asked.answer().complete(firsts.get(i) ? List.of(asked.record().evento()) : List.of());
      }
    } catch (RuntimeException e) {
      batch.forEach(asked -> asked.answer().completeExceptionally(e));
    }
  }
}
