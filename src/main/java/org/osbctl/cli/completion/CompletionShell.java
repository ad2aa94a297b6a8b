package org.osbctl.cli.completion;

/** The shells there are completion scripts for. */
public enum CompletionShell {
  bash,
  zsh,
  fish,
  powershell;

  Dialect dialect() {
    return switch (this) {
      case bash -> new PosixDialect(false);
      case zsh -> new PosixDialect(true);
      case fish -> new FishDialect();
      case powershell -> new PowerShellDialect();
    };
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
