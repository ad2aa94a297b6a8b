package org.osbctl.inventory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The inventory in a file of SQLite, which only its owner may read. Its log is written ahead, so
 * that readers never wait for a writer, and synced with every change.
 */
final class SqliteStore implements Store {
  private static final int BUSY_MILLIS = 30_000;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Guards the making of tables, as the lock file does among processes. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  /** How a file is opened: at first as usual, else as well as can be. */
  private enum Way {
    /** Beside other processes, which it shares memory with through a file. */
    SHARED,
    /** Alone, where that file cannot be made or grown: others wait meanwhile. */
    ALONE,
    /** As it is, where nothing can be written beside it. */
    UNCHANGEABLE
  }

  private final Path file;
  private @Nullable Connection connection;
  private Way way = Way.SHARED;

  SqliteStore(Path file) {
    this.file = file.toAbsolutePath();
    ownLibrary();
  }

  /**
   * The runtime image has the native library in a file of its own; elsewhere the driver takes it
   * out of the JAR into the temporary folder, at every start.
   */
  private static void ownLibrary() {
    var folder = Path.of(System.getProperty("java.home"), "lib");
    var name = System.mapLibraryName("sqlitejdbc");
    if (System.getProperty("org.sqlite.lib.path") == null && Files.exists(folder.resolve(name))) {
      System.setProperty("org.sqlite.lib.path", folder.toString());
      System.setProperty("org.sqlite.lib.name", name);
    }
  }

