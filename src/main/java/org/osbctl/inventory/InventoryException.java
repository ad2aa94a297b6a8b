package org.osbctl.inventory;

import java.nio.file.Path;

/** The inventory cannot be read or written; its message is fit for people. */
public final class InventoryException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Path file;

  InventoryException(Path file, String message, Throwable cause) {
    super(message, cause);
    this.file = file;
  }

  InventoryException(Path file, String message) {
    super(message);
    this.file = file;
  }

  /** The file that is in trouble. */
  public Path file() {
    return file;
  }
}
