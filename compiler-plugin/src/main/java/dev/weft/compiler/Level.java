package dev.weft.compiler;

/** How grave a finding is: an error keeps every class file as it was. */
public enum Level {
    ERROR,
    WARNING
}
