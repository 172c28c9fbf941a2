package dev.trustverifier.tuf.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Data sources that are hardly any. */
final class LentConnection {
  private LentConnection() {}

  /** A pool of one, which closes nothing and restores nothing. */
  static DataSource of(Connection connection) {
    InvocationHandler lending = (proxy, method, args) -> {
      try {
        return method.getName().equals("close") ? null : method.invoke(connection, args);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    Connection lent = (Connection) proxy(Connection.class, lending);
    return from(() -> lent);
  }

  /** A pool of one, for one thread, which replaces its connection when that broke. */
  static DataSource reusing(DataSource dataSource) {
    Connection[] held = new Connection[1];
    return from(() -> {
      if (held[0] == null || held[0].isClosed()) {
        held[0] = dataSource.getConnection();
      }
      return of(held[0]).getConnection();
    });
  }

  /** Gives what it is told to give. */
  static DataSource from(Callable<Connection> connections) {
    InvocationHandler giving = (proxy, method, args) -> connections.call();
    return (DataSource) proxy(DataSource.class, giving);
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
