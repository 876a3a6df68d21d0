package dev.weft.compiler.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The default {@code serialVersionUID} of a class: a hash of its name, interfaces and members that are not private, those
 * that are synthetic included (Java Object Serialization Specification 4.6).
 *
 * <p>Weaving adds such members. So that streams written before can still be read, a woven class declares what its default
 * was.
 */
final class SerialVersion {

    static final String FIELD = "serialVersionUID";

    private static final int OF_CLASSES =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    private static final int VISIBILITY = Opcodes.ACC_PUBLIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED;
    private static final int OF_FIELDS =
            VISIBILITY | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE | Opcodes.ACC_TRANSIENT;
    private static final int OF_METHODS = VISIBILITY
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_SYNCHRONIZED
            | Opcodes.ACC_NATIVE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_STRICT;

    private SerialVersion() {}

    /** Declares the default unless the class declares one, or has none: enums and records have 0, interfaces no objects. */
    static void declare(ClassNode node) {
        boolean hasNone = (node.access & Opcodes.ACC_INTERFACE) != 0
                || "java/lang/Enum".equals(node.superName)
                || (node.access & Opcodes.ACC_ENUM) != 0
                || "java/lang/Record".equals(node.superName);
        if (!hasNone && node.fields.stream().noneMatch(field -> field.name.equals(FIELD))) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
            node.fields.add(new FieldNode(access, FIELD, "J", null, ofDefault(node)));
        }
    }

    static long ofDefault(ClassNode node) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(node, out);
            var hash = MessageDigest.getInstance("SHA").digest(bytes.toByteArray());
            return ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }

    private static void write(ClassNode node, DataOutputStream out) throws IOException {
        out.writeUTF(Type.getObjectType(node.name).getClassName());
        out.writeInt(accessOf(node) & OF_CLASSES);
        for (var name : node.interfaces.stream()
                .map(name -> name.replace('/', '.'))
                .sorted()
                .toList()) {
            out.writeUTF(name);
        }
        for (var field : node.fields.stream()
                .sorted(Comparator.comparing(field -> field.name))
                .toList()) {
            boolean isPrivate = (field.access & Opcodes.ACC_PRIVATE) != 0;
            if (!isPrivate || (field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT)) == 0) {
                out.writeUTF(field.name);
                out.writeInt(field.access & OF_FIELDS);
                out.writeUTF(field.desc);
            }
        }
        if (node.methods.stream().anyMatch(method -> method.name.equals("<clinit>"))) {
            out.writeUTF("<clinit>");
            out.writeInt(Opcodes.ACC_STATIC);
            out.writeUTF("()V");
        }
        write(visible(node, true), out);
        write(visible(node, false), out);
    }

    /** What {@code Class.getModifiers} gives: of a nested class the flags that its source has. */
    private static int accessOf(ClassNode node) {
        return node.innerClasses.stream()
                .filter(inner -> inner.name.equals(node.name))
                .map(inner -> inner.access)
                .findFirst()
                .orElse(node.access);
    }

    private static List<MethodNode> visible(ClassNode node, boolean constructors) {
        return node.methods.stream()
                .filter(method -> (method.access & Opcodes.ACC_PRIVATE) == 0
                        && !method.name.equals("<clinit>")
                        && method.name.equals("<init>") == constructors)
                .sorted(Comparator.<MethodNode, String>comparing(method -> method.name)
                        .thenComparing(method -> method.desc))
                .toList();
    }

    private static void write(List<MethodNode> methods, DataOutputStream out) throws IOException {
        for (var method : methods) {
            out.writeUTF(method.name);
            out.writeInt(method.access & OF_METHODS);
            out.writeUTF(method.desc.replace('/', '.'));
        }
    }
}
