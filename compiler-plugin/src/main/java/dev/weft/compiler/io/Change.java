package dev.weft.compiler.io;

import org.jspecify.annotations.Nullable;

/**
 * One class file to write or to delete.
 *
 * @param path relative to its container, with slashes
 * @param bytes the new content, or null to delete it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
public record Change(String path, byte @Nullable [] bytes) {}
