package org.osbctl.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Brokers that speak TLS, and the CA that most of them have their certificates from. */
final class SecureServer {
  static final HeldCertificate CA =
      new HeldCertificate.Builder().commonName("Test CA").certificateAuthority(1).build();
  static final HeldCertificate BROKER = broker("127.0.0.1").build();

  private SecureServer() {}

  /** A certificate for this name or address. */
  static HeldCertificate.Builder broker(String name) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(name).signedBy(CA);
  }

  /** A broker with this certificate. */
  static FaultyServer server(HeldCertificate certificate) {
    return server(certificate, false);
  }

  /** A broker with this certificate, which may want to see one of ours. */
  static FaultyServer server(HeldCertificate certificate, boolean mutual) {
    var certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(CA.certificate())
            .build();
    var sockets = certificates.sslContext().getServerSocketFactory();
    var source =
        new ServerSocketFactory() {
          @Override
          public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 50);
          }

          @Override
          public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
          }

          @Override
          public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
              throws IOException {
            var socket = (SSLServerSocket) sockets.createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(mutual);
            return socket;
          }
        };
    return FaultyServer.playing(
        source, FaultyServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
  }
}
