package org.osbctl.http;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Our certificate and its key, shown to whoever asks for one.
 *
 * <p>A key store would keep it back from a broker that names other CAs; sent nevertheless, as curl
 * does, it makes the broker say what it does not like.
 */
final class Identity extends X509ExtendedKeyManager {
  private static final String ALIAS = "osbctl";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private Identity(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = chain;
  }

  /** Finds the certificate that belongs to the key, and those that lead to its CA. */
  static Identity of(PemFile certificates, PemFile keys) throws TlsFilesException {
    var all = certificates.certificates();
    var key = keys.key();
    var own = all.stream().filter(each -> belongTogether(key, each.getPublicKey())).findFirst();
    if (own.isEmpty()) {
      throw certificates.unusable(
          "the private key belongs to another certificate",
          "name the key that the certificate was made for with --key");
    }
    return new Identity(key, chain(own.get(), all));
  }

  private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> all) {
    var chain = new ArrayList<>(List.of(own));
    var rest = new ArrayList<>(all);
    rest.remove(own);
    while (true) {
      var issuer = chain.getLast().getIssuerX500Principal();
      var next = rest.stream().filter(c -> c.getSubjectX500Principal().equals(issuer)).findFirst();
      if (next.isEmpty()) {
        return List.copyOf(chain);
      }
      chain.add(next.get());
      rest.remove(next.get());
    }
  }

  /** What the one signs, the other has to verify. */
  private static boolean belongTogether(PrivateKey key, PublicKey certified) {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      var message = ALIAS.getBytes(StandardCharsets.US_ASCII);
      var signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(message);
      var verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certified);
      verifying.update(message);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private @Nullable String alias(String[] keyTypes) {
    return Arrays.asList(keyTypes).contains(key.getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
    return alias(new String[] {keyType}) == null ? null : new String[] {ALIAS};
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return alias(keyTypes);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
