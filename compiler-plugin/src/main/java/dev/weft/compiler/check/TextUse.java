package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.OperandUse;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Instructions that make an object a part of a text: they join, print, format or log it. */
final class TextUse {

    private static final String OBJECT_ARRAY = "[" + RuntimeAbi.OBJECT_DESCRIPTOR;

    private static final Set<String> LOGGERS = Set.of(
            "org/slf4j/Logger",
            "org/apache/logging/log4j/Logger",
            "org/apache/commons/logging/Log",
            "org/jboss/logging/Logger",
            "java/util/logging/Logger",
            "java/lang/System$Logger");

    private static final Set<String> JOINING = Set.of("append", "insert");
    private static final Set<String> PRINTING = Set.of("print", "println", "printf", "format");

    /** By owner. */
    private static final Map<String, Set<String>> METHODS = Map.of(
            "java/lang/StringBuilder", JOINING,
            "java/lang/StringBuffer", JOINING,
            "java/io/PrintStream", PRINTING,
            "java/io/PrintWriter", PRINTING,
            "java/io/Console", PRINTING,
            "java/util/Formatter", PRINTING,
            "java/lang/String", Set.of("valueOf", "format", "formatted"),
            "java/util/Objects", Set.of("toString"),
            "java/text/MessageFormat", Set.of("format"));

    private TextUse() {}

    /** Whether the instruction takes an object for a text, or stores it into an array whose elements become one. */
    static boolean isOne(@Nullable AbstractInsnNode use) {
        if (use instanceof InvokeDynamicInsnNode indy) {
            return indy.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory");
        } else if (use != null && use.getOpcode() == Opcodes.AASTORE) {
            return useOfArray(use) instanceof MethodInsnNode call
                    && call.desc.contains(OBJECT_ARRAY)
                    && makesText(call);
        }
        return use instanceof MethodInsnNode call
                && (makesText(call) || (call.name.equals("toString") && call.desc.equals("()Ljava/lang/String;")));
    }

    /** A compiler keeps the array below the copy that it stores into. */
    private static @Nullable AbstractInsnNode useOfArray(AbstractInsnNode store) {
        var use = OperandUse.of(store);
        while (use != null && use.getOpcode() == Opcodes.DUP) {
            use = OperandUse.ofCopied(use);
        }
        return use;
    }

    private static boolean makesText(MethodInsnNode call) {
        return METHODS.getOrDefault(call.owner, Set.of()).contains(call.name)
                || (LOGGERS.contains(call.owner) && call.desc.endsWith(")V"));
    }
}
