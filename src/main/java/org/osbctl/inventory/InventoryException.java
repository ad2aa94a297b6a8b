package org.osbctl.inventory;

/** The inventory cannot be read or written; its texts are fit for people. */
public final class InventoryException extends Exception {
  private static final long serialVersionUID = 1;

  private final String place;
  private final String remedy;

  InventoryException(String place, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.place = place;
    this.remedy = remedy;
  }

  InventoryException(String place, String message, String remedy) {
    super(message);
    this.place = place;
    this.remedy = remedy;
  }

  /** The file, or the URL of the database, that is in trouble. */
  public String place() {
    return place;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
