package dev.weft.it.bytecode;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** From values of each kind to objects and back. */
final class Boxing {
    private static final Map<Type, Class<?>> BOXES = List.<Class<?>>of(
                    Boolean.class,
                    Byte.class,
                    Character.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class)
            .stream()
            .collect(Collectors.toMap(Boxing::primitive, box -> box));

    private Boxing() {}

    private static Type primitive(Class<?> box) {
        try {
            return Type.getType((Class<?>) box.getField("TYPE").get(null));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code null} stands for no value. */
    static List<AbstractInsnNode> box(Type type) {
        if (type == Type.VOID_TYPE) {
            return List.of(new InsnNode(Opcodes.ACONST_NULL));
        }
        var box = BOXES.get(type);
        return box == null
                ? List.of()
                : List.of(new MethodInsnNode(
                        Opcodes.INVOKESTATIC,
                        Type.getInternalName(box),
                        "valueOf",
                        Type.getMethodDescriptor(Type.getType(box), type)));
    }

    static List<AbstractInsnNode> unbox(Type type) {
        if (type == Type.VOID_TYPE) {
            return List.of(new InsnNode(Opcodes.POP));
        }
        var box = BOXES.get(type);
        return box == null
                ? List.of(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()))
                : List.of(
                        new TypeInsnNode(Opcodes.CHECKCAST, Type.getInternalName(box)),
                        new MethodInsnNode(
                                Opcodes.INVOKEVIRTUAL,
                                Type.getInternalName(box),
                                type.getClassName() + "Value",
                                Type.getMethodDescriptor(type)));
    }
}
