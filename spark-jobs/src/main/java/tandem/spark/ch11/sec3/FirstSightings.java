package tandem.spark.ch11.sec3;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import tandem.model.store.SeenIds;
import tandem.model.store.SeenIdsStore;
import tandem.model.store.Sighting;
import tandem.spark.runtime.EventosJson;

/**
 * Lets the first record of each id through, and refused records: a store outside is asked for many
 * at a time. Records of a batch that is done again after a crash are again the first of their ids,
 * so its rows come again and none is lost.
 */
final class FirstSightings implements MapPartitionsFunction<Row, Row> {
  private static final int AT_A_TIME = 1_000;

  private final SeenIdsStore store;

  FirstSightings(SeenIdsStore store) {
    this.store = store;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    if (!records.hasNext()) {
      return records;
    }
    SeenIds ids = SeenIdsPool.take(store);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                task ->
                    SeenIdsPool.giveBack(store, ids, !task.isFailed() && !task.isInterrupted()));
    return new Iterator<>() {
      private Iterator<Row> firsts = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!firsts.hasNext() && records.hasNext()) {
          firsts = firsts(ids, some(records)).iterator();
        }
        return firsts.hasNext();
      }

      @Override
      public Row next() {
        return firsts.next();
      }
    };
  }

  private static List<Row> some(Iterator<Row> records) {
    List<Row> some = new ArrayList<>();
    while (some.size() < AT_A_TIME && records.hasNext()) {
      some.add(records.next());
    }
    return some;
  }

  private static List<Row> firsts(SeenIds ids, List<Row> records) {
    List<Row> passed = new ArrayList<>();
    List<Row> accepted = new ArrayList<>();
    for (Row record : records) {
      boolean refused = !record.isNullAt(record.fieldIndex(EventosJson.DEFECTO));
      (refused ? passed : accepted).add(record);
    }
    BitSet firsts = ids.firsts(accepted.stream().map(FirstSightings::sighting).toList());
    firsts.stream().mapToObj(accepted::get).forEach(passed::add);
    return passed;
  }

  private static Sighting sighting(Row record) {
    return new Sighting(
        record.getAs("evento_id"), record.getAs("partition"), record.<Long>getAs("offset"));
  }
}
