package dev.weft.compiler.emit;

import java.util.Map;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class after weaving, and the frame classes that belong to it.
 *
 * @param node the class as it was written
 * @param bytes its class file
 * @param frames internal name and class file of each frame class, in the order of the methods
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
public record WovenClass(ClassNode node, byte[] bytes, Map<String, byte[]> frames) {}
