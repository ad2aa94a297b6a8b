package org.osbctl.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Trust in some certificates and what they signed. */
final class TrustOnly {
  private TrustOnly() {}

  /** Managers that trust these, or nothing when there are none: then the Java runtime decides. */
  static TrustManager @Nullable [] managers(List<X509Certificate> trusted)
      throws GeneralSecurityException {
    if (trusted.isEmpty()) {
      return null;
    }
    var store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("an empty store is not read from anywhere", e);
    }
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("ca" + i, trusted.get(i));
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
