package org.osbctl.cli.broker;

import org.osbctl.cli.session.Session;
import picocli.CommandLine;

/** The commands that call a broker: its operations, one by one. */
public final class BrokerCommands {
  private BrokerCommands() {}

  /** {@code provision}. */
  public static Object provision(Session session) {
    return new ProvisionCommand(session);
  }

  /** {@code update}. */
  public static Object update(Session session) {
    return new UpdateCommand(session);
  }

  /** {@code deprovision}. */
  public static Object deprovision(Session session) {
    return new DeprovisionCommand(session);
  }

  /** {@code bind}. */
  public static Object bind(Session session) {
    return new BindCommand(session);
  }

  /** {@code unbind}. */
  public static Object unbind(Session session) {
    return new UnbindCommand(session);
  }

  /** {@code get}, with the commands below it. */
  public static Object get(Session session) {
    return new CommandLine(new GetCommand())
        .addSubcommand(new GetInstanceCommand(session))
        .addSubcommand(new GetBindingCommand(session));
  }

  /** {@code last-operation}. */
  public static Object lastOperation(Session session) {
    return new LastOperationCommand(session);
  }

  /** {@code wait}. */
  public static Object waiting(Session session) {
    return new WaitCommand(session);
  }

  /** {@code curl}. */
  public static Object curl(Session session) {
    return new CurlCommand(session);
  }
}
