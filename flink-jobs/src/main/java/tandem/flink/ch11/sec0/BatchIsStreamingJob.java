package tandem.flink.ch11.sec0;

import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec0.BatchIsStreaming.GastoUsuario;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.0.1 in Flink: purchases counted and added up for each user. Nothing here knows
 * whether the input has an end: a rolling reduce gives each change in STREAMING mode, and the last
 * one in BATCH mode.
 */
public final class BatchIsStreamingJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return in.eventos()
        .filter(evento -> "compra".equals(evento.tipo()))
        .uid("purchases")
        .map(BatchIsStreamingJob::purchase)
        .uid("spending")
        .keyBy(GastoUsuario::userId)
        .reduce(BatchIsStreamingJob::together)
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  private static GastoUsuario purchase(Evento evento) {
    return new GastoUsuario(evento.userId(), 1, evento.monto() == null ? 0 : evento.monto());
  }

  private static GastoUsuario together(GastoUsuario a, GastoUsuario b) {
    return new GastoUsuario(a.userId(), a.compras() + b.compras(), a.gasto() + b.gasto());
  }
}
