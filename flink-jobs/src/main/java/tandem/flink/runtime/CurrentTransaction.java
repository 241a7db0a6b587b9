package tandem.flink.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import javax.transaction.xa.Xid;
import org.apache.flink.connector.jdbc.datasource.connections.xa.PoolingXaConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.xa.XaConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.transactions.xa.exceptions.TransientXaException;

/**
 * Connections of the sink's transactions, one each, behind one connection whose statements are
 * always those of the transaction under way.
 *
 * <p>workaround: the sink (connector 4.0.0) prepares its statement once, on the connection of its
 * first transaction, and never again. With a connection for each transaction, rows of later ones
 * would go over the first one's, outside of any transaction, and be committed at once: a sink that
 * says exactly-once would be at-least-once after a kill.
 */
@SuppressWarnings("try") // how it ends is said by the interface
final class CurrentTransaction implements XaConnectionProvider {
  private static final long serialVersionUID = 1L;

  private final PoolingXaConnectionProvider transactions;

  CurrentTransaction(PoolingXaConnectionProvider transactions) {
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() {
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            method.getName().equals("prepareStatement") && arguments.length == 1
                ? proxy(PreparedStatement.class, new OfTheCurrent((String) arguments[0]))
                : call(transactions.getConnection(), method, arguments));
  }

  @Override
  public Connection getOrEstablishConnection() throws SQLException, ClassNotFoundException {
    transactions.getOrEstablishConnection();
    return getConnection();
  }

  @Override
  public Connection reestablishConnection() throws SQLException, ClassNotFoundException {
    transactions.reestablishConnection();
    return getConnection();
  }

  /** A statement, prepared again whenever another transaction has begun. */
  private final class OfTheCurrent implements InvocationHandler {
    private final String sql;
    private Connection of;
    private PreparedStatement statement;

    OfTheCurrent(String sql) {
      this.sql = sql;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
      Connection current = transactions.getConnection();
      if (current != of) {
        statement = current.prepareStatement(sql);
        of = current;
      }
      return call(statement, method, arguments);
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CurrentTransaction.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public void open() throws Exception {
    transactions.open();
  }

  @Override
  public boolean isOpen() {
    return transactions.isOpen();
  }

  @Override
  public void start(Xid xid) throws Exception {
    transactions.start(xid);
  }

  @Override
  public void endAndPrepare(Xid xid) throws Exception {
    transactions.endAndPrepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean ignoreUnknown) throws TransientXaException {
    transactions.commit(xid, ignoreUnknown);
  }

  @Override
  public void rollback(Xid xid) throws TransientXaException {
    transactions.rollback(xid);
  }

  @Override
  public void failAndRollback(Xid xid) throws TransientXaException {
    transactions.failAndRollback(xid);
  }

  @Override
  public Collection<Xid> recover() throws TransientXaException {
    return transactions.recover();
  }

  @Override
  public boolean isConnectionValid() throws SQLException {
    return transactions.isConnectionValid();
  }

  @Override
  public void closeConnection() {
    transactions.closeConnection();
  }

  @Override
  public void close() throws Exception {
    transactions.close();
  }
}
