package dev.weft.compiler.finding;

/** How grave a finding is: an error keeps every class file as it was. */
public enum Severity {
    ERROR,
    WARNING
}
