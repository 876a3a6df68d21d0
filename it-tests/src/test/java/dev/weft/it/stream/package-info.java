/** Streams: async methods that emit, and what consumes them, woven by the plugin. */
package dev.weft.it.stream;
