package org.osbctl.http;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a transport trusts and how it identifies itself; the work waits for the first use of TLS.
 */
public final class Tls {
  /** The trust of the Java runtime, no identity of our own. */
  public static final Tls DEFAULT = new Tls(Tls::defaultContext);

  private final Supplier<SSLContext> source;

  private Tls(Supplier<SSLContext> source) {
    this.source = source;
  }

  /**
   * Trust and identity from PEM files, in the way of curl's options.
   *
   * <p>The files are read at once, so that a mistake in them shows before anything is sent.
   *
   * @param caCertificates whom to trust, instead of the Java runtime's CAs ({@code --cacert})
   * @param certificate our certificate and those that lead to its CA ({@code --cert})
   * @param key the key of our certificate, unless the same file holds it ({@code --key})
   * @param insecure whether any certificate of any host will do ({@code --insecure})
   * @throws TlsFilesException if a file cannot be used
   */
  public static Tls of(
      Optional<Path> caCertificates,
      Optional<Path> certificate,
      Optional<Path> key,
      boolean insecure)
      throws TlsFilesException {
    var trusted =
        caCertificates.isPresent()
            ? PemFile.read("the CA certificates", caCertificates.get()).certificates()
            : List.<X509Certificate>of();
    var identity = certificate.isPresent() ? identity(certificate.get(), key) : null;
    if (identity == null && key.isPresent()) {
      throw new TlsFilesException(
          "the key " + key.get() + " cannot be used",
          "a key needs its certificate",
          "name the file of the certificate with --cert");
    }
    if (trusted.isEmpty() && identity == null && !insecure) {
      return DEFAULT;
    }
    return new Tls(() -> context(trusted, identity, insecure));
  }

  private static Identity identity(Path certificate, Optional<Path> key) throws TlsFilesException {
    var certificates = PemFile.read("the certificate", certificate);
    // A pipe can be read only once.
    var keys =
        key.isEmpty() || key.get().equals(certificate)
            ? certificates
            : PemFile.read("the key", key.get());
    return Identity.of(certificates, keys);
  }

  private static SSLContext context(
      List<X509Certificate> trusted, @Nullable Identity identity, boolean insecure) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : new KeyManager[] {identity},
          insecure ? new TrustManager[] {new TrustAnyone()} : TrustOnly.managers(trusted),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS", e);
    }
  }

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no default TLS", e);
    }
  }

  /** A context that is cheap to make: reading the trust store waits for a TLS connection. */
  SSLContext context() {
    return new LazySslContext(source);
  }
}
