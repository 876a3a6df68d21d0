package dev.weft.compiler.finding;

/**
 * How grave a finding is: an error keeps every class file as it was.
 *
 * @since 0.1
 */
public enum Severity {
    ERROR,
    WARNING
}
