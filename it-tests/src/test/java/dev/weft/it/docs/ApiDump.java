package dev.weft.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.TraceSignatureVisitor;

/**
 * What others can be compiled against, as text: each class that is seen from outside, and below it, a line each, its public
 * and protected members, in order of their text. Read from class files, so nothing has to be loaded. Annotations are not
 * shown.
 */
final class ApiDump {
    private static final int SEEN = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
    private static final int NO_DEPRECATION = ~Opcodes.ACC_DEPRECATED;

    private final Map<String, ClassNode> classes = new TreeMap<>();

    private ApiDump() {}

    /** Of the classes below a folder whose packages are to be shown. */
    static String of(Path classes, Predicate<String> packages) throws IOException {
        var dump = new ApiDump();
        try (var files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".class")) {
                    var node = new ClassNode();
                    new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_CODE);
                    dump.classes.put(node.name, node);
                }
            }
        }
        return dump.classes.values().stream()
                .filter(node -> packages.test(packageOf(node.name)) && dump.isSeen(node))
                .map(ApiDump::text)
                .collect(Collectors.joining("\n"));
    }

    private static String packageOf(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    }

    /** Whether it can be named from outside: of a nested class, whether what it is in can be, too. */
    private boolean isSeen(ClassNode node) {
        for (InnerClassNode inner : node.innerClasses) {
            if (inner.name.equals(node.name)) {
                ClassNode outer = inner.outerName == null ? null : classes.get(inner.outerName);
                return outer != null && isSeen(outer) && isSeen(inner.access, outer);
            }
        }
        return (node.access & Opcodes.ACC_PUBLIC) != 0;
    }

    private static boolean isSeen(int access, ClassNode owner) {
        int seen = (owner.access & Opcodes.ACC_FINAL) != 0 ? Opcodes.ACC_PUBLIC : SEEN;
        return (access & seen) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    private static String text(ClassNode node) {
        var lines = new ArrayList<String>();
        lines.add(header(node));
        var members = new TreeSet<String>();
        for (FieldNode field : node.fields) {
            if (isSeen(field.access, node)) {
                members.add(text(field));
            }
        }
        for (MethodNode method : node.methods) {
            if (isSeen(method.access, node)) {
                members.add(text(method, node));
            }
        }
        members.forEach(member -> lines.add("    " + member));
        return String.join("\n", lines) + "\n";
    }

    private static String header(ClassNode node) {
        int access = node.access;
        for (InnerClassNode inner : node.innerClasses) {
            if (inner.name.equals(node.name)) {
                access = inner.access;
            }
        }
        boolean isSealed = node.permittedSubclasses != null && !node.permittedSubclasses.isEmpty();
        String kind;
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            kind = "@interface ";
        } else if ((access & Opcodes.ACC_INTERFACE) != 0) {
            kind = "interface ";
        } else if ((access & Opcodes.ACC_ENUM) != 0) {
            kind = "enum ";
        } else {
            kind = node.recordComponents != null ? "record " : "class ";
        }
        int shown = access & ~(Opcodes.ACC_SUPER | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD);
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            shown &= ~(Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC);
        }
        String supers;
        if (node.signature != null) {
            var visitor = new TraceSignatureVisitor(access);
            new SignatureReader(node.signature).accept(visitor);
            supers = visitor.getDeclaration();
        } else {
            supers = (node.superName.equals("java/lang/Object") ? "" : " extends " + dotted(node.superName))
                    + listed((access & Opcodes.ACC_INTERFACE) != 0 ? " extends " : " implements ", node.interfaces);
        }
        return modifiers(shown & ~(isSealed ? Opcodes.ACC_FINAL : 0), isSealed)
                + kind
                + dotted(node.name)
                + supers
                + listed(" permits ", isSealed ? node.permittedSubclasses : List.of());
    }

    private static String text(FieldNode field) {
        String type = Type.getType(field.desc).getClassName();
        if (field.signature != null) {
            var visitor = new TraceSignatureVisitor(0);
            new SignatureReader(field.signature).acceptType(visitor);
            type = visitor.getDeclaration();
            type = type.startsWith(" extends ") ? type.substring(" extends ".length()) : type;
        }
        return modifiers(field.access & ~Opcodes.ACC_ENUM, false)
                + type
                + " "
                + field.name
                + (field.value == null ? "" : " = " + field.value);
    }

    private static String text(MethodNode method, ClassNode owner) {
        var visitor = new TraceSignatureVisitor(0);
        new SignatureReader(method.signature != null ? method.signature : method.desc).accept(visitor);
        String parameters = visitor.getDeclaration();
        String thrown = visitor.getExceptions() != null
                ? " throws " + visitor.getExceptions()
                : listed(" throws ", method.exceptions);
        boolean isDefault = (owner.access & Opcodes.ACC_INTERFACE) != 0
                && (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0;
        // varargs and bridge share their bits with transient and volatile
        int shown = method.access & ~(Opcodes.ACC_VARARGS | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNCHRONIZED);
        return modifiers(shown, false)
                + (isDefault ? "default " : "")
                + (method.name.equals("<init>") ? dotted(owner.name) : visitor.getReturnType() + " " + method.name)
                + ((method.access & Opcodes.ACC_VARARGS) != 0
                        ? parameters.replaceFirst("\\[\\]\\)$", "...)")
                        : parameters)
                + thrown
                + (method.annotationDefault == null ? "" : " default " + value(method.annotationDefault));
    }

    /** Returns a default value as its source has it: ASM gives a constant of an enum as its type and its name. */
    private static String value(Object given) {
        if (given instanceof String[] constant) {
            return constant[1];
        }
        return given instanceof List<?> values
                ? values.stream().map(ApiDump::value).collect(Collectors.joining(", ", "{", "}"))
                : given instanceof String text ? '"' + text + '"' : given.toString();
    }

    private static String modifiers(int access, boolean isSealed) {
        String text = java.lang.reflect.Modifier.toString(access & NO_DEPRECATION & 0xFFFF);
        return ((access & Opcodes.ACC_DEPRECATED) != 0 ? "deprecated " : "")
                + (text.isEmpty() ? "" : text.replace(" interface", "").replace("interface", "") + " ")
                + (isSealed ? "sealed " : "");
    }

    private static String listed(String word, List<String> names) {
        return names.isEmpty() ? "" : word + names.stream().map(ApiDump::dotted).collect(Collectors.joining(", "));
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }
}
