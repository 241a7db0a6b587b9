package tandem.model.ch11.sec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.MultipleTopics.Actividad;
import tandem.model.ch11.sec2.MultipleTopics.EventoDeTopic;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RecordTree;
import tandem.model.trace.TraceEntry.Message;

/** Says what exercise 11.2.3 must give: a row for each record that can be read, by its topic. */
final class ActivityOracle {
  private ActivityOracle() {}

  /** Topics of events alike: the event, and the name of the topic. */
  static List<ExpectedRow> events(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      Evento e = input.evento();
      String topic = input.message().topic();
      rows.add(
          e == null
              ? inputs.deadLetter(input)
              : row(
                  input.message(),
                  new EventoDeTopic(
                      topic, e.eventoId(), e.userId(), e.monto(), e.timestamp(), e.region())));
    }
    return rows;
  }

  /** A topic for each kind, whose fields have names of their own. */
  static List<ExpectedRow> topics(Inputs inputs, Meaning meaning) {
    return each(
        inputs,
        record ->
            switch (record.message().topic()) {
              case "clicks" -> {
                record.timestamp("timestamp").present("click_id", "pagina", "timestamp");
                yield record.click("click_id", "timestamp");
              }
              case "compras" -> {
                record.number("monto").timestamp("fecha").present("compra_id", "fecha");
                yield record.purchase("compra_id", "fecha");
              }
              default -> {
                record.number("monto").timestamp("timestamp");
                record.present("devolucion_id", "motivo", "timestamp");
                yield record.refund("devolucion_id", "timestamp");
              }
            });
  }

  /** One topic; the kind says how the payload is to be read. */
  static List<ExpectedRow> union(Inputs inputs, Meaning meaning) {
    return each(
        inputs,
        record -> {
          record.timestamp("timestamp").present("tipo", "id", "timestamp", "payload");
          String tipo = record.tree().text("tipo");
          if (!List.of("click", "compra", "devolucion").contains(tipo)) {
            throw new Refused("unknown_type");
          }
          String id = record.tree().text("id");
          Instant time = record.tree().timestamp("timestamp");
          byte[] payload = record.tree().text("payload").getBytes(StandardCharsets.UTF_8);
          try {
            Actividad own = payload(Reading.of(record.message(), payload), tipo);
            return new Actividad(tipo, id, time, own.pagina(), own.monto(), own.motivo());
          } catch (Refused e) {
            throw new Refused("payload:" + e.getMessage());
          }
        });
  }

  private static Actividad payload(Reading payload, String tipo) {
    return switch (tipo) {
      case "click" -> {
        payload.present("pagina");
        yield payload.click(null, null);
      }
      case "compra" -> {
        payload.number("monto");
        yield payload.purchase(null, null);
      }
      default -> {
        payload.number("monto").present("motivo");
        yield payload.refund(null, null);
      }
    };
  }

  private static List<ExpectedRow> each(Inputs inputs, Rule rule) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      Message message = input.message();
      try {
        rows.add(row(message, rule.apply(Reading.of(message, message.value()))));
      } catch (Refused e) {
        rows.add(Inputs.deadLetterOf(message, e.getMessage()));
      }
    }
    return rows;
  }

  private static ExpectedRow row(Message message, Record row) {
    return new ExpectedRow(Variant.RESULT, row, message.index());
  }

  private interface Rule {
    Actividad apply(Reading record);
  }

  /** The first thing that is wrong with a record; its message is the reason. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** A record that is looked at field by field, wrong types before missing ones. */
  private record Reading(Message message, RecordTree tree) {

    static Reading of(Message message, byte[] value) {
      RecordTree tree = RecordTree.of(value);
      if (tree == null) {
        throw new Refused(value == null ? "null_value" : "malformed_json");
      }
      return new Reading(message, tree);
    }

    Reading number(String field) {
      return typed(field, tree.number(field));
    }

    Reading timestamp(String field) {
      return typed(field, tree.timestamp(field));
    }

    private Reading typed(String field, Object value) {
      if (value == null && !tree.absent(field)) {
        throw new Refused("wrong_type:" + field);
      }
      return this;
    }

    void present(String... fields) {
      for (String field : fields) {
        if (tree.absent(field)) {
          throw new Refused("missing_field:" + field);
        }
      }
    }

    Actividad click(String id, String time) {
      return new Actividad("click", text(id), instant(time), tree.text("pagina"), null, null);
    }

    Actividad purchase(String id, String time) {
      return new Actividad("compra", text(id), instant(time), null, tree.number("monto"), null);
    }

    Actividad refund(String id, String time) {
      return new Actividad(
          "devolucion", text(id), instant(time), null, tree.number("monto"), tree.text("motivo"));
    }

    private String text(String field) {
      return field == null ? null : tree.text(field);
    }

    private Instant instant(String field) {
      return field == null ? null : tree.timestamp(field);
    }
  }
}