  /** Where the inventory was kept before it was a database. */
  private Path old() {
    return file.resolveSibling("inventory.json");
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public boolean exists() {
    return Files.exists(file) || Files.exists(old());
  }

  @Override
  public Connection connection() throws SQLException, IOException, InventoryException {
    var made = connection;
    if (made == null) {
      made = openInTime();
      connection = made;
    }
    return made;
  }

  /**
   * While another process changes over to the write-ahead log, or the last one that used it tidies
   * up, SQLite answers that it is busy without waiting; nothing has been changed then.
   */
  private Connection openInTime() throws SQLException, IOException, InventoryException {
    var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
    while (true) {
      try {
        return open();
      } catch (SQLiteException e) {
        if (!SqliteTrouble.isBusy(e) || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** What was written stays readable when the disk is full or the folder read-only. */
  private Connection open() throws SQLException, IOException, InventoryException {
    if (!Files.exists(file)) {
      create();
    }
    try {
      return open(Way.SHARED);
    } catch (SQLiteException e) {
      if (!SqliteTrouble.isWithoutLog(e)) {
        throw e;
      }
      return openSomehow(e);
    }
  }

  private Connection openSomehow(SQLiteException first)
      throws SQLException, IOException, InventoryException {
    try {
      return open(Way.ALONE);
    } catch (SQLiteException e) {
      if (SqliteTrouble.isBusy(e)) {
        throw e;
      }
      if (!isWhole()) {
        throw first;
      }
      return open(Way.UNCHANGEABLE);
    }
  }

  /** Whether all is in the file itself, and nothing in the log beside it. */
  private boolean isWhole() throws IOException {
    var log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.isRegularFile(file) && (!Files.exists(log) || Files.size(log) == 0);
  }

  private Connection open(Way chosen) throws SQLException, IOException, InventoryException {
    way = chosen;
    var opened = connect(false);
    try {
      int version = version(opened);
      if (version > Schema.version()) {
        throw newer();
      }
      if (version < Schema.version() || Files.exists(old())) {
        prepare(opened);
      }
      return opened;
    } catch (SQLException | IOException | InventoryException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private InventoryException newer() {
    return new InventoryException(
        place(),
        "it was written by a newer osbctl",
        "use that one, or another folder: OSBCTL_HOME");
  }

  private Connection connect(boolean readOnly) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    if (way != Way.ALONE) {
      config.setSynchronous(SynchronousMode.FULL);
    }
    config.enforceForeignKeys(true);
    config.setReadOnly(readOnly);
    // It must be there: one that appears out of nothing would hide that it was lost.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return switch (way) {
      case SHARED -> config.createConnection("jdbc:sqlite:" + file);
      case ALONE -> {
        var alone = config.createConnection("jdbc:sqlite:" + file);
        try {
          // Before anything that reads: that would ask for the shared memory.
          execute(alone, "PRAGMA locking_mode = EXCLUSIVE");
          execute(alone, "PRAGMA synchronous = FULL");
          yield alone;
        } catch (SQLException e) {
          alone.close();
          throw e;
        }
      }
      case UNCHANGEABLE -> {
        config.setReadOnly(true);
        yield config.createConnection("jdbc:sqlite:" + file.toUri() + "?immutable=1");
      }
    };
  }

  private void create() throws IOException {
    if (!Files.isDirectory(parent())) {
      Files.createDirectories(parent(), ownerOnly("rwx------"));
    }
    try {
      Files.createFile(file, ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    }
  }

  private Path parent() throws IOException {
    var parent = file.getParent();
    if (parent == null) {
      throw new IOException(file + " is no file");
    }
    return parent;
  }

  /** Makes the tables, or leads them to the newest version, and takes in what there was before. */
  private void prepare(Connection opened) throws SQLException, IOException, InventoryException {
    IN_PROCESS.lock();
    // The same lock the file of old was changed under.
    try (var channel =
            FileChannel.open(
                file.resolveSibling("inventory.json.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly("rw-------"));
        var held = channel.lock();
        var statement = opened.createStatement()) {
      if (!held.isValid()) {
        throw new IOException("the lock was lost");
      }
      // A statement of its own: open, its answer would hold on to how the database was before.
      execute(opened, "PRAGMA journal_mode = WAL");
      begin(opened);
      try {
        int version = version(opened);
        if (version < Schema.version()) {
          Schema.migrate(opened, version, "INTEGER PRIMARY KEY");
          statement.execute("PRAGMA user_version = " + Schema.version());
        }
        var taken = JsonInventory.takeOver(old(), opened);
        commit(opened);
        if (taken) {
          Files.move(old(), old().resolveSibling("inventory.json.migrated"));
        }
      } catch (SQLException | IOException | InventoryException | RuntimeException e) {
        rollback(opened);
        throw e;
      }
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private static int version(Connection opened) throws SQLException {
    try (var statement = opened.createStatement();
        var rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  @Override
  public void begin(Connection opened) throws SQLException {
    execute(opened, "BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Connection opened) throws SQLException {
    execute(opened, "COMMIT");
  }

  @Override
  public void rollback(Connection opened) throws SQLException {
    try {
      execute(opened, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has taken it back already, as it does when the disk is full.
    }
  }

  @Override
  public void beginReading(Connection opened) throws SQLException {
    execute(opened, "BEGIN");
  }

  @Override
  public void endReading(Connection opened) throws SQLException {
    rollback(opened);
  }

  private static void execute(Connection opened, String sql) throws SQLException {
    try (var statement = opened.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public Connection readOnly() throws SQLException, IOException, InventoryException {
    // Makes the tables if need be.
    var made = connection();
    if (made.isClosed()) {
      throw new SQLException("closed");
    }
    if (way != Way.ALONE) {
      return connect(true);
    }
    // Who is alone cannot be two, and needs to write locks.
    made.close();
    connection = null;
    var alone = connect(false);
    execute(alone, "PRAGMA query_only = ON");
    return alone;
  }

  @Override
  public JsonSql json() {
    return JsonSql.SQLITE;
  }

  @Override
  public InventoryException trouble(SQLException e) {
    return SqliteTrouble.of(e, file, BUSY_MILLIS / 1000);
  }

  private FileAttribute<?>[] ownerOnly(String mode) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // Every change is on the disk already.
    }
  }
}
