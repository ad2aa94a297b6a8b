package org.osbctl.cli.credentials;

import org.osbctl.cli.session.Session;

/** The commands that hand out credentials of bindings. */
public final class CredentialsCommands {
  private CredentialsCommands() {}

  /** {@code credentials}. */
  public static Object credentials(Session session) {
    return new CredentialsCommand(session);
  }

  /** {@code exec}. */
  public static Object exec(Session session) {
    return new ExecCommand(session);
  }

  /** Whether this is a command that prints credentials in the form {@code -o} asks for. */
  public static boolean prints(Object command) {
    return command instanceof CredentialsCommand;
  }
}
