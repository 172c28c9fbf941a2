package dev.trustverifier.tuf.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import javax.sql.DataSource;

/**
 * A data source for a process that may be killed: each connection, statement, commit and rollback is a step. Who is
 * killed loses the connection, as does a client whose process ends.
 */
public final class CrashingDatabase {
  private static final List<String> STEPS =
      List.of("getConnection", "prepareStatement", "execute", "executeQuery", "executeUpdate", "commit", "rollback",
          "setAutoCommit");

  private final Fuse fuse;

  public CrashingDatabase(Fuse fuse) {
    this.fuse = fuse;
  }

  /** The same database, for a process that may be killed. */
  public DataSource dataSource(DataSource real) {
    return wrap(DataSource.class, real);
  }

  private <T> T wrap(Class<T> type, Object real) {
    InvocationHandler stepping = (proxy, method, args) -> {
      if (STEPS.contains(method.getName())) {
        fuse.step();
      }
      try {
        Object result = method.invoke(real, args);
        boolean isLive = method.getReturnType().getPackageName().equals("java.sql") && result != null;
        return isLive ? wrap(method.getReturnType(), result) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return type.cast(
        Proxy.newProxyInstance(CrashingDatabase.class.getClassLoader(), new Class<?>[] {type}, stepping));
  }
}
