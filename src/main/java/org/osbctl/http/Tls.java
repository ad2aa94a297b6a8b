package org.osbctl.http;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Whom a transport trusts and how it identifies itself; the work is done at the first use of TLS.
 */
public final class Tls {
  /** The trust of the Java runtime, no identity of our own. */
  public static final Tls DEFAULT = new Tls(Tls::defaultContext);

  private final Supplier<SSLContext> source;

  Tls(Supplier<SSLContext> source) {
    this.source = source;
  }

  /**
   * A context that is cheap to make: reading the trust store waits until a TLS connection is made.
   */
  SSLContext context() {
    return new Lazy(source);
  }

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no default TLS", e);
    }
  }

  private static final class Lazy extends SSLContext {
    Lazy(Supplier<SSLContext> source) {
      super(new Spi(source), new NoProvider(), "TLS");
    }
  }

  private static final class NoProvider extends Provider {
    private static final long serialVersionUID = 1;

    NoProvider() {
      super("osbctl", "1", "TLS that waits for its first use");
    }
  }

  private static final class Spi extends SSLContextSpi {
    private final Supplier<SSLContext> source;

    Spi(Supplier<SSLContext> source) {
      this.source = source;
    }

    private SSLContext real() {
      return source.get();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("already set up");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return real().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return real().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return real().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return real().createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return real().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return real().getClientSessionContext();
    }

    @Override
    protected javax.net.ssl.SSLParameters engineGetDefaultSSLParameters() {
      return real().getDefaultSSLParameters();
    }

    @Override
    protected javax.net.ssl.SSLParameters engineGetSupportedSSLParameters() {
      return real().getSupportedSSLParameters();
    }
  }
}
