package tandem.flink.ch11.sec3;

import java.time.Instant;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.ch11.sec3.OpenSession;

/** State descriptors and rows that the functions of exercise 11.3.3 share. */
final class SessionStates {
  private static final String NAME = "sesiones";

  private SessionStates() {}

  /** A user's open sessions by their first event. */
  static MapStateDescriptor<Long, OpenSession> sessions() {
    return new MapStateDescriptor<>(NAME, Types.LONG, TypeInformation.of(OpenSession.class));
  }

  /** A user's one open session. */
  static ValueStateDescriptor<OpenSession> session() {
    return new ValueStateDescriptor<>(NAME, TypeInformation.of(OpenSession.class));
  }

  /** A clock timer that is set; there is no way to ask for the timers of a key. */
  static ValueStateDescriptor<Long> timer() {
    return new ValueStateDescriptor<>("timer", Types.LONG);
  }

  static Sesion closed(String user, OpenSession session) {
    return closed(user, session, session.getLastMillis());
  }

  static Sesion closed(String user, OpenSession session, long endMillis) {
    return new Sesion(
        user,
        session.getNumEventos(),
        session.getValorTotal(),
        Instant.ofEpochMilli(session.getFirstMillis()),
        Instant.ofEpochMilli(endMillis));
  }
}
