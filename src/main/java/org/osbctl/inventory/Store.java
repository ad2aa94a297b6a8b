package org.osbctl.inventory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database with an inventory in it; what databases do differently. */
interface Store extends AutoCloseable {
  /** What people know it by: a path or a URL without secrets. */
  String place();

  /** Whether there is anything to read; a database that is not there yet is not made for that. */
  boolean exists();

  /** The connection for everything but foreign queries, with the tables in place. */
  Connection connection() throws SQLException, IOException, InventoryException;

  /** Begins a change that no other process interferes with. */
  void begin(Connection connection) throws SQLException;

  /** Makes the change last: it survives a crash of the machine from here on. */
  void commit(Connection connection) throws SQLException;

  /** Takes the change back. */
  void rollback(Connection connection) throws SQLException;

  /** Begins to read: until the end everything is as it is now. */
  void beginReading(Connection connection) throws SQLException;

  /** Ends it. */
  void endReading(Connection connection) throws SQLException;

  /** A connection of its own, in which the database itself refuses every change. */
  Connection readOnly() throws SQLException, IOException, InventoryException;

  /** How it is asked for JSON. */
  JsonSql json();

  /** Puts trouble into words. */
  InventoryException trouble(SQLException e);

  @Override
  void close();
}
