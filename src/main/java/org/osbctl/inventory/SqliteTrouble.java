package org.osbctl.inventory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite complains of, in words that say what to do. */
final class SqliteTrouble {
  private SqliteTrouble() {}

  /**
   * Cause and remedy.
   *
   * @param seconds how long was waited for other processes
   */
  static InventoryException of(SQLException e, Path file, int seconds) {
    var elsewhere = "or choose another folder with OSBCTL_HOME";
    return switch (primary(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          said(
              "another process has held it for " + seconds + " seconds",
              "wait for that process, or end it; nothing was changed",
              file,
              e);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          said(
              // SQLite's own words stand in brackets behind the driver's, which say the same.
              "it is damaged: " + words(e).replaceFirst("^[^(]*\\((.*)\\)$", "$1"),
              "restore a copy, or save what is readable with: sqlite3 "
                  + file
                  + " .recover; to begin anew move it away and take back what is known with:"
                  + " osbctl adopt",
              file,
              e);
      case SQLITE_FULL -> full(file, e);
      case SQLITE_READONLY ->
          said("it is read-only", "check its permissions, " + elsewhere, file, e);
      case SQLITE_CANTOPEN ->
          said(unopened(file), "check its folder and permissions, " + elsewhere, file, e);
      default ->
          code(e) == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE
              ? full(file, e)
              : said(words(e), "check the disk, " + elsewhere, file, e);
    };
  }

  /** Whether another process holds what is wanted. */
  static boolean isBusy(SQLiteException e) {
    return primary(e) == SQLiteErrorCode.SQLITE_BUSY;
  }

  /** Whether what SQLite wants beside the file cannot be opened, made or grown. */
  static boolean isWithoutLog(SQLiteException e) {
    return switch (primary(e)) {
      case SQLITE_READONLY, SQLITE_CANTOPEN -> true;
      default -> code(e).name().startsWith("SQLITE_IOERR_SHM");
    };
  }

  private static SQLiteErrorCode code(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /** The kind of trouble, without what SQLite says of it in particular. */
  private static SQLiteErrorCode primary(SQLException e) {
    var code = code(e);
    return code == SQLiteErrorCode.UNKNOWN_ERROR
        ? code
        : SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }

  private static InventoryException full(Path file, SQLException e) {
    return said("the disk is full", "make room; nothing was changed", file, e);
  }

  private static String unopened(Path file) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (Files.exists(file) && !Files.isReadable(file)) {
      return "permission denied";
    }
    return Files.exists(file) && !Files.isWritable(file.resolveSibling("."))
        ? "nothing can be written beside it"
        : "it cannot be opened";
  }

  private static String words(SQLException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^\\[[^\\]]*\\] *", "");
  }

  private static InventoryException said(String cause, String remedy, Path file, SQLException e) {
    return new InventoryException(file.toString(), cause, remedy, e);
  }
}
