package org.osbctl.http;

import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A context that is made at its first use.
 *
 * <p>An HTTP client wants a context even when it never speaks TLS, and making the default one reads
 * the CA store: 90 ms of a command that takes 300.
 */
final class LazySslContext extends SSLContext {
  LazySslContext(Supplier<SSLContext> source) {
    super(new Spi(source), new NoProvider(), "TLS");
  }

  private static final class NoProvider extends Provider {
    private static final long serialVersionUID = 1;

    NoProvider() {
      super("osbctl", "1", "TLS that waits for its first use");
    }
  }

  private static final class Spi extends SSLContextSpi {
    private final Supplier<SSLContext> source;
    private @Nullable SSLContext made;

    Spi(Supplier<SSLContext> source) {
      this.source = source;
    }

    /** One for all connections, so that they resume each other's sessions. */
    private synchronized SSLContext real() {
      if (made == null) {
        made = source.get();
      }
      return made;
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

    /**
     * An HTTP client asks for these when it is made, to choose the protocols from them that it
     * would choose anyway. What is not said here, such as ciphers, the engine knows.
     */
    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      var parameters = new SSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      return parameters;
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return real().getSupportedSSLParameters();
    }
  }
}
