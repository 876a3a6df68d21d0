package dev.weft.compiler.emit;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class after weaving, and the frame classes that belong to it.
 *
 * @param node the class as it was written
 * @param written the methods that are new or whose code has changed
 * @param bytes its class file
 * @param frames internal name and class file of each frame class, in the order of the methods
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
public record WovenClass(ClassNode node, List<MethodNode> written, byte[] bytes, Map<String, byte[]> frames) {}
