package tandem.spark.ch11.sec6;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import tandem.model.ch11.sec6.LastClickAttribution.Click;
import tandem.model.ch11.sec6.LastClickAttribution.Compra;
import tandem.model.ch11.sec6.Touch;

/**
 * A user's clicks and purchases that still wait; an event-time timer settles each purchase when the
 * watermark has passed it, and forgets each click when its half hour is over.
 */
final class LastClicks extends StatefulProcessor<String, Row, Row> {
  static final String STATE = "contactos";

  static final Encoder<Row> ROWS =
      Encoders.row(
          new StructType()
              .add("user_id", DataTypes.StringType)
              .add("campaign_id", DataTypes.StringType)
              .add("monto", DataTypes.DoubleType)
              .add("tiempo_conversion", DataTypes.TimestampType));

  private transient MapState<String, Touch> waiting;

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    waiting =
        getHandle()
            .getMapState(STATE, Encoders.STRING(), Encoders.bean(Touch.class), TTLConfig.NONE());
  }

  @Override
  public Iterator<Row> handleInputRows(String user, Iterator<Row> rows, TimerValues now) {
    while (rows.hasNext()) {
      Touch touch = touch(rows.next());
      waiting.updateValue(touch.key(), touch);
      // Spark fires a timer at its very instant, at which the watermark is not past it yet
      getHandle().registerTimer(touch.dueMillis() + 1);
    }
    return CollectionConverters.asScala(Collections.emptyIterator());
  }

  @Override
  public Iterator<Row> handleExpiredTimer(String user, TimerValues now, ExpiredTimerInfo timer) {
    List<Row> settled = new ArrayList<>();
    List<Touch> touches = touches();
    List<Touch> due =
        touches.stream().filter(t -> t.dueMillis() < timer.getExpiryTimeInMs()).toList();
    for (Touch touch : due) {
      touch.lastClick(touches).ifPresent(click -> settled.add(row(user, click, touch)));
    }
    due.forEach(touch -> waiting.removeKey(touch.key()));
    return CollectionConverters.asScala(settled.iterator());
  }

  private List<Touch> touches() {
    return new ArrayList<>(CollectionConverters.asJava(waiting.values().toSeq()));
  }

  private static Touch touch(Row row) {
    if (row.isNullAt(2)) {
      Double monto = row.isNullAt(3) ? null : (Double) row.getDouble(3);
      return Touch.of(new Compra(row.getString(0), monto, row.getTimestamp(1).toInstant()));
    }
    return Touch.of(new Click(row.getString(0), row.getString(2), row.getTimestamp(1).toInstant()));
  }

  private static Row row(String user, Touch click, Touch purchase) {
    return RowFactory.create(
        user,
        click.getCampaignId(),
        purchase.getMonto(),
        new java.sql.Timestamp(purchase.getMillis()));
  }
}
