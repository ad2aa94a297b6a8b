package org.osbctl.cli.completion;

/** The shells there are completion scripts for. */
public enum CompletionShell {
  bash(new PosixDialect(false)),
  zsh(new PosixDialect(true)),
  fish(new FishDialect()),
  powershell(new PowerShellDialect());

  private final transient Dialect dialect;

  CompletionShell(Dialect dialect) {
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  /** The file the script is known by in the folder of completions. */
  public String fileName() {
    return switch (this) {
      case bash -> "osbctl.bash";
      case zsh -> "_osbctl";
      case fish -> "osbctl.fish";
      case powershell -> "osbctl.ps1";
    };
  }

  /** The resource with the hand-written part. */
  String template() {
    return "osbctl." + name();
  }
}
