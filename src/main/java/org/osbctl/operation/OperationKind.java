package org.osbctl.operation;

/** The operations by name, as messages and file names say them. */
public enum OperationKind {
  GET_CATALOG("get catalog"),
  PROVISION("provision"),
  UPDATE("update"),
  FETCH_INSTANCE("fetch instance"),
  DEPROVISION("deprovision"),
  BIND("bind"),
  FETCH_BINDING("fetch binding"),
  UNBIND("unbind"),
  POLL_INSTANCE("poll instance"),
  POLL_BINDING("poll binding"),
  UNRECOGNISED("unrecognised");

  private final String words;

  OperationKind(String words) {
    this.words = words;
  }

  /** In the field's words: {@code poll instance}. */
  public String words() {
    return words;
  }

  /** Whether it changes a resource when it succeeds, and so can be asynchronous. */
  public boolean mutates() {
    return switch (this) {
      case PROVISION, UPDATE, DEPROVISION, BIND, UNBIND -> true;
      case GET_CATALOG, FETCH_INSTANCE, FETCH_BINDING, POLL_INSTANCE, POLL_BINDING, UNRECOGNISED ->
          false;
    };
  }

  /** Whether it speaks of a service binding. */
  public boolean ofBinding() {
    return switch (this) {
      case BIND, FETCH_BINDING, UNBIND, POLL_BINDING -> true;
      case GET_CATALOG,
          PROVISION,
          UPDATE,
          FETCH_INSTANCE,
          DEPROVISION,
          POLL_INSTANCE,
          UNRECOGNISED ->
          false;
    };
  }
}
