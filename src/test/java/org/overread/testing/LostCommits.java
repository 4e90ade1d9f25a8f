package org.overread.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * A database at the end of a bad line: connections break at the commit, before or after the server
 * has made it.
 */
public final class LostCommits implements Driver, AutoCloseable {
  private final String prefix = "jdbc:lost-" + UUID.randomUUID() + ":";
  private final String realUrl;
  private final AtomicInteger toLose = new AtomicInteger();
  private volatile boolean made;
  private volatile boolean away;

  public LostCommits(String realUrl) throws SQLException {
    this.realUrl = realUrl;
    DriverManager.registerDriver(this);
  }

  public String url() {
    return prefix + "x";
  }

  /**
   * The next commits break; {@code commitsAreMade} says whether their rows are there all the same.
   */
  public void lose(int commits, boolean commitsAreMade) {
    made = commitsAreMade;
    toLose.set(commits);
  }

  /** With the connection that breaks next the server is gone, until {@link #comeBack}. */
  public void loseServer(boolean commitsAreMade) {
    lose(Integer.MAX_VALUE, commitsAreMade);
  }

  public void comeBack() {
    toLose.set(0);
    away = false;
  }

  private static SQLException broken() {
    return new SQLException("the line is broken", "08006");
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null; // the contract of Driver
    }
    if (away) {
      throw broken();
    }
    Connection real = DriverManager.getConnection(realUrl, info);
    return (Connection)
        Proxy.newProxyInstance(
            LostCommits.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && toLose.get() > 0) {
                away = toLose.getAndDecrement() == Integer.MAX_VALUE;
                if (made) {
                  real.commit();
                }
                real.close();
                throw broken();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(prefix);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void close() throws SQLException {
    DriverManager.deregisterDriver(this);
  }
}
