package org.osbctl.junit;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

/**
 * A new mock broker for every test, on a free loopback port; tests get it as a parameter.
 *
 * <pre>{@code
 * @RegisterExtension MockBrokerExtension broker = new MockBrokerExtension();
 *
 * @Test void platform_provisions(MockBroker broker) { … broker.url() … }
 * }</pre>
 */
public final class MockBrokerExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private final MockOptions options;
  private @Nullable MockBroker broker;

  /** With the catalog that shows every feature, some plans synchronous, some not. */
  public MockBrokerExtension() {
    this(MockOptions.defaults());
  }

  /** With options. */
  public MockBrokerExtension(MockOptions options) {
    this.options = options;
  }

  /** The broker of the test that is running. */
  public MockBroker broker() {
    var running = broker;
    if (running == null) {
      throw new IllegalStateException("the mock broker runs only while a test does");
    }
    return running;
  }

  /** The base URL of the broker of the test that is running. */
  public URI url() {
    return broker().url();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    broker = MockBroker.start(options);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    broker().close();
    broker = null;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MockBroker.class;
  }

  @Override
  public MockBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return broker();
  }
}
